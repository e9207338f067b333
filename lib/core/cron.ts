import { Cron } from 'croner';

/** Five fields of numbers, names, `*`, lists, ranges and steps: what every cron has, and none of what only some have. */
const FIELD = String.raw`(?:[\d*,/-]|SUN|MON|TUE|WED|THU|FRI|SAT|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)+`;
const FIVE_FIELDS = new RegExp(`^${FIELD}(?: +${FIELD}){4}$`, 'i');

/** A name of the IANA time zone database, e.g. `Asia/Kolkata`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether it can be read; it may still name a day that never comes. */
export function isCron(expression: string): boolean {
  if (!FIVE_FIELDS.test(expression)) return false;
  try {
    new Cron(expression, { mode: '5-part' });
    return true;
  } catch {
    return false;
  }
}

/**
 * When it is due next, later than `afterMs`; Unix milliseconds. Null when it never is, such as on 31 February.
 * @throws TypeError or RangeError when expression or time zone cannot be read.
 */
export function nextRun(expression: string, timezone: string, afterMs: number): number | null {
  const cron = new Cron(expression, { mode: '5-part', timezone });
  return cron.nextRun(new Date(afterMs))?.getTime() ?? null;
}
