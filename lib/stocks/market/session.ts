/** A regular trading session, in Unix milliseconds. */
export interface Session {
  start: number;
  end: number;
}

const HOUR_MS = 3_600_000;
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
