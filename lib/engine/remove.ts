import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { transact } from '../db/client.ts';
import { type JobsContext, query } from '../jobs/context.ts';
import { UNFINISHED } from '../jobs/lifecycle.ts';
import { notFound } from '../jobs/read.ts';

const presentSchema = z.object({ status: z.string() });

/** What a product lets go together with a job. Both run in the transaction that deletes the job. */
export interface Release {
  /** Locks what may go, before the job does. */
  hold(owner: string, jobId: string): SQL;
  /** Deletes it: a query that may change rows, beside a CTE `gone(id)` that is empty where the job stays. */
  drop(owner: string): SQL;
}

/** Deletes the job if it has ended, and what the products hold for it alone. */
function remove(owner: string, id: string, releases: readonly Release[]): SQL {
  const drops = releases.map(({ drop }, i) => sql`, ${sql.raw(`released_${i}`)} as (${drop(owner)})`);
  return sql`with gone as (
      delete from jobs where id = ${id} and owner = ${owner} and not ${UNFINISHED} returning id
    )${sql.join(drops)} select id from gone`;
}

/**
 * Deletes a finished job with all that belongs to it.
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
