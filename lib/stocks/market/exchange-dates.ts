/**
 * Milliseconds since the epoch → the ISO date on the exchange's own calendar, daylight saving time included.
 * @throws RangeError for a time zone that does not exist.
 */
export function exchangeDates(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (ms) => {
    const parts = format.formatToParts(ms);
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}`;
  };
}

/** The same day `years` earlier, at the same time of day, UTC. */
export function yearsBefore(nowMs: number, years: number): Date {
  const date = new Date(nowMs);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date;
}
