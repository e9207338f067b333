import type { Evidence } from '../evidence-schema.ts';
import { normalQuantile } from '../normal.ts';
import { leadLowerBound, wilsonInterval } from '../proportions.ts';
import { clusteredFreedom, clusteredVariance, effectiveClusters } from './clustered.ts';
import { type Month, monthsOf, type PooledCell, type Sums, totalOf } from './months.ts';
import type { PooledFigures } from './pooled-schema.ts';
import { pooledSentence } from './pooled-sentence.ts';
import { studentQuantile } from './student.ts';
import { UNITS_PER_R } from './trade-cells.ts';

const FEWEST_TRADES = 30;
const FEWEST_MONTHS = 10;
const ERROR_RATE = 0.05;

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;
const orNull = (value: number) => (Number.isFinite(value) ? rounded(value) : null);

/** A mean over the trades: of the wins (0 to 1) or of the results in R. */
type Measure = (sums: Sums) => number;
const wins: Measure = ({ wins: won }) => won;
const results: Measure = ({ result }) => result / UNITS_PER_R;

interface Pool {
  months: readonly Month[];
  own: Sums;
  base: Sums;
  /** Months with a buy, as many as if all held equally many. */
  clusters: number;
}

/** What a month adds to the error of the mean over the buys, or over every day. */
function shareOf(month: Month, { own, base }: Pool, of: keyof Month, measure: Measure): number {
  const total = of === 'own' ? own : base;
  const mean = measure(total) / total.trades;
  return (measure(month[of]) - mean * month[of].trades) / total.trades;
}

function meanOf(pool: Pool, measure: Measure) {
  const shares = pool.months.map((month) => shareOf(month, pool, 'own', measure));
  return {
    mean: measure(pool.own) / pool.own.trades,
    variance: clusteredVariance(shares, pool.clusters),
  };
}

/** How far the buys' mean lies above that of every day; a month's move that both share cancels. */
function leadOf(pool: Pool, measure: Measure) {
  const shares = pool.months.map(
    (month) => shareOf(month, pool, 'own', measure) - shareOf(month, pool, 'base', measure),
  );
  const { own, base, clusters } = pool;
  const lead = measure(own) / own.trades - measure(base) / base.trades;
  return { lead, error: Math.sqrt(clusteredVariance(shares, clusters)) };
}

/** Independent trades whose win rate would vary as much (Kish's effective size); months where that is unknown. */
function clusteredN(pool: Pool): number {
  const { mean, variance } = meanOf(pool, wins);
  const spread = mean * (1 - mean);
  if (pool.clusters < 2 || spread === 0) return Math.floor(pool.clusters);
  return Math.min(pool.own.trades, Math.round(spread / variance));
}

function findingOf(pool: Pool, effective: number, comparisons: number): Evidence['finding'] {
  const { own, base, clusters } = pool;
  if (clusters < FEWEST_MONTHS || effective < FEWEST_TRADES) return 'too_few';
  const tail = ERROR_RATE / comparisons;
  const t = studentQuantile(tail, clusteredFreedom(clusters));
  const beyondClusters = [wins, results].every((measure) => {
    const { lead, error } = leadOf(pool, measure);
    return lead - t * error > 0;
  });
  const ofWindows = ({ wins: won, trades, separate }: Sums) => ({ share: won / trades, n: separate });
  const beyondWindows = leadLowerBound(ofWindows(own), ofWindows(base), -normalQuantile(tail)) > 0;
  return beyondClusters && beyondWindows ? 'better' : 'no_edge';
}

/** 95 % intervals; the months tell how far to trust them, so their quantile is Student's. */
function intervals(pool: Pool, effective: number) {
  if (pool.clusters < 2) return { winLow: null, winHigh: null, low: null, high: null };
  const t = studentQuantile(ERROR_RATE / 2, clusteredFreedom(pool.clusters));
  const win = wilsonInterval({ share: pool.own.wins / pool.own.trades, n: effective }, t);
  const { mean, variance } = meanOf(pool, results);
  const half = t * Math.sqrt(variance);
  return {
    winLow: orNull(win.low),
    winHigh: orNull(win.high),
    low: orNull(mean - half),
    high: orNull(mean + half),
  };
}

/**
 * Figures of the buys in the chosen buckets over all symbols, beside the same trade on every day. Pure; the same for
 * any order of the cells. `better` needs 30 effective trades, 10 effective months, and four bounds above 0 at the one-sided
 * confidence 1 - 0.05 / `comparisons`: the lead of the win rate by windows (Newcombe), and those of the win rate and
 * of the mean result by monthly clusters. Win rates alone would follow the stop's width, mean results do not.
 */
export function poolFigures(
  cells: readonly PooledCell[],
  comparisons: number,
  chosen: (bucket: number) => boolean = () => true,
): PooledFigures {
  const months = monthsOf(cells, chosen);
  const own = totalOf(months, 'own');
  const base = totalOf(months, 'base');
  const pool = { months, own, base, clusters: effectiveClusters(months.map((month) => month.own.trades)) };
  const byDays = own.trades === 0 ? 0 : clusteredN(pool);
  const effective = Math.min(own.separate, byDays);
  const { winLow, winHigh, low, high } = intervals(pool, effective);
  const figures = {
    finding: findingOf(pool, effective, comparisons),
    n: own.trades,
    effective_n: effective,
    effective_n_windows: own.separate,
    effective_n_days: byDays,
    effective_months: rounded(pool.clusters),
    win_rate: orNull(own.wins / own.trades),
    win_rate_low: winLow,
    win_rate_high: winHigh,
    expectancy_r: orNull(results(own) / own.trades),
    expectancy_r_low: low,
    expectancy_r_high: high,
    base_n: base.trades,
    base_win_rate: orNull(base.wins / base.trades),
    base_expectancy_r: orNull(results(base) / base.trades),
    comparisons,
  };
  return { sentence: pooledSentence(figures), ...figures };
}
