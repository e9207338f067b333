import { z } from 'zod';
import type { Work } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
import type { Interval } from '../bars/intervals.ts';
import type { IndicatorSeries } from '../indicators/series.ts';
import type { DailyBars } from '../market/market.ts';
import { voteMatrix } from '../rating/cast.ts';
import { buysIn, MINIMUM_BARS, ratingSeries } from '../rating/rate.ts';
import { STRATEGY_IDS, type StrategyId, strategyOf } from '../rating/strategies.ts';
import { evidenceSchema } from './evidence-schema.ts';
import { type TradeCells, tradeCells } from './pooled/trade-cells.ts';
import { type TradingCosts, tradeEveryDay } from './trades.ts';
import { judgeTrades } from './walk-forward.ts';

/** One strategy's evidence, as stored and shown. */
export const strategyEvidenceSchema = evidenceSchema.extend({ strategy: z.enum(STRATEGY_IDS) });
export type StrategyEvidence = z.infer<typeof strategyEvidenceSchema>;

export interface EvidenceOptions extends TradingCosts {
  strategies: readonly StrategyId[];
  /** Strategies times symbols tried in the job. */
  comparisons: number;
  /** Length of a bar; default `1d`. */
  interval?: Interval;
}

export type StrategyCells = TradeCells & { strategy: StrategyId };

/** A strategy's evidence on one symbol, and its trades as they are pooled with those of other symbols. */
export interface TestedStrategy {
  evidence: StrategyEvidence;
  cells: StrategyCells;
}

/** Back-tests each strategy's buys on this symbol, in the given order. */
export function* evidenceOf(
  bars: DailyBars,
  series: IndicatorSeries,
  options: EvidenceOptions,
): Work<TestedStrategy[]> {
  const { strategies, comparisons, feePercent, saleFeePercent = feePercent, slippagePercent } = options;
  const { interval = '1d' } = options;
  const matrix = voteMatrix(series);
  yield;
  return yield* mapOf(strategies, (id) => {
    const strategy = strategyOf(id);
    const { exit } = strategy;
    const ratings = ratingSeries(matrix, strategy);
    const request = {
      dates: bars.dates,
      open: bars.open,
      high: bars.high,
      low: bars.low,
      close: bars.close,
      dividends: bars.dividends,
      atr: series.atr14,
      buys: buysIn(ratings),
      firstBar: MINIMUM_BARS - 1,
      exit,
      costs: { feePercent, saleFeePercent, slippagePercent },
      comparisons,
      interval,
    };
    const trades = tradeEveryDay(request);
    return {
      evidence: { strategy: id, ...judgeTrades(request, trades) },
      cells: { strategy: id, ...tradeCells({ ...request, ratings, trades, maxBars: exit.maxBars }) },
    };
  });
}
