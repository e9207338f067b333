import { iso } from '../../core/instant.ts';

/** A time of day as a sentence says it, `14:42:51 UTC`; with its date unless that is today's. */
export function clockTime(ms: number, nowMs: number): string {
  const [date, time] = [iso(ms).slice(0, 10), iso(ms).slice(11, 19)];
  return date === iso(nowMs).slice(0, 10) ? `${time} UTC` : `${date} ${time} UTC`;
}
