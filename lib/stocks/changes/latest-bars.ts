import type { DailyBars } from '../market/market.ts';

/** Sessions within which a later run sees all that a plan's prices met: more than twice the longest time limit. */
const MOST_BARS = 60;

/** The last bars as columns, and for each how many of today's shares one of its day is; null is 1 for all. */
export interface LatestBars {
  dates: string[];
  opens: number[];
  highs: number[];
  lows: number[];
  factors: number[] | null;
}

/** What the commit compares with the prices of an earlier plan. */
export function latestBars({ dates, open, high, low, splits }: DailyBars): LatestBars {
  const days = dates.slice(-MOST_BARS);
  const last = (column: Float64Array) => Array.from(column.subarray(-MOST_BARS));
  const isSplit = splits.some(({ date }) => date > (days[0] ?? ''));
  const factorAt = (day: string) =>
    splits.reduce((product, { date, ratio }) => (date > day ? product * ratio : product), 1);
  return {
    dates: days,
    opens: last(open),
    highs: last(high),
    lows: last(low),
    factors: isSplit ? days.map(factorAt) : null,
  };
}
