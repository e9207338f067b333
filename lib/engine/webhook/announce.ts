import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { jobColumns, toJob } from '../../jobs/read.ts';
import type { EngineContext } from '../context.ts';
import type { Publisher, WebhookNotice } from '../publisher.ts';
import { eventOf } from './event.ts';

type AnnounceContext = Pick<EngineContext, 'db' | 'clock' | 'random' | 'log'> & {
  publisher: Pick<Publisher, 'webhook'>;
};

/** Clears the epoch's due mark, at most once, and counts the message. */
function handedOver(jobId: string, epoch: number) {
  return sql`update jobs set webhook_due = null, messages = messages + 1, round_trips = round_trips + 2,
    revision = revision + 1 where id = ${jobId} and epoch = ${epoch} and webhook_due = ${epoch}`;
}

/** The event of an ended job that nobody has handed over yet; null if there is none. */
export async function findDueEvent(
  context: Omit<AnnounceContext, 'publisher'>,
  jobId: string,
): Promise<WebhookNotice | null> {
  const due = and(eq(jobs.id, jobId), isNotNull(jobs.webhookDue));
  const [row] = await query(context, () => context.db.select(jobColumns).from(jobs).where(due));
  return row ? eventOf(toJob(row)) : null;
}

/**
 * Publishes the event of an ended job if one is due, then clears the mark. Every handler that finds the mark
 * set calls this before acknowledging; concurrent calls are harmless, because their messages share a
 * deduplication id.
 * @throws Refusal `queue_unavailable`, `database_unavailable`; the event stays due.
 */
export async function announceDue(context: AnnounceContext, jobId: string): Promise<void> {
  const { db, publisher, log } = context;
  const event = await findDueEvent(context, jobId);
  if (event === null) return;
  await publisher.webhook(event);
  await query(context, () => db.execute(handedOver(jobId, event.epoch)));
  log.info('webhook_announced', { job: jobId, epoch: event.epoch, event: event.event });
}
