import type { DailyBars } from '../market/market.ts';

/** The bars before the last one. */
export function withoutLast(bars: DailyBars): DailyBars {
  const dates = bars.dates.slice(0, -1);
  const last = dates.at(-1) ?? '';
  const head = (column: Float64Array) => column.slice(0, -1);
  return {
    ...bars,
    dates,
    open: head(bars.open),
    high: head(bars.high),
    low: head(bars.low),
    close: head(bars.close),
    volume: head(bars.volume),
    dividends: head(bars.dividends),
    splits: bars.splits.filter(({ date }) => date <= last),
  };
}
