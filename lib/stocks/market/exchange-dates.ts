/**
 * Converts Unix milliseconds to the ISO date in the exchange's time zone, with daylight saving time.
 * @throws RangeError for an unknown time zone.
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

/** The same date and UTC time, `years` earlier. */
export function yearsBefore(nowMs: number, years: number): Date {
  const date = new Date(nowMs);
  date.setUTCFullYear(date.getUTCFullYear() - years);
  return date;
}
