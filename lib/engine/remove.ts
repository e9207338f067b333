import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { keepSteps } from '../access/creation.ts';
import { Refusal } from '../core/errors.ts';
import { transact } from '../db/client.ts';
import type { JobsContext } from '../jobs/context.ts';
import { UNFINISHED } from '../jobs/lifecycle.ts';
import { overdueSql } from '../jobs/overdue.ts';
import { notFound } from '../jobs/read.ts';
import { write } from '../jobs/write.ts';

const presentSchema = z.object({ status: z.string(), epoch: z.number(), overdue: z.boolean() });

/** Statements that delete a product's data along with a job, run in the same transaction. */
export interface Release {
  /** Locks the rows that may be deleted, before the job is locked. */
  hold(owner: string, jobId: string): SQL;
  /** Deletes them. May reference the CTE `gone(id)`, which is empty if the job is kept. */
  drop(owner: string): SQL;
}

/** Deletes the job if it has ended, with the products' data that only it uses. */
function remove(owner: string, id: string, releases: readonly Release[]): SQL {
  const drops = releases.map(({ drop }, i) => sql`, ${sql.raw(`released_${i}`)} as (${drop(owner)})`);
  return sql`with gone as (
      delete from jobs where id = ${id} and owner = ${owner} and not ${UNFINISHED} returning id, owner, total, created_at
    ), keys as (
      delete from job_keys k using gone, steps s
      where s.job_id = gone.id and k.owner = ${owner} and k.key = s.key and k.job_id = gone.id
    ), kept as (${keepSteps})${sql.join(drops)} select id from gone`;
}

/**
 * Deletes a finished job and everything that belongs to it. A job that is gone after a try whose answer was
 * lost counts as deleted by it.
 * @throws Refusal `not_found`, `not_finished`, `database_unavailable`: nothing was changed; or
 * `outcome_unknown`.
 */
export async function removeJob(
  context: JobsContext,
  { owner, id, releases }: { owner: string; id: string; releases: readonly Release[] },
): Promise<void> {
  const { db } = context;
  const standing = sql`select status, epoch, ${overdueSql()} as overdue from jobs where id = ${id} and owner = ${owner}`;
  const deletion = async () => {
    const rows = await transact(db, [
      sql`${standing} for update`,
      ...releases.map(({ hold }) => hold(owner, id)),
      remove(owner, id, releases),
    ]);
    return { present: rows[0]?.[0], removed: rows.at(-1)?.length === 1 };
  };
  const { value, doubted } = await write(context, deletion, {
    look: async () =>
      (await db.execute(standing)).rows.length === 0 ? { present: undefined, removed: true } : null,
    advice: () =>
      'Send it again: deleting a job twice is the same as deleting it once. 404 means it is gone.',
    doubt: () => ({ jobId: id }),
  });
  if (value.removed || (doubted && value.present === undefined)) {
    context.log.info('job_deleted', { job: id });
    return;
  }
  if (value.present === undefined) throw notFound(id);
  const { status, epoch, overdue } = presentSchema.parse(value.present);
  if (overdue) {
    await context.endOverdue([{ id, epoch }]);
    return removeJob(context, { owner, id, releases });
  }
  throw new Refusal('not_finished', `Job ${id} is still ${status}. Cancel it first, then delete it.`);
}
