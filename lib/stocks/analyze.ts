import type { Work } from '../core/slices.ts';
import type { Interval } from './bars/intervals.ts';
import { evidenceOf, type StrategyCells, type StrategyEvidence } from './evidence/evidence-of.ts';
import { computeSeries, type IndicatorSeries } from './indicators/series.ts';
import type { DailyBars } from './market/market.ts';
import {
  type NoPlanReason,
  PLAN_DEFAULTS,
  type PlanOptions,
  planTrade,
  type TradePlan,
} from './plan/plan.ts';
import type { StoredValues } from './rating/explain.ts';
import { rateLatest, type Verdict } from './rating/rate.ts';
import { type StrategyId, strategyOf } from './rating/strategies.ts';
import { VOTES_VERSION, type Vote } from './rating/votes.ts';

/**
 * Figures at the last bar, shown to the reader; some of them are also read by votes. Prices in the bars' currency,
 * `obv` in shares.
 */
export interface AnalysisContext {
  atr14: number | null;
  bollinger_upper: number | null;
  bollinger_middle: number | null;
  bollinger_lower: number | null;
  obv: number | null;
  cmf20: number | null;
  psar: number | null;
}

/** Analysis of one stock at its last bar. Plain data that survives JSON; missing values are null. */
export interface StockAnalysis {
  /** Date of the last bar, on the exchange's calendar. */
  asOf: string;
  barCount: number;
  close: number;
  /** The strategy behind rating, score, verdict and plan. */
  strategy: StrategyId;
  /** -1 to 1. */
  rating: number;
  /** 0 to 100. */
  score: number;
  verdict: Verdict;
  /** The published rating's two groups, each -1 to 1, independent of the strategy. */
  groups: { moving_averages: number; oscillators: number };
  /** Version of the vote list; `votes` are in its order. */
  votesVersion: number;
  votes: Vote[];
  /** The numbers that the votes read. */
  values: StoredValues;
  context: AnalysisContext;
  /** Null unless the verdict is a buy and nothing forbids a plan; `noPlanReason` says why. */
  plan: TradePlan | null;
  noPlanReason: NoPlanReason | null;
  /** Back-test of each strategy's buys, in the requested order. */
  evidence: StrategyEvidence[];
  /** The trades behind each evidence, summed for pooling with other symbols. */
  tradeCells: StrategyCells[];
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

function contextOf({ atr14, bollinger, obv, cmf20, psar }: IndicatorSeries): AnalysisContext {
  return {
    atr14: orNull(atr14.at(-1)),
    bollinger_upper: orNull(bollinger.upper.at(-1)),
    bollinger_middle: orNull(bollinger.middle.at(-1)),
    bollinger_lower: orNull(bollinger.lower.at(-1)),
    obv: orNull(obv.at(-1)),
    cmf20: orNull(cmf20.at(-1)),
    psar: orNull(psar.at(-1)),
  };
}

export interface AnalyzeOptions extends PlanOptions {
  /** At least one; the first determines rating, verdict and plan. */
  strategies: readonly StrategyId[];
  /** Strategies × symbols tried in the job; the evidence is corrected for this many comparisons. */
  comparisons: number;
  /** Length of a bar; default `1d`. */
  interval?: Interval;
  /** Forbids a plan, whatever the verdict. */
  blocked?: NoPlanReason | null;
}

function planAt(series: IndicatorSeries, verdict: Verdict, strategy: StrategyId, options: AnalyzeOptions) {
  if (options.blocked) return { plan: null, noPlanReason: options.blocked };
  const last = (column: Float64Array) => column.at(-1) ?? Number.NaN;
  const basis = {
    verdict,
    close: last(series.close),
    atr: last(series.atr14),
    supports: { sma20: last(series.sma20), ema50: last(series.ema50), low20: last(series.donchian20.low) },
  };
  return planTrade(basis, strategyOf(strategy), options);
}

/**
 * Rates a stock at its last bar, plans the trade and back-tests each strategy. Pure: equal bars and options give
 * identical results.
 * A verdict on fewer than 250 bars is a partial one.
 * @throws PermanentError `insufficient_history` for fewer than 60 bars.
 */
export function* analyzeBars(bars: DailyBars, options: AnalyzeOptions): Work<StockAnalysis> {
  const [strategy = PLAN_DEFAULTS.strategy] = options.strategies;
  const series = computeSeries(bars);
  yield;
  const rated = rateLatest(series, strategyOf(strategy));
  const { rating, score, verdict, movingAverages, oscillators, votes, values } = rated;
  const tested = yield* evidenceOf(bars, series, options);
  return {
    asOf: bars.dates.at(-1) ?? '',
    barCount: bars.close.length,
    close: values.close,
    strategy,
    rating,
    score,
    verdict,
    groups: { moving_averages: movingAverages, oscillators },
    votesVersion: VOTES_VERSION,
    votes,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, orNull(value)])),
    context: contextOf(series),
    ...planAt(series, verdict, strategy, options),
    evidence: tested.map(({ evidence }) => evidence),
    tradeCells: tested.map(({ cells }) => cells),
  };
}
