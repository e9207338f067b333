import { iso } from '../../core/instant.ts';
import { query } from '../../jobs/context.ts';
import { endedJobJson } from '../../jobs/job-json.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import type { Job } from '../../jobs/types.ts';
import type { EngineContext } from '../context.ts';
import type { WebhookNotice } from '../publisher.ts';

/** `{ type, timestamp, data }`, dated at the job's end. */
function noticeOf(
  job: Job,
  { event, own, data }: { event: string; own: boolean; data: object },
): WebhookNotice {
  const { id, epoch, status, completedAt } = job;
  if (completedAt === null || !isTerminal(status))
    throw new Error(`job ${id} has not ended: there is no event`);
  const body = JSON.stringify({ type: event, timestamp: iso(completedAt), data });
  return { jobId: id, epoch, event, own, body, at: completedAt, again: null };
}

/** The event for a job's end: `data` is the job without its result. Deterministic for a job and epoch. */
export function eventOf(job: Job): WebhookNotice {
  return noticeOf(job, { event: `job.${job.status}`, own: false, data: endedJobJson(job) });
}

/**
 * The event of an ended job's own analysis, if its request asked for it; null if there is nothing to tell.
 * Deterministic likewise. @throws Refusal `database_unavailable`.
 */
export async function ownEventOf(
  context: Pick<EngineContext, 'db' | 'clock' | 'random' | 'log' | 'webhooks'>,
  job: Job,
): Promise<WebhookNotice | null> {
  const event = job.webhook?.ownEvent?.type;
  const known = context.webhooks.ownEvents.get(job.kind);
  if (event === undefined) return null;
  if (known?.type !== event) {
    context.log.warn('own_event_unknown', { job: job.id, event });
    return null;
  }
  const data = await query(context, () => known.data(context.db, job));
  return data && noticeOf(job, { event, own: true, data });
}
