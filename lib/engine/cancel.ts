import { and, eq } from 'drizzle-orm';
import { Refusal } from '../core/errors.ts';
import { reasonOf } from '../db/error-text.ts';
import { jobs } from '../jobs/db-schema.ts';
import { type Cancellation, cancelStatement } from '../jobs/end.ts';
import { isTerminal } from '../jobs/lifecycle.ts';
import { notFound, toJob } from '../jobs/read.ts';
import type { Job } from '../jobs/types.ts';
import { write } from '../jobs/write.ts';
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
    context.log.warn('webhook_still_due', { job: id, error: reasonOf(error) });
  }
}

type Rows = (typeof jobs.$inferSelect)[];

async function cancelled(
  context: EngineContext,
  { cancel, look, id }: { cancel(): Promise<Rows>; look(): Promise<Rows>; id: string },
): Promise<Rows[number] | undefined> {
  const { value } = await write(context, cancel, {
    look: async () => {
      const rows = await look();
      // A cancellation changes nothing at a job that has ended, nor at one that is gone.
      return rows.every((row) => isTerminal(toJob(row).status)) ? rows : null;
    },
    advice: () => 'Send it again: cancelling a job twice is the same as cancelling it once.',
    doubt: () => ({ jobId: id }),
  });
  return value[0];
}

/**
 * Locks the job's row and sets its status, nothing else: commits and claims check the status, so late results
 * are discarded. Cancelling twice is not an error.
 * @throws Refusal `not_found`, `already_finished`, `database_unavailable`: nothing was changed; or
 * `outcome_unknown`.
 */
export async function cancelJob(
  context: EngineContext,
  owner: string,
  id: string,
  cancellation: Cancellation = { by: null, reason: null },
): Promise<Job> {
  const { db } = context;
  const mine = and(eq(jobs.id, id), eq(jobs.owner, owner));
  const row = await cancelled(context, {
    cancel: async () => {
      const [, , rows] = await db.batch([
        db.select({ id: jobs.id }).from(jobs).where(mine).for('update'),
        db.execute(cancelStatement(owner, id, cancellation)),
        db.select().from(jobs).where(mine),
      ]);
      return rows;
    },
    look: () => db.select().from(jobs).where(mine),
    id,
  });
  if (!row) throw notFound(id);
  const job = toJob(row);
  if (!isTerminal(job.status)) {
    // Its deadline has passed: it has failed already.
    await context.endOverdue([job]);
    return cancelJob(context, owner, id, cancellation);
  }
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
