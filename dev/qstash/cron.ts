import { isCron, isTimeZone, nextRun } from '../../lib/core/cron.ts';
import { badHeader } from './header-values.ts';

/** Parses `CRON_TZ=America/New_York 0 9 * * 1-5`; UTC without the prefix. @throws ApiError 400. */
function parse(text: string): { expression: string; timezone: string } {
  const [, timezone = 'UTC', expression = ''] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/s.exec(text.trim()) ?? [];
  if (!isTimeZone(timezone)) throw badHeader('upstash-cron', `"${timezone}" is not a time zone`);
  if (!isCron(expression)) throw badHeader('upstash-cron', `"${expression}" is not a cron expression`);
  return { expression, timezone };
}

/** The next firing after `after`, in Unix milliseconds; null if there is none. @throws ApiError 400. */
export function nextFiring(cron: string, after: number): number | null {
  const { expression, timezone } = parse(cron);
  return nextRun(expression, timezone, after);
}
