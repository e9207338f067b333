import type { DailyBars, MarketData } from '../market/market.ts';

/** The bars that can settle a plan: without the last one while it may still change. */
export function finishedBars({ bars, settledUntil }: MarketData): DailyBars {
  if (settledUntil !== null) return bars;
  const end = Math.max(0, bars.dates.length - 1);
  return {
    ...bars,
    dates: bars.dates.slice(0, end),
    open: bars.open.subarray(0, end),
    high: bars.high.subarray(0, end),
    low: bars.low.subarray(0, end),
    close: bars.close.subarray(0, end),
    volume: bars.volume.subarray(0, end),
    dividends: bars.dividends.subarray(0, end),
  };
}
