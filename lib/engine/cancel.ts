import { and, eq } from 'drizzle-orm';
import { Refusal } from '../core/errors.ts';
import { query } from '../jobs/context.ts';
import { jobs } from '../jobs/db-schema.ts';
import { cancelStatement } from '../jobs/end.ts';
import { notFound, toJob } from '../jobs/read.ts';
import { lockStatement } from '../jobs/turn/turn.ts';
import type { Job } from '../jobs/types.ts';
import type { EngineContext } from './context.ts';
import { announceDue } from './webhook/announce.ts';

/**
 * The job is cancelled even if the queue is down: `webhook_due` stays set, and a later slice or watchdog
 * publishes it.
 */
async function announceIfPossible(context: EngineContext, id: string): Promise<void> {
  try {
    await announceDue(context, id);
  } catch (error) {
    context.log.warn('webhook_still_due', { job: id, error: String(error) });
  }
}

/**
 * Locks the job's row and sets its status, nothing else: commits and claims check the status, so late results
 * are discarded. Cancelling twice is not an error.
 * @throws Refusal `not_found`, `already_finished`.
 */
export async function cancelJob(context: EngineContext, owner: string, id: string): Promise<Job> {
  const mine = and(eq(jobs.id, id), eq(jobs.owner, owner));
  const [, , [row]] = await query(context, () =>
    context.db.batch([
      context.db.execute(lockStatement(id)),
      context.db.execute(cancelStatement(owner, id)),
      context.db.select().from(jobs).where(mine),
    ]),
  );
  if (!row) throw notFound(id);
  const job = toJob(row);
  if (job.status !== 'cancelled') {
    throw new Refusal(
      'already_finished',
      `Job ${id} has already ended as ${job.status}; it cannot be cancelled.`,
    );
  }
  context.log.info('job_cancelled', { job: id });
  if (job.webhook?.due) await announceIfPossible(context, id);
  return job;
}
