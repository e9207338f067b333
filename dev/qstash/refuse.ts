import { ApiError } from './api-error.ts';
import type { Draft } from './message.ts';

/**
 * What QStash refuses of a call, in the shapes that are on record:
 * - `unauthorized`: 401, a token of another region or a rolled one; `forbidden`: 403
 * - `payment_required`: 402; `precondition`: 412, what a plan does not have
 * - `too_large`: 413
 * - `quota`: 429 with `RateLimit-*`, the daily limit; `resetAt` in Unix milliseconds, null leaves the header out
 * - `burst`: 429 with `Burst-RateLimit-*`
 * - `retries`, `delaySeconds`: more than that is over the plan, an error of the one message
 * - `destination`: the error of every message, in these words
 */
export type Refuse =
  | 'unauthorized'
  | 'forbidden'
  | 'payment_required'
  | 'precondition'
  | 'too_large'
  | 'burst'
  | { quota: { resetAt: number | null } }
  | { retries: number }
  | { delaySeconds: number }
  | { destination: string };

/** A call to the API, before it is carried out. */
export interface CallSeen {
  method: string;
  path: string;
}

const STATUSES = {
  unauthorized: [401, 'unauthorized: invalid token'],
  forbidden: [403, 'forbidden'],
  payment_required: [402, 'payment required'],
  precondition: [412, 'quota maxMessages exceeded'],
  too_large: [413, 'quota maxMessageSize exceeded'],
} as const;

function limited(prefix: string, limit: number, reset: number | null): ApiError {
  const headers = {
    [`${prefix}RateLimit-Limit`]: String(limit),
    [`${prefix}RateLimit-Remaining`]: '0',
    ...(reset === null ? {} : { [`${prefix}RateLimit-Reset`]: String(Math.ceil(reset / 1_000)) }),
  };
  return new ApiError(429, 'Rate limit exceeded', headers);
}

/** Refuses a whole call. @throws ApiError */
export function refuseCall(refuse: Refuse | undefined, now: number): void {
  if (refuse === undefined) return;
  if (refuse === 'burst') throw limited('Burst-', 100, now + 1_000);
  if (typeof refuse === 'string') {
    const [status, message] = STATUSES[refuse];
    throw new ApiError(status, message);
  }
  if ('quota' in refuse) throw limited('', 1_000, refuse.quota.resetAt);
}

/** Refuses one message, or the schedule's. @throws ApiError 400 */
export function refuseDraft(refuse: Refuse | undefined, draft: Draft, now: number): void {
  if (typeof refuse !== 'object') return;
  if ('retries' in refuse && draft.retries > refuse.retries)
    throw new ApiError(400, 'quota maxRetries exceeded');
  const delayed = draft.notBefore === null ? 0 : draft.notBefore - now;
  if ('delaySeconds' in refuse && delayed > refuse.delaySeconds * 1_000)
    throw new ApiError(400, 'quota maxDelay exceeded');
  if ('destination' in refuse) throw new ApiError(400, `invalid destination url: ${refuse.destination}`);
}
