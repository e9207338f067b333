import { parseGoDuration } from './durations.ts';

const DAY_MS = 86_400_000;
const NAMES = [
  'retry-after',
  'x-ratelimit-reset',
  'x-ratelimit-reset-requests',
  'x-ratelimit-reset-tokens',
] as const;

function delayOf(value: string, now: number): number | null {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const duration = parseGoDuration(value);
  if (duration !== null) return duration;
  const date = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/**
 * Milliseconds a failed response asks to wait: seconds, an RFC 1123 date or `6m5s`, from the first of these headers
 * that is present. Null if absent or more than a day ahead (then the message's own delay applies).
 * https://upstash.com/docs/qstash/features/retry
 */
export function retryAfterMs(headers: Record<string, string[]>, now: number): number | null {
  for (const name of NAMES) {
    const value = headers[name]?.[0]?.trim();
    const delay = value === undefined ? null : delayOf(value, now);
    if (delay !== null) return delay <= DAY_MS ? delay : null;
  }
  return null;
}
