import { type SQL, sql } from 'drizzle-orm';

/**
 * Joins rows `r`, each with the `step_key` of the step that it came of, to those steps `s` of the job that the very commit
 * under `token` has finished: what a turn that has lost its steps writes takes no effect.
 */
export function finishedNow({ jobId, token }: { jobId: string; token: string }): SQL {
  return sql`join steps s on s.job_id = ${jobId} and s.key = r.step_key and s.finished_by = ${token}`;
}
