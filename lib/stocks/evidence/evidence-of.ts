import { z } from 'zod';
import type { Work } from '../../core/slices.ts';
import { mapOf } from '../../core/slices-of.ts';
import type { IndicatorSeries } from '../indicators/series.ts';
import type { DailyBars } from '../market/market.ts';
import { voteMatrix } from '../rating/cast.ts';
import { buysIn, MINIMUM_BARS, ratingSeries } from '../rating/rate.ts';
import { STRATEGY_IDS, type StrategyId, strategyOf } from '../rating/strategies.ts';
import { evidenceSchema } from './evidence-schema.ts';
import type { TradingCosts } from './trades.ts';
import { walkForward } from './walk-forward.ts';

/** One strategy's evidence, as stored and shown. */
export const strategyEvidenceSchema = evidenceSchema.extend({ strategy: z.enum(STRATEGY_IDS) });
export type StrategyEvidence = z.infer<typeof strategyEvidenceSchema>;

export interface EvidenceOptions extends TradingCosts {
  strategies: readonly StrategyId[];
  /** Strategies times symbols tried in the job. */
  comparisons: number;
}

/** Back-tests each strategy's buys on this symbol, in the given order. */
export function* evidenceOf(
  bars: DailyBars,
  series: IndicatorSeries,
  { strategies, comparisons, feePercent, saleFeePercent = feePercent, slippagePercent }: EvidenceOptions,
): Work<StrategyEvidence[]> {
  const matrix = voteMatrix(series);
  yield;
  return yield* mapOf(strategies, (id) => {
    const strategy = strategyOf(id);
    const evidence = walkForward({
      dates: bars.dates,
      open: bars.open,
      high: bars.high,
      low: bars.low,
      close: bars.close,
      dividends: bars.dividends,
      atr: series.atr14,
      buys: buysIn(ratingSeries(matrix, strategy)),
      firstBar: MINIMUM_BARS - 1,
      exit: strategy.exit,
      costs: { feePercent, saleFeePercent, slippagePercent },
      comparisons,
    });
    return { strategy: id, ...evidence };
  });
}
