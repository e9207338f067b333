import { Cron } from 'croner';

/** The common subset of cron: five fields of numbers, names, `*`, lists, ranges and steps. */
const FIELD = String.raw`(?:[\d*,/-]|SUN|MON|TUE|WED|THU|FRI|SAT|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)+`;
const FIVE_FIELDS = new RegExp(`^${FIELD}(?: +${FIELD}){4}$`, 'i');

/** Whether `name` is an IANA time zone, such as `Asia/Kolkata`. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether the expression parses; it may still name a date that never occurs. */
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
 * The first run after `afterMs`, in Unix milliseconds; null if there is none (31 February).
 * @throws TypeError or RangeError if the expression or time zone is invalid.
 */
export function nextRun(expression: string, timezone: string, afterMs: number): number | null {
  const cron = new Cron(expression, { mode: '5-part', timezone });
  return cron.nextRun(new Date(afterMs))?.getTime() ?? null;
}
