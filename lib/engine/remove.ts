import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { transact } from '../db/client.ts';
import { type JobsContext, query } from '../jobs/context.ts';
import { UNFINISHED } from '../jobs/lifecycle.ts';
import { notFound } from '../jobs/read.ts';

const presentSchema = z.object({ status: z.string() });

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
      delete from jobs where id = ${id} and owner = ${owner} and not ${UNFINISHED} returning id
    )${sql.join(drops)} select id from gone`;
}

/**
 * Deletes a finished job and everything that belongs to it.
 * @throws Refusal `not_found`, `not_finished`.
 */
export async function removeJob(
  context: JobsContext,
  { owner, id, releases }: { owner: string; id: string; releases: readonly Release[] },
): Promise<void> {
  const results = await query(context, () =>
    transact(context.db, [
      sql`select status from jobs where id = ${id} and owner = ${owner} for update`,
      ...releases.map(({ hold }) => hold(owner, id)),
      remove(owner, id, releases),
    ]),
  );
  const [present, removed] = [results[0], results.at(-1)];
  if (removed?.length === 1) {
    context.log.info('job_deleted', { job: id });
    return;
  }
  if (present?.[0] === undefined) throw notFound(id);
  const { status } = presentSchema.parse(present[0]);
  throw new Refusal('not_finished', `Job ${id} is still ${status}. Cancel it first, then delete it.`);
}
