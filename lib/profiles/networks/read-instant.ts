const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?$/i;
/** X's archive: `Wed Oct 10 20:19:24 +0000 2018`. */
const RUBY = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d\d) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})$/;

/**
 * Parses ISO 8601 (UTC if no zone is given) or the X archive's form to ISO 8601 in UTC; null without a time of day or
 * outside the years 1 to 9999.
 */
export function readInstant(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  const ruby = RUBY.exec(value);
  if (ruby) return instantOf(Date.parse(`${ruby[1]} ${ruby[4]} ${ruby[2]} ${ruby[3]}`));
  const iso = ISO.exec(value.trim());
  if (!iso || !isCalendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))) return null;
  const withoutZone = value
    .trim()
    .replace(' ', 'T')
    .replace(/\s?(Z|[+-]\d\d:?\d\d)$/i, '')
    .toUpperCase();
  return instantOf(Date.parse(withoutZone + zoneOf(iso[7])));
}

/** @param ms Unix milliseconds. */
export function instantOf(ms: number): string | null {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : null;
}

function zoneOf(given: string | undefined): string {
  if (given === undefined || given.toUpperCase() === 'Z') return 'Z';
  return given.includes(':') ? given : `${given.slice(0, 3)}:${given.slice(3)}`;
}

/** `Date.parse` accepts 30 February as 1 March. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
