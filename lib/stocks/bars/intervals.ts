/** Lengths of a bar: a trading day, or an ISO week of them. */
export const INTERVALS = ['1d', '1wk'] as const;

export type Interval = (typeof INTERVALS)[number];

/** What a bar is called in a sentence. */
export const BAR_NAMES: Readonly<Record<Interval, string>> = { '1d': 'day', '1wk': 'week' };

/** Weekly indicators need five years of bars before the first verdict; evidence needs more. */
const WEEKLY_YEARS = 10;

/** Years of daily bars to request: those asked for, but at least 10 for weekly bars. */
export function yearsToRead(interval: Interval, years: number): number {
  return interval === '1wk' ? Math.max(WEEKLY_YEARS, years) : years;
}
