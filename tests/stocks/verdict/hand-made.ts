import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { castVotes } from '../../../lib/stocks/rating/cast.ts';
import type { StrategyId } from '../../../lib/stocks/rating/strategies.ts';
import { type ValueName, type VoteValues, valuesAt } from '../../../lib/stocks/rating/values.ts';
import { VOTES_VERSION } from '../../../lib/stocks/rating/votes.ts';
import type { StoredVerdict } from '../../../lib/stocks/verdict/stored-verdict.ts';
import { pricesOnly } from '../bars.ts';

const ZEROS = valuesAt(computeSeries(pricesOnly(new Array<number>(250).fill(0.001))), 249);

const AVERAGES: readonly ValueName[] = [
  ...(['sma10', 'sma20', 'sma30', 'sma50', 'sma100', 'sma200', 'hull_ma9', 'vwma20'] as const),
  ...(['ema10', 'ema20', 'ema30', 'ema50', 'ema100', 'ema200'] as const),
];

/** Every average at `average`, the close at 100; all else neutral and far from any level. */
function quiet(average: number): VoteValues {
  return {
    ...ZEROS,
    ...Object.fromEntries(AVERAGES.map((name) => [name, average])),
    ...{ close: 100, psar: average, bollinger_lower: 50, bollinger_upper: 150 },
    ...{ donchian_low: 50, donchian_high: 150, obv: 0, obv_ema20: 0, cmf20: 0 },
    ...{ rsi14: 50, rsi14_before: 50, ultimate: 50, stochastic_k: 50, stochastic_d: 50, williams_r14: -50 },
    ...{ adx14: 30, adx14_before: 30, plus_di14: 20, minus_di14: 20 },
  };
}

/** A stored verdict whose numbers are those of `quiet` but for the given ones. */
export function handMade(
  strategy: StrategyId,
  average: number,
  given: Partial<VoteValues> = {},
): StoredVerdict {
  const values = { ...quiet(average), ...given };
  return { strategy, votes: castVotes(values), values, votesVersion: VOTES_VERSION, barCount: 300 };
}
