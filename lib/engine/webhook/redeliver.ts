import { and, eq, sql } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { getJob, jobColumns, notFound, toJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import { write } from '../../jobs/write.ts';
import type { EngineContext } from '../context.ts';
import { eventOf, ownEventOf } from './event.ts';

/**
 * Sends a finished job's event again, and the analysis's own if there is one, each with the same id and content, even
 * if it was already delivered.
 * @throws Refusal `not_found`, `no_callback_url`, `not_finished`, `queue_unavailable`,
 * `database_unavailable`.
 */
export async function redeliverWebhook(context: EngineContext, owner: string, id: string): Promise<Job> {
  const { db, publisher, ids, log } = context;
  const job = await getJob(context, owner, id);
  const { webhook, epoch } = job;
  if (!webhook) {
    throw new Refusal(
      'no_callback_url',
      `Job ${id} was created without a callback_url, so it has no event to send.`,
    );
  }
  if (!isTerminal(job.status)) {
    throw new Refusal(
      'not_finished',
      `Job ${id} is still ${job.status}. Its event is delivered when it ends.`,
    );
  }
  const own = await ownEventOf(context, job);
  const again = ids.token();
  for (const event of [eventOf(job), ...(own ? [own] : [])]) await publisher.webhook({ ...event, again });
  // Back to pending, unless an attempt was recorded before this statement.
  const sent = sql`update jobs set webhook_due = null, messages = messages + ${own ? 2 : 1}::int, round_trips = round_trips + 2,
      own_event_due = null, own_event_status = case when ${own === null}::boolean then null
        when own_event_attempts = ${webhook.ownEvent?.attempts ?? 0}::int then 'pending' else own_event_status end,
      webhook_status = case when webhook_attempts = ${webhook.attempts} then 'pending' else webhook_status end,
      revision = revision + 1
    where id = ${id} and epoch = ${epoch}`;
  const mine = and(eq(jobs.id, id), eq(jobs.owner, owner));
  const noted = async () =>
    (await db.batch([db.execute(sent), db.select(jobColumns).from(jobs).where(mine)]))[1];
  const row = await write(context, noted, { advice: () => '' }).then(
    ({ value }) => value[0],
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      // The event is on its way: only its note in the row is missing.
      log.warn('webhook_redelivery_not_noted', { job: id, error: error.code });
      return null;
    },
  );
  if (row === null) return job;
  if (!row) throw notFound(id);
  log.info('webhook_redelivered', { job: id, epoch });
  return toJob(row);
}
