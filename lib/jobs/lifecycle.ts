import { type SQL, sql } from 'drizzle-orm';
import type { JobStatus } from './types.ts';

const TERMINAL: ReadonlySet<JobStatus> = new Set([
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
]);

export function isTerminal(status: JobStatus): boolean {
  return TERMINAL.has(status);
}

/** SQL condition on `jobs`: not terminal. */
export const UNFINISHED: SQL = sql.raw(`status in ('queued', 'processing')`);

/** The same on an alias of `jobs`. */
export const unfinishedOf = (alias: string): SQL => sql`${sql.raw(alias)}.${UNFINISHED}`;

/** Counts of a job that has nothing left to run. */
export interface Standing {
  done: number;
  failed: number;
  /** True if the deadline passed with steps unfinished. */
  overdue: boolean;
}

/**
 * The only decision about how a job ends: `completed` if every step is done, `failed` if no step is.
 * `finalStatusSql` must agree; a test compares the two.
 */
export function finalStatus({ done, failed, overdue }: Standing): JobStatus {
  if (done === 0 && (failed > 0 || overdue)) return 'failed';
  return failed > 0 || overdue ? 'completed_with_errors' : 'completed';
}

/** `finalStatus` over columns `done` and `failed` and a boolean SQL expression. */
export function finalStatusSql(done: SQL, failed: SQL, overdue: SQL): SQL {
  return sql`case
    when ${done} = 0 and (${failed} > 0 or ${overdue}) then 'failed'
    when ${failed} > 0 or ${overdue} then 'completed_with_errors'
    else 'completed'
  end`;
}
