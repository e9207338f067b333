import { sessionsBetween, tradingWeekdays } from './trading-days.ts';

/** A listing is stale if its last bar is older than this many sessions. */
const SESSIONS = 10;

/**
 * Date of the last bar of a listing that has stopped trading (delisted, suspended, renamed), else null. The count is
 * of weekdays on which the security used to trade: holidays are not known and count as sessions.
 * @param today the exchange's date; null for data that do not reach the present.
 */
export function staleSince(dates: readonly string[], today: string | null): string | null {
  const last = dates.at(-1);
  if (last === undefined || today === null) return null;
  const missed = sessionsBetween(last, today, tradingWeekdays(dates), SESSIONS + 1);
  return missed > SESSIONS ? last : null;
}
