import { eq, type SQL, sql } from 'drizzle-orm';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { jobColumns, toJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import type { EngineContext } from '../context.ts';
import type { Publisher, WebhookNotice } from '../publisher.ts';
import { marksOf } from './columns.ts';
import { eventOf, ownEventOf } from './event.ts';

type DueContext = Pick<EngineContext, 'db' | 'clock' | 'random' | 'log' | 'webhooks'>;
type AnnounceContext = DueContext & { publisher: Pick<Publisher, 'webhook'> };

/** Clears the mark of an event that is out, at most once, and counts its `messages`. */
export function handedOver({ jobId, epoch, own }: WebhookNotice, messages: 0 | 1): SQL {
  const { due } = marksOf(own);
  return sql`update jobs set ${due} = null, messages = messages + ${messages}::int, round_trips = round_trips + 2,
    revision = revision + 1 where id = ${jobId} and epoch = ${epoch} and ${due} = ${epoch}`;
}

function nothingToTell({ id, epoch }: Job): SQL {
  return sql`update jobs set own_event_due = null, own_event_status = null, round_trips = round_trips + 2,
    revision = revision + 1 where id = ${id} and epoch = ${epoch} and own_event_due = ${epoch}`;
}

/** The events of an ended job that nobody has handed over yet, that of its end first. */
export async function findDueEvents(context: DueContext, jobId: string): Promise<WebhookNotice[]> {
  const { db } = context;
  const [row] = await query(context, () => db.select(jobColumns).from(jobs).where(eq(jobs.id, jobId)));
  if (!row) return [];
  const job = toJob(row);
  const ofEnd = row.webhookDue === null ? [] : [eventOf(job)];
  if (row.ownEventDue === null) return ofEnd;
  const own = await ownEventOf(context, job);
  if (own) return [...ofEnd, own];
  await query(context, () => db.execute(nothingToTell(job)));
  return ofEnd;
}

/**
 * Publishes the events of an ended job that are due, and clears the mark of each. Every handler that finds a mark
 * set calls this before acknowledging; concurrent calls are harmless, because the messages of an event share a
 * deduplication id.
 * @throws Refusal `queue_unavailable`, `database_unavailable`; what is not out stays due.
 */
export async function announceDue(context: AnnounceContext, jobId: string): Promise<void> {
  const { db, publisher, log } = context;
  for (const event of await findDueEvents(context, jobId)) {
    await publisher.webhook(event);
    await query(context, () => db.execute(handedOver(event, 1)));
    log.info('webhook_announced', { job: jobId, epoch: event.epoch, event: event.event });
  }
}
