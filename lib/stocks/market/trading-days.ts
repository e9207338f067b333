import { daysAfter } from './zoned-time.ts';

/** About a quarter of a year: enough to tell a weekday from a single special session. */
const BARS_READ = 60;

const weekdayOf = (date: string): number => new Date(Date.parse(date)).getUTCDay();

/**
 * The weekdays (0 is Sunday) on which a security trades, from its own last bars: Monday to Friday at most exchanges,
 * Sunday to Thursday at some, all seven for coins. A weekday counts if it has half as many bars as the commonest one,
 * so that a single Saturday session does not make Saturday a trading day.
 */
export function tradingWeekdays(dates: readonly string[]): ReadonlySet<number> {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const date of dates.slice(-BARS_READ)) {
    const day = weekdayOf(date);
    counts[day] = (counts[day] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return new Set(counts.flatMap((count, day) => (count > 0 && 2 * count >= most ? [day] : [])));
}

/** Trading days after `from`, up to and including `to`, at most `limit`. Holidays are not known and count. */
export function sessionsBetween(
  from: string,
  to: string,
  weekdays: ReadonlySet<number>,
  limit: number,
): number {
  let sessions = 0;
  for (let day = daysAfter(from, 1); day <= to && sessions < limit; day = daysAfter(day, 1)) {
    if (weekdays.has(weekdayOf(day))) sessions++;
  }
  return sessions;
}

/** Monday of the date's ISO week. */
export function mondayOf(date: string): string {
  return daysAfter(date, -((weekdayOf(date) + 6) % 7));
}

/** The last trading day of the week that begins on `monday`. */
export function lastTradingDay(monday: string, weekdays: ReadonlySet<number>): string {
  const week = [6, 5, 4, 3, 2, 1, 0].map((days) => daysAfter(monday, days));
  return week.find((date) => weekdays.has(weekdayOf(date))) ?? daysAfter(monday, 6);
}
