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

/** A job that may still change by itself, as a SQL condition on `jobs`. */
export const UNFINISHED: SQL = sql.raw(`status in ('queued', 'processing')`);

/** How a job stands when nothing of it is left to run. */
export interface Standing {
  done: number;
  failed: number;
  /** True when steps were left unfinished because the deadline passed. */
  overdue: boolean;
}

/**
 * The one decision about how a job ends: completed means that every step is done, failed that nothing usable
 * came out. `finalStatusSql` says the same to the database; a test holds the two together.
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
