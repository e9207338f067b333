import { z } from 'zod';
import { computeSeries } from '../indicators/series.ts';
import type { DailyBars } from '../market/market.ts';
import { rateLatest } from '../rating/rate.ts';
import { type StrategyId, strategyOf } from '../rating/strategies.ts';
import { VERDICTS } from '../rating/verdicts.ts';

/** The verdict as it would be by a bar that is not finished; stored and shown beside the one that counts. */
export const verdictNowSchema = z.object({
  as_of: z.string(),
  close: z.number(),
  rating: z.number(),
  score: z.number(),
  verdict: z.enum(VERDICTS),
});

export type VerdictNow = z.infer<typeof verdictNowSchema>;

/** Rates bars at their last one, finished or not. @throws PermanentError `insufficient_history`. */
export function verdictNow(bars: DailyBars, strategy: StrategyId): VerdictNow {
  const { rating, score, verdict, values } = rateLatest(computeSeries(bars), strategyOf(strategy));
  return { as_of: bars.dates.at(-1) ?? '', close: values.close, rating, score, verdict };
}
