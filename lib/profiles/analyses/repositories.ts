import type { Profile, Repository } from '../networks/social.ts';
import { type Finding, finding, type Missing, missing } from './findings.ts';
import { tally } from './statistics.ts';

const MOST_SHOWN = 10;

const byName = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const sum = (counts: readonly (number | null)[]): number =>
  counts.reduce<number>((all, each) => all + (each ?? 0), 0);

const byStars = (a: Repository, b: Repository): number =>
  (b.stars ?? 0) - (a.stars ?? 0) || byName(a.name, b.name);

/** The first or last of some dates, ISO 8601 in UTC; null if there are none. */
const endOf = (dates: readonly (string | null)[], end: 0 | -1): string | null =>
  dates
    .filter((date) => date !== null)
    .sort()
    .at(end) ?? null;

/**
 * What an account says of its own public repositories; forks of others' are counted apart, with none of their stars.
 * `read` are those pushed to last.
 */
export function repositories({ repositories: all }: Profile): Finding | Missing {
  if (!all || all.length === 0) {
    return missing('the account shows no repository', 'a public repository of its own');
  }
  const own = all.filter((each) => !each.is_fork);
  const languages = tally(
    own.flatMap(({ language }) => language ?? []),
    byName,
  );
  const value = {
    read: all.length,
    own: own.length,
    forks_of_others: all.length - own.length,
    stars: sum(own.map(({ stars }) => stars)),
    forks: sum(own.map(({ forks }) => forks)),
    first_created_at: endOf(
      own.map((each) => each.created_at),
      0,
    ),
    last_pushed_at: endOf(
      own.map((each) => each.pushed_at),
      -1,
    ),
    languages: languages.slice(0, MOST_SHOWN).map(([language, count]) => ({ language, repositories: count })),
    most_starred: own
      .toSorted(byStars)
      .slice(0, MOST_SHOWN)
      .map(({ is_fork: _, ...shown }) => shown),
  };
  return finding(value, [], { n: all.length, confidence: 'high' });
}
