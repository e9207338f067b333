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
 * Milliseconds that a failed response asks to wait: seconds, an RFC 1123 date or `6m5s`, in the first of these headers
 * that has one. null when there is none, or when it lies more than a day ahead (the message's own delay holds then).
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
