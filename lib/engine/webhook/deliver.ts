import { parseRetryAfter } from '../../core/guarded-fetch.ts';
import { query, retrying } from '../../jobs/context.ts';
import type { Answer } from '../answer.ts';
import type { EngineDeps } from '../deps.ts';
import type { EventMessage } from '../messages.ts';
import { parseCallbackUrl } from './callback-url.ts';
import { findTarget, recordAttempt, recordExhausted, type Target } from './outcome.ts';
import { NoReply, post } from './post.ts';
import { signedHeaders } from './sign.ts';

type Result =
  | { kind: 'delivered' }
  | { kind: 'gone'; error: string }
  | { kind: 'failed'; error: string; retryAfterMs?: number | undefined };

const LONGEST_RETRY_AFTER_MS = 3_600_000;

const isOwn = ({ type }: EventMessage): boolean => type === 'own_event';

/** The same for every attempt and redelivery of an event; no dot, which separates what is signed. */
function eventId(message: EventMessage): string {
  const { job, epoch, event } = message;
  const suffix = isOwn(message) ? `_${event.replaceAll(/[^a-z0-9]+/g, '_')}` : '';
  return `evt_${job.replace(/^job_/, '')}_${epoch}${suffix}`;
}

function resultOf(status: number, retryAfter: string | undefined, nowMs: number): Result {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'gone', error: 'HTTP 410: the receiver no longer wants these events.' };
  if (status >= 300 && status < 400) {
    return { kind: 'failed', error: `HTTP ${status}: redirects are not followed; use the final URL.` };
  }
  const asked = status === 429 || status === 503 ? parseRetryAfter(retryAfter ?? null, nowMs) : undefined;
  return { kind: 'failed', error: `HTTP ${status}.`, retryAfterMs: asked };
}

/** What an attempt needs; whoever ends a job may make one. */
export type DeliverDeps = Pick<EngineDeps, 'db' | 'clock' | 'random' | 'log' | 'settings' | 'webhooks'>;

async function attempt(deps: DeliverDeps, message: EventMessage, callbackUrl: string): Promise<Result> {
  const { clock, settings, webhooks } = deps;
  if (webhooks.secret === null)
    return { kind: 'failed', error: 'WEBHOOK_SECRET is not set: events cannot be signed.' };
  const target = parseCallbackUrl(callbackUrl, webhooks);
  if ('fault' in target) return { kind: 'failed', error: target.fault.message };
  const { body } = message;
  try {
    const { status, retryAfter } = await post({
      url: target.url,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Unstuck-Webhooks/1',
        ...signedHeaders(webhooks.secret, { id: eventId(message), body, nowMs: clock.now() }),
      },
      body,
      timeoutMs: settings.webhookTimeoutMs,
      resolve: webhooks.resolve,
      allowLocal: webhooks.allowLocal,
    });
    return resultOf(status, retryAfter, clock.now());
  } catch (error) {
    if (!(error instanceof NoReply)) throw error;
    return { kind: 'failed', error: error.message };
  }
}

/** Whether the event needs no further attempt: it was delivered or given up, and no user asked for it again. */
function isSettled(target: Target, { epoch, again }: EventMessage): boolean {
  return !again && target.epoch === epoch && target.status !== 'pending';
}

/** A 2xx or a 410 ends the delivery; anything else is retried, after `Retry-After` if the receiver sent one. */
function answerTo(result: Result): Answer {
  if (result.kind === 'delivered') return { kind: 'done', reason: 'the event is delivered' };
  if (result.kind === 'gone') return { kind: 'done', reason: 'the receiver answered 410' };
  const { error, retryAfterMs } = result;
  const afterMs = retryAfterMs === undefined ? null : Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
  return { kind: 'again', reason: error, afterSeconds: afterMs === null ? null : Math.ceil(afterMs / 1000) };
}

const STATUS = { delivered: 'delivered', gone: 'failed', failed: 'pending' } as const;

/** Makes one delivery attempt and records its outcome on the job before it answers. @throws Refusal `database_unavailable`. */
export async function deliver(deps: DeliverDeps, message: EventMessage): Promise<Answer> {
  const { db, clock, log } = deps;
  const { job, epoch, event, again } = message;
  const startedAt = clock.now();
  const own = isOwn(message);
  const target = await query(deps, () => findTarget(db, job, own));
  if (!target || target.url === null) return { kind: 'done', reason: 'its job was deleted' };
  if (isSettled(target, message)) return { kind: 'done', reason: `the event is ${target.status} already` };
  const result = await attempt(deps, message, target.url);
  const error = result.kind === 'delivered' ? null : result.error;
  const functionMs = clock.now() - startedAt;
  await query(deps, () =>
    recordAttempt(db, { jobId: job, epoch, own, status: STATUS[result.kind], error, again, functionMs }),
  );
  log.info('webhook_attempt', { job, epoch, event, result: result.kind, error, ms: functionMs });
  return answerTo(result);
}

/**
 * Called when an event's deliveries are exhausted: marks the webhook as failed. A user can ask for
 * redelivery.
 */
export async function giveUp(deps: EngineDeps, message: EventMessage, status: number): Promise<Answer> {
  const { job, epoch } = message;
  const reason = `The service could not make an attempt (HTTP ${status}).`;
  await retrying(deps, () => recordExhausted(deps.db, { jobId: job, epoch, own: isOwn(message), reason }));
  return { kind: 'done', reason: 'the event is given up' };
}
