const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Milliseconds by which clocks in the zone are ahead of UTC at `ms`. */
function offsetAt(timeZone: string, ms: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(ms / 1000) * 1000;
}

/**
 * The time, in Unix milliseconds, at which clocks in the zone show `minutes` after the midnight that begins `date`.
 * More than 1,440 minutes reach into the next day.
 * @param date ISO date. @throws RangeError for an unknown time zone.
 */
export function zonedTime(timeZone: string, date: string, minutes: number): number {
  const shown = Date.parse(date) + minutes * MINUTE_MS;
  const guess = shown - offsetAt(timeZone, shown);
  // The offset may change between the guess and the time itself.
  return shown - offsetAt(timeZone, guess);
}

/** The ISO date `days` later. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
