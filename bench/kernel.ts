import { atOnce } from '../lib/core/slices.ts';
import { analyzeBars } from '../lib/stocks/analyze.ts';
import { macd, rsi } from '../lib/stocks/indicators/momentum.ts';
import { stochastic } from '../lib/stocks/indicators/oscillators.ts';
import { computeSeries } from '../lib/stocks/indicators/series.ts';
import { directionalMovement } from '../lib/stocks/indicators/trend.ts';
import { atr, bollingerBands } from '../lib/stocks/indicators/volatility.ts';
import type { DailyBars } from '../lib/stocks/market/market.ts';
import { PLAN_DEFAULTS } from '../lib/stocks/plan/plan.ts';
import { STRATEGY_IDS } from '../lib/stocks/rating/strategies.ts';

/** A measured figure; `budget` is the largest acceptable `value`. */
export interface BenchRow {
  name: string;
  value: number;
  unit: 'ms' | 'µs';
  budget?: number;
}

/** A seeded random walk (Lehmer generator, modulus 2^31 - 1), so that every run measures the same bars. */
export function walk(length: number): DailyBars {
  let state = 20_000_103;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const columns = { open: [100], high: [101], low: [99], close: [100], volume: [1e6] };
  for (let i = 1, price = 100; i < length; i++) {
    columns.open.push(price);
    price *= Math.exp((random() - 0.5) * 0.02);
    columns.close.push(price);
    columns.high.push(price * (1.02 + random() * 0.01));
    columns.low.push(price * (0.98 - random() * 0.01));
    columns.volume.push(Math.round(random() * 1e7));
  }
  return {
    ticker: 'BENCH',
    currency: 'USD',
    dates: columns.close.map((_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10)),
    open: Float64Array.from(columns.open),
    high: Float64Array.from(columns.high),
    low: Float64Array.from(columns.low),
    close: Float64Array.from(columns.close),
    volume: Float64Array.from(columns.volume),
    dividends: new Float64Array(length),
    splits: [],
    dropped: 0,
  };
}

/** Milliseconds of the fastest of `runs` calls, after a tenth as many warm-up calls. */
function best(runs: number, work: () => unknown): number {
  for (let i = 0; i < runs / 10; i++) work();
  let fastest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}

/** Six indicators over bars: name, and milliseconds of the fastest of 20 runs. */
export function benchIndicators(bars: DailyBars): { id: string; name: string; ms: number }[] {
  return workOf(bars).map(({ id, name, run }) => ({ id, name, ms: best(20, run) }));
}

const workOf = (bars: DailyBars): { id: string; name: string; run: () => unknown }[] => [
  { id: 'rsi', name: 'RSI 14', run: () => rsi(bars.close, 14) },
  { id: 'macd', name: 'MACD 12/26/9', run: () => macd(bars.close, 12, 26, 9) },
  { id: 'atr', name: 'ATR 14', run: () => atr(bars, 14) },
  { id: 'adx', name: 'ADX 14', run: () => directionalMovement(bars, 14) },
  { id: 'bollinger', name: 'Bollinger 20/2', run: () => bollingerBands(bars.close, 20, 2) },
  { id: 'stochastic', name: 'Stochastic 14/3/3', run: () => stochastic(bars, 14, 3, 3) },
];

/** The indicator kernel over 100,000 bars, and one whole analysis of 500 bars. Takes about two seconds. */
export async function benchKernel(): Promise<BenchRow[]> {
  const bars = walk(100_000);
  const rows = benchIndicators(bars).map(({ name, ms }): BenchRow => {
    return { name: `${name}, 100,000 bars`, value: ms, unit: 'ms' };
  });
  const work = workOf(bars);
  const together = best(20, () => {
    for (const { run } of work) run();
  });
  const year = walk(500);
  const options = { ...PLAN_DEFAULTS, strategies: ['balanced'] as const, comparisons: 1, capital: 100_000 };
  const analysis = best(2000, () => atOnce(analyzeBars(year, options)));
  const five = best(500, () => atOnce(analyzeBars(year, { ...options, strategies: STRATEGY_IDS })));
  return [
    ...rows,
    { name: 'these six together, 100,000 bars', value: together, unit: 'ms', budget: 40 },
    { name: 'every indicator, 100,000 bars', value: best(10, () => computeSeries(bars)), unit: 'ms' },
    { name: 'analyzeBars, 500 bars, with evidence', value: analysis * 1000, unit: 'µs', budget: 2000 },
    { name: 'the same with five strategies', value: five * 1000, unit: 'µs' },
  ];
}
