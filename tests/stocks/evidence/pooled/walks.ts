import { atOnce } from '../../../../lib/core/slices.ts';
import { evidenceOf } from '../../../../lib/stocks/evidence/evidence-of.ts';
import type { PooledCell } from '../../../../lib/stocks/evidence/pooled/months.ts';
import type { TradeCells } from '../../../../lib/stocks/evidence/pooled/trade-cells.ts';
import { computeSeries } from '../../../../lib/stocks/indicators/series.ts';
import type { DailyBars } from '../../../../lib/stocks/market/market.ts';
import type { StrategyId } from '../../../../lib/stocks/rating/strategies.ts';

/** Standard normal numbers from a seed: mulberry32, then Box and Muller. */
export function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  let second: number | null = null;
  return () => {
    if (second !== null) {
      const kept = second;
      second = null;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    second = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** The last `count` weekdays of 2025 and before, oldest first. */
export function weekdays(count: number): string[] {
  const dates: string[] = [];
  for (let day = Date.UTC(2025, 11, 31); dates.length < count; day -= 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 !== 0) dates.push(date.toISOString().slice(0, 10));
  }
  return dates.reverse();
}

export interface Market {
  dates: string[];
  normal: () => number;
  /** One standard normal number a day that all symbols share, and its correlation with each. */
  factor?: readonly number[];
  loading?: number;
  /** Daily drift in standard deviations, turning its sign every 60 bars: trends that a buy can follow. */
  trends?: number;
}

/** A walk of 2 % a day whose price is expected to stay where it is, but for trends. */
function walk({ dates, normal, factor, loading = 0, trends = 0 }: Market): DailyBars {
  const bars = dates.length;
  const column = () => new Float64Array(bars);
  const [open, high, low, close] = [column(), column(), column(), column()];
  const sigma = 0.02;
  const own = Math.sqrt(1 - loading * loading);
  const phase = Math.floor(30 * Math.abs(normal()));
  let price = 100;
  for (let i = 0; i < bars; i++) {
    const drift = trends * (Math.floor((i + phase) / 60) % 2 === 0 ? 1 : -1);
    const step = loading * (factor?.[i] ?? 0) + own * normal() + drift;
    const first = price * Math.exp(0.006 * normal() - 0.000018);
    price = first * Math.exp(sigma * step - (sigma * sigma) / 2);
    open[i] = first;
    close[i] = price;
    high[i] = Math.max(first, price) * (1 + 0.01 * Math.abs(normal()));
    low[i] = Math.min(first, price) * (1 - 0.01 * Math.abs(normal()));
  }
  const volume = column().fill(1e6);
  const events = { dividends: column(), splits: [], dropped: 0 };
  return { ticker: 'WALK', currency: 'USD', dates, open, high, low, close, volume, ...events };
}

function cellsOf(bars: DailyBars, strategy: StrategyId = 'balanced'): TradeCells {
  const costs = { feePercent: 0.1, slippagePercent: 0.05 };
  const options = { strategies: [strategy], comparisons: 1, ...costs };
  const [tested] = atOnce(evidenceOf(bars, computeSeries(bars), options));
  if (!tested) throw new Error('one strategy was asked for');
  return tested.cells;
}

/** Adds up the cells of all symbols, as the database does. */
function summed(all: Iterable<TradeCells>): PooledCell[] {
  const sums = new Map<string, PooledCell>();
  for (const cells of all) {
    cells.month.forEach((month, i) => {
      const bucket = cells.bucket[i] ?? 0;
      const key = `${month} ${bucket}`;
      const sum = sums.get(key) ?? { month, bucket, trades: 0, wins: 0, result: 0, separate: 0 };
      sum.trades += cells.trades[i] ?? 0;
      sum.wins += cells.wins[i] ?? 0;
      sum.result += cells.result[i] ?? 0;
      sum.separate += cells.separate[i] ?? 0;
      sums.set(key, sum);
    });
  }
  return [...sums.values()];
}

/** The cells of so many walks. */
export function poolOfWalks(symbols: number, market: Market): PooledCell[] {
  return summed(Array.from({ length: symbols }, () => cellsOf(walk(market))));
}
