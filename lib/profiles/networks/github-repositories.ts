import { z } from 'zod';
import { listOf, optionalCount, optionalFlag, optionalText } from './fields.ts';
import { readInstant } from './read-instant.ts';
import type { Repository } from './social.ts';
import { plainLine } from './text.ts';

const MOST_DESCRIPTION = 350;

/** https://docs.github.com/en/rest/repos/repos#list-repositories-for-a-user */
const repository = z.object({
  name: z.string().min(1).max(200),
  private: optionalFlag,
  fork: optionalFlag,
  description: optionalText,
  language: optionalText,
  stargazers_count: optionalCount,
  forks_count: optionalCount,
  created_at: optionalText,
  pushed_at: optionalText,
});

const repositories = listOf(repository);

/** The public repositories of an answer, in its order. */
export function readRepositories(body: unknown[]): Repository[] {
  return repositories
    .parse(body)
    .filter((each) => each.private !== true)
    .map((each) => ({
      name: plainLine(each.name) ?? '',
      description: plainLine(each.description, MOST_DESCRIPTION),
      is_fork: each.fork === true,
      language: plainLine(each.language, 60),
      stars: each.stargazers_count,
      forks: each.forks_count,
      created_at: readInstant(each.created_at),
      pushed_at: readInstant(each.pushed_at),
    }));
}
