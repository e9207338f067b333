const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const dated = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

/** `3 minutes ago`, `in 2 hours`, and a date for what is more than a week away. Both in ms since 1970. */
export function ago(at: number, now: number): string {
  const away = at - now;
  const size = Math.abs(away);
  if (size < 10 * SECOND) return 'just now';
  if (size < MINUTE) return relative.format(Math.round(away / SECOND), 'second');
  if (size < HOUR) return relative.format(Math.round(away / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.round(away / HOUR), 'hour');
  return size < 7 * DAY ? relative.format(Math.round(away / DAY), 'day') : dated.format(at);
}

/** In the visitor's own zone, to the second. */
export const exact = (at: string): string => whole.format(new Date(at));

const calendar = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day of an exchange's calendar, which has no zone: `2025-12-31` → `31 Dec 2025`. */
export const day = (iso: string): string => calendar.format(new Date(`${iso}T00:00:00Z`));
