import { iso } from '../../core/instant.ts';
import { endedJobJson } from '../../jobs/job-json.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import type { Job } from '../../jobs/types.ts';
import type { WebhookNotice } from '../publisher.ts';

/**
 * The event for a job's end: `{ type, timestamp, data }`, where `data` is the job without its result.
 * Deterministic for a job and epoch.
 */
export function eventOf(job: Job): WebhookNotice {
  const { id, epoch, status, completedAt } = job;
  if (completedAt === null || !isTerminal(status))
    throw new Error(`job ${id} has not ended: there is no event`);
  const event = `job.${status}`;
  const body = JSON.stringify({ type: event, timestamp: iso(completedAt), data: endedJobJson(job) });
  return { jobId: id, epoch, event, body, at: completedAt, again: null };
}
