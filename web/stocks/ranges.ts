/** How much of the past a chart shows, in bars; null is all. */
export const RANGES = [
  { id: '3m', name: '3 months', days: 92 },
  { id: '1y', name: '1 year', days: 366 },
  { id: '5y', name: '5 years', days: 1_827 },
  { id: 'all', name: 'All', days: null },
] as const;

/** The chosen range; a quarter if none was. */
export const rangeOf = (id: string | undefined): (typeof RANGES)[number] =>
  RANGES.find((range) => range.id === id) ?? RANGES[0];

const DAY_MS = 86_400_000;

/** First and last day to show, both days of bars; null without bars. */
export function shownDays(
  dates: readonly string[],
  { days }: { days: number | null },
): { from: string; to: string } | null {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (days === null) return { from: first, to: last };
  const earliest = new Date(Date.parse(last) - days * DAY_MS).toISOString().slice(0, 10);
  return { from: dates.find((date) => date >= earliest) ?? first, to: last };
}
