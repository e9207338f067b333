import { type SQL, sql } from 'drizzle-orm';
import type { Part } from '../../db/stored-statement.ts';

/** Locks the job's row, on its own: later statements get a fresh snapshot and cannot miss a concurrent commit. */
export function lockStatement(jobId: string | SQL): SQL {
  return sql`select id from jobs where id = ${jobId} for update`;
}

const insertion = (jobId: SQL): SQL => sql`hashtextextended('job ' || ${jobId}, 0)`;

/** First statement of the transaction that inserts a job. */
export const holdInsertion = (jobId: SQL): SQL =>
  sql`select pg_advisory_xact_lock(${insertion(jobId)})::text is not null as held`;

/**
 * First statement of a turn: a message often comes while its job is being inserted. Whoever waits here until that is
 * over need not look again and again.
 */
export const awaitInsertion = (jobId: SQL): Part => ({
  when: sql`exists (select 1 from jobs where id = ${jobId})`,
  eased: null,
  otherwise: sql`select pg_advisory_xact_lock_shared(${insertion(jobId)})::text is not null as waited`,
});
