import type { DailyBars, MarketData, Split } from '../../../lib/stocks/market/market.ts';
import type { PendingPlan } from '../../../lib/stocks/record/follow.ts';
import { type Bar, requestOf } from '../evidence/bars.ts';

/** Daily bars of every day from 2024-01-01 on, in USD. */
export function dailyBarsOf(bars: readonly Bar[], splits: Split[] = []): DailyBars {
  const { dates, open, high, low, close, dividends } = requestOf(bars);
  return {
    ticker: 'TEST',
    currency: 'USD',
    dates: [...dates],
    ...{ open, high, low, close, dividends, splits },
    volume: close.map(() => 1_000),
    dropped: 0,
  };
}

/** Bars as a source gives them after their last session. */
export function marketData(bars: DailyBars): MarketData {
  const quality = { bars: bars.dates.length, from: '', to: '', findings: [] };
  const listing = { name: null, exchange: null };
  const from = { source: 'yahoo' as const, stale: false, provenance: 'a test', day: null };
  return { bars, ...from, quality, listing, settledUntil: 0 };
}

/** A plan of the close of 2024-01-20: entry 100, stop 90, target 115, three bars, no costs. */
export function pendingPlan(changes: Partial<PendingPlan> = {}): PendingPlan {
  return {
    strategy: 'balanced',
    givenOn: '2024-01-20',
    currency: 'USD',
    close: 100,
    entry: 100,
    stop: 90,
    target: 115,
    timeLimitBars: 3,
    feePercent: 0,
    slippagePercent: 0,
    ...changes,
  };
}
