import { parseRetryAfter } from '../../core/guarded-fetch.ts';

const REMAINING = ['x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining'];
const RESET = ['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset'];
/** Smaller values are seconds from now (IETF draft), larger ones Unix seconds (GitHub, X, Bluesky). */
const EPOCH_SECONDS_FROM = 1_000_000_000;

/** Whether a response means "later": 429, or a 403 with a retry time or no requests remaining (GitHub). */
export function isRateLimited(status: number, headers: Headers): boolean {
  if (status === 429) return true;
  return status === 403 && (headers.has('retry-after') || remainingOf(headers) === 0);
}

/**
 * Milliseconds to wait, from `Retry-After` or the end of the rate-limit window. Undefined if neither is given, or if
 * requests remain in the window, so that another limit was hit (GitHub's secondary one).
 */
export function waitOf(headers: Headers, nowMs: number): number | undefined {
  const asked = parseRetryAfter(headers.get('retry-after'), nowMs);
  if (asked !== undefined) return asked;
  const reset = first(headers, RESET);
  const isElsewhere = (remainingOf(headers) ?? 0) > 0;
  return reset === undefined || isElsewhere ? undefined : untilReset(reset, nowMs);
}

/** Either form of seconds, or an ISO 8601 instant (Mastodon). */
function untilReset(reset: string, nowMs: number): number | undefined {
  if (/^\d{1,12}(?:\.\d{1,6})?$/.test(reset)) {
    const seconds = Number(reset);
    return seconds < EPOCH_SECONDS_FROM ? seconds * 1000 : Math.max(0, seconds * 1000 - nowMs);
  }
  const at = /^\d{4}-\d\d-\d\dT/.test(reset) ? Date.parse(reset) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** Reddit writes it with decimals. */
function remainingOf(headers: Headers): number | undefined {
  const written = first(headers, REMAINING);
  return written === undefined || Number.isNaN(Number(written)) ? undefined : Math.floor(Number(written));
}

const first = (headers: Headers, names: readonly string[]) =>
  names.map((name) => headers.get(name)?.trim()).find((value) => value !== undefined);
