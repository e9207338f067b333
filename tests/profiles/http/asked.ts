import { z } from 'zod';
import type { Api } from '../../http/harness.ts';
import { inline } from './given-posts.ts';
import { runProfile } from './run-profile.ts';

const answerSchema = z.object({ task: z.object({ id: z.string() }) });

/** The id of a task that `by` asks for. */
export async function asked(by: Api, body: object = inline(30)): Promise<string> {
  const response = await by.post('/api/analyze', body);
  return answerSchema.parse(await response.json()).task.id;
}

/** The same, run to its end. */
export async function finished(
  by: Api,
  body: object = inline(30),
  options: Parameters<typeof runProfile>[2] = {},
): Promise<string> {
  const id = await asked(by, body);
  await runProfile(by.jobs.db, id, options);
  return id;
}
