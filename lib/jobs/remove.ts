import { and, eq, sql } from 'drizzle-orm';
import { Refusal } from '../core/errors.ts';
import { jobs } from '../db/schema.ts';
import { type JobsContext, query } from './context.ts';
import { UNFINISHED } from './lifecycle.ts';
import { notFound } from './read.ts';

/**
 * Deletes a finished job with all that belongs to it.
 * @throws Refusal `not_found`, `not_finished`.
 */
export async function removeJob(context: JobsContext, owner: string, id: string): Promise<void> {
  const mine = and(eq(jobs.id, id), eq(jobs.owner, owner));
  const [present, removed] = await query(context, () =>
    context.db.batch([
      context.db.select({ status: jobs.status }).from(jobs).where(mine).for('update'),
      context.db
        .delete(jobs)
        .where(and(mine, sql`not ${UNFINISHED}`))
        .returning({ id: jobs.id }),
    ]),
  );
  if (removed.length > 0) {
    context.log.info('job_deleted', { job: id });
    return;
  }
  const status = present[0]?.status;
  if (status === undefined) throw notFound(id);
  throw new Refusal('not_finished', `Job ${id} is still ${status}. Cancel it first, then delete it.`);
}
