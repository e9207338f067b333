import { exchangeDates } from './exchange-dates.ts';
import { hoursIn } from './exchange-hours.ts';
import type { MarketDay } from './market.ts';
import { zonedTime } from './zoned-time.ts';

/** A regular trading session, in Unix milliseconds. */
export interface Session {
  start: number;
  end: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MINUTES = 1_440;
/**
 * A bar is final this long after its session: closing auctions, late volume and delayed feeds can still change it.
 */
const SETTLING_MS = HOUR_MS / 2;

/**
 * When the next bar can be expected, given the provider's current session: the next opening. Sessions start at least
 * a day apart, less an hour when clocks go forward.
 * @returns null during a session, whose bar may still change.
 */
export function settledUntil(now: number, { start, end }: Session): number | null {
  if (now < start) return start;
  if (now < end + SETTLING_MS) return null;
  const daysSince = Math.floor((now + HOUR_MS - start) / (24 * HOUR_MS)) + 1;
  return start + daysSince * 24 * HOUR_MS - HOUR_MS;
}

/** Without session times: a bar of an earlier day is final, and a newer one may come within the hour. */
export function settledByDate(now: number, lastDate: string, today: string): number | null {
  return lastDate < today ? now + HOUR_MS : null;
}

export interface LastBar {
  /** When the bars were read, Unix milliseconds. */
  now: number;
  /** Date of the last bar. */
  lastDate: string;
  timeZone: string;
  /** The provider's current or latest session; null if it gives none. */
  session: Session | null;
  /** Coins and currencies: a bar is a whole day in the time zone. */
  wholeDays: boolean;
}

/** A session of the day of `now` by the exchange's regular hours, if they are known. */
function regularSession(timeZone: string, today: string): Session | null {
  const hours = hoursIn(timeZone);
  if (hours === null) return null;
  const { opens, closes } = hours;
  return { start: zonedTime(timeZone, today, opens), end: zonedTime(timeZone, today, closes) };
}

/**
 * Whether the last bar is of a session under way, and until when. A provider's session that is older than the last
 * bar says nothing about it; the exchange's regular hours count then, or the whole day where they are unknown.
 * @throws RangeError for an unknown time zone.
 */
export function marketDay({ now, lastDate, timeZone, session, wholeDays }: LastBar): MarketDay {
  const dateOf = exchangeDates(timeZone);
  const today = dateOf(now);
  const given = session && dateOf(session.start) >= lastDate ? session : null;
  const current = wholeDays ? null : (given ?? regularSession(timeZone, today));
  if (current === null) {
    const midnight = zonedTime(timeZone, today, DAY_MINUTES);
    const unfinishedUntil = lastDate >= today ? midnight : null;
    return { timeZone, today, closesAt: DAY_MINUTES, unfinishedUntil };
  }
  const final = current.end + SETTLING_MS;
  const dateOfSession = dateOf(current.start);
  const closesAt = (final - zonedTime(timeZone, dateOfSession, 0)) / MINUTE_MS;
  const unfinishedUntil = lastDate >= dateOfSession && now < final ? final : null;
  return { timeZone, today, closesAt, unfinishedUntil };
}
