import { tradeEveryDay } from '../../../lib/stocks/evidence/trades.ts';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { rate } from '../../../lib/stocks/rating/rate.ts';
import { type StrategyId, strategyOf } from '../../../lib/stocks/rating/strategies.ts';
import type { StoredBars } from '../../../lib/stocks/results/packed-bars.ts';

/** One trade of a symbol, as a reader would list it. */
export interface ListedTrade {
  month: string;
  buy: boolean;
  score: number;
  r: number;
  /** Whether it is among those taken one after another: of the buys, and of every day. */
  separateBuy: boolean;
  separateDay: boolean;
}

/** All trades of a symbol that have ended for certain, each verdict rated anew on its own day. */
export function listedTrades(stored: StoredBars, id: StrategyId): ListedTrade[] {
  const column = (values: readonly number[] | null) => Float64Array.from(values ?? []);
  const { exit, ...strategy } = strategyOf(id);
  const prices = {
    open: column(stored.open),
    high: column(stored.high),
    low: column(stored.low),
    close: column(stored.close),
    volume: column(stored.volume),
  };
  const series = computeSeries(prices);
  const costs = { feePercent: 0.1, slippagePercent: 0.05 };
  const rules = { atr: series.atr14, firstBar: 249, exit, costs, dividends: column(stored.dividends) };
  const trades = tradeEveryDay({ ...prices, ...rules });
  const listed: ListedTrade[] = [];
  let buyFrom = 0;
  let dayFrom = 0;
  for (let t = 249; t + exit.maxBars < stored.dates.length; t++) {
    const ends = trades.exit[t] ?? -1;
    const rating = rate(series, t, { ...strategy, exit });
    if (ends === -1 || rating === null) continue;
    const buy = rating.rating > 0.1;
    const separateBuy = buy && t >= buyFrom;
    const separateDay = t >= dayFrom;
    if (separateBuy) buyFrom = ends;
    if (separateDay) dayFrom = ends;
    const r = trades.result[t] ?? Number.NaN;
    listed.push({
      month: String(stored.dates[t]).slice(0, 7),
      buy,
      score: rating.score,
      r,
      separateBuy,
      separateDay,
    });
  }
  return listed;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const won = ({ r }: ListedTrade) => (r > 0 ? 1 : 0);
const earned = ({ r }: ListedTrade) => Math.round(r * 10_000) / 10_000;

/** Monthly clusters by the book: sums of deviations by month, neighbours at half weight. */
function clustered(
  trades: readonly ListedTrade[],
  months: readonly string[],
  of: (t: ListedTrade) => number,
) {
  const centre = mean(trades.map(of));
  const sizes = months.map((month) => trades.filter((trade) => trade.month === month).length);
  const clusters = trades.length ** 2 / sizes.reduce((sum, size) => sum + size ** 2, 0);
  const scores = months.map((month) => {
    const ofMonth = trades.filter((trade) => trade.month === month);
    return ofMonth.reduce((sum, trade) => sum + of(trade) - centre, 0) / trades.length;
  });
  const squares = scores.reduce((sum, score) => sum + score ** 2, 0);
  const pairs = scores.slice(1).reduce((sum, score, i) => sum + score * (scores[i] ?? 0), 0);
  return { clusters, variance: ((squares + Math.max(0, pairs)) * clusters) / (clusters - 1) };
}

/** The pooled figures of a list of trades, but for finding and intervals. */
export function figuresOfTrades(all: readonly ListedTrade[], chosen: (trade: ListedTrade) => boolean) {
  const buys = all.filter((trade) => trade.buy && chosen(trade));
  const months = [...new Set(all.map(({ month }) => month))].sort();
  const rate = mean(buys.map(won));
  const { clusters, variance } = clustered(buys, months, won);
  const byDays =
    clusters < 2 ? Math.floor(clusters) : Math.min(buys.length, Math.round((rate * (1 - rate)) / variance));
  const windows = buys.filter(({ separateBuy }) => separateBuy).length;
  const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
  return {
    n: buys.length,
    effective_n: Math.min(byDays, windows),
    effective_n_windows: windows,
    effective_n_days: byDays,
    effective_months: rounded(clusters),
    win_rate: rounded(rate),
    expectancy_r: rounded(mean(buys.map(earned))),
    base_n: all.length,
    base_win_rate: rounded(mean(all.map(won))),
    base_expectancy_r: rounded(mean(all.map(earned))),
  };
}
