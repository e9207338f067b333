import { type SQL, sql } from 'drizzle-orm';

/**
 * Joins rows `r` (with a `step_key`) to the steps `s` that the commit under `token` finished. A turn that has
 * lost its leases writes nothing.
 */
export function finishedNow({ jobId, token }: { jobId: string; token: string }): SQL {
  return sql`join steps s on s.job_id = ${jobId} and s.key = r.step_key and s.finished_by = ${token}`;
}
