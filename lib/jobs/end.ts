import { type SQL, sql } from 'drizzle-orm';
import { type Database, transact } from '../db/client.ts';
import { finalStatusSql, UNFINISHED } from './lifecycle.ts';
import { dropSealed } from './sealed-input.ts';
import { lockStatement } from './turn/lock.ts';
import { setDue } from './webhook-due.ts';

/**
 * Ends an unfinished job early, with a reason. Finished steps are kept; results of running ones are
 * discarded.
 */
export async function endJob(
  db: Database,
  jobId: string,
  epoch: number,
  reason: { code: string; message: string },
): Promise<void> {
  const flip = sql`update jobs set
      status = ${finalStatusSql(sql`done`, sql`failed`, sql`true`)}, completed_at = clock_timestamp(),
      error_code = ${reason.code}, error_message = ${reason.message}, ${setDue(sql`true`)},
      ${dropSealed(sql`true`)}, revision = revision + 1
    where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED}`;
  await transact(db, [lockStatement(jobId), flip]);
}

/** Who cancels a job, by the name of the key, and why; both null if not known. */
export interface Cancellation {
  by: string | null;
  reason: string | null;
}

/** Cancels an owner's job unless it has ended, or should have by its deadline. Commits and claims check the status, so late results are discarded. */
export function cancelStatement(owner: string, jobId: string, { by, reason }: Cancellation): SQL {
  return sql`update jobs set status = 'cancelled', completed_at = clock_timestamp(), ${setDue(sql`true`)},
      cancelled_by = ${by}, cancel_reason = ${reason}, ${dropSealed(sql`true`)}, revision = revision + 1
    where id = ${jobId} and owner = ${owner} and ${UNFINISHED} and deadline_at > clock_timestamp()`;
}
