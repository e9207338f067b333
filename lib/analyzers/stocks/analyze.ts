import type { DailyBars } from '../../sources/market/market.ts';
import { computeSeries, type IndicatorSeries } from './indicators/series.ts';
import { type NoPlanReason, type PlanOptions, planTrade, type TradePlan } from './plan.ts';
import type { StoredValues } from './rating/explain.ts';
import { rateLatest, type Verdict } from './rating/rate.ts';
import { VOTES_VERSION, type Vote } from './rating/votes.ts';

/** Figures that do not vote, at the last bar. Prices in the bars' currency, `obv` in shares. */
export interface AnalysisContext {
  atr14: number | null;
  bollinger_upper: number | null;
  bollinger_middle: number | null;
  bollinger_lower: number | null;
  obv: number | null;
  cmf20: number | null;
  psar: number | null;
}

/** One stock at its last bar. Plain data: survives JSON unchanged (a value that does not exist is null). */
export interface StockAnalysis {
  /** The exchange's date of the last bar. */
  asOf: string;
  barCount: number;
  close: number;
  /** -1 to 1. */
  rating: number;
  /** 0 to 100. */
  score: number;
  verdict: Verdict;
  /** The two halves of the rating, each -1 to 1. */
  groups: { moving_averages: number; oscillators: number };
  /** The list that `votes` belongs to, and the votes in its order. */
  votesVersion: number;
  votes: Vote[];
  /** The numbers that the votes were read from. */
  values: StoredValues;
  context: AnalysisContext;
  /** Null unless the verdict is a buy; `noPlanReason` says why. */
  plan: TradePlan | null;
  noPlanReason: NoPlanReason | null;
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

/**
 * Rates a stock at its last bar and plans the trade. Pure: the same bars and options give the same bits,
 * whatever was analyzed before.
 * @throws PermanentError `insufficient_history` when there are fewer than 250 bars.
 */
export function analyzeBars(bars: DailyBars, options: PlanOptions): StockAnalysis {
  const series = computeSeries(bars);
  const { rating, score, verdict, movingAverages, oscillators, votes, values } = rateLatest(series);
  const last = bars.close.length - 1;
  return {
    asOf: bars.dates[last] ?? '',
    barCount: bars.close.length,
    close: values.close,
    rating,
    score,
    verdict,
    groups: { moving_averages: movingAverages, oscillators },
    votesVersion: VOTES_VERSION,
    votes,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, orNull(value)])),
    context: contextOf(series),
    ...planTrade(verdict, values.close, series.atr14[last] ?? Number.NaN, options),
  };
}
