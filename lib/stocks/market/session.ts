/** A regular trading session, in milliseconds since the epoch. */
export interface Session {
  start: number;
  end: number;
}

const HOUR_MS = 3_600_000;
/** Closing auctions, late volumes and delayed feeds: a session's bar is final only so long after its end. */
const SETTLING_MS = HOUR_MS / 2;

/**
 * Until when the last bar stays the last one, given the session that the provider calls the present one: the next
 * opening. Sessions open a day apart or more, but for an hour when clocks are put forward.
 * @returns null while a session, and so its bar, is under way.
 */
export function settledUntil(now: number, { start, end }: Session): number | null {
  if (now < start) return start;
  if (now < end + SETTLING_MS) return null;
  const daysSince = Math.floor((now + HOUR_MS - start) / (24 * HOUR_MS)) + 1;
  return start + daysSince * 24 * HOUR_MS - HOUR_MS;
}

/** The same where nothing is known of sessions: a bar of an earlier day is final, and a newer one may come any hour. */
export function settledByDate(now: number, lastDate: string, today: string): number | null {
  return lastDate < today ? now + HOUR_MS : null;
}
