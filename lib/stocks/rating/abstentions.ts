import { isPartial, MINIMUM_BARS } from './rate.ts';
import type { Vote, VoteId } from './votes.ts';

/** Why a vote is not available: the history is short, nothing was traded in its span, or the price never moved. */
export const ABSTENTIONS = ['too_few_bars', 'no_volume', 'no_range'] as const;

export type Abstention = (typeof ABSTENTIONS)[number];

/** Bars from which on a vote's numbers all exist. */
export const BARS_NEEDED: Readonly<Record<VoteId, number>> = {
  ...{ sma10: 10, ema10: 10, sma20: 20, ema20: 20, sma30: 30, ema30: 30, sma50: 50, ema50: 50 },
  ...{ sma100: 100, ema100: 100, sma200: 200, ema200: 200, hull_ma9: 11, vwma20: 20, ichimoku: 52 },
  ...{ rsi14: 16, stochastic: 18, cci20: 21, adx14: 29, awesome: 36, momentum10: 12, macd: 34 },
  ...{ stochastic_rsi: 50, williams_r14: 15, bull_bear_power13: 50, ultimate: 29 },
  ...{ psar: 2, bollinger20: 20, donchian20: 21, obv: 20, cmf20: 20 },
};

const OF_VOLUME: readonly VoteId[] = ['vwma20', 'obv', 'cmf20'];

/** Why a vote that is null abstained at the last of `bars` bars. */
export function abstentionOf(id: VoteId, bars: number): Abstention {
  if (bars < BARS_NEEDED[id]) return 'too_few_bars';
  return OF_VOLUME.includes(id) ? 'no_volume' : 'no_range';
}

/** The same in words. */
export function abstentionInWords(id: VoteId, bars: number): string {
  const reason = abstentionOf(id, bars);
  if (reason === 'too_few_bars') return `It needs ${BARS_NEEDED[id]} bars and there are ${bars}.`;
  return reason === 'no_volume'
    ? 'Nothing was traded in the last 20 bars, or the data has no volume.'
    : 'The price did not move in one of its spans.';
}

/** Why a verdict on few bars is a partial one, in words; null for a full one. */
export function partialInWords(votes: readonly Vote[], bars: number): string | null {
  if (!isPartial(bars)) return null;
  const absent = votes.filter((vote) => vote === null).length;
  return (
    `A partial rating: a full one needs ${MINIMUM_BARS} bars and there are ${bars}. ${absent} of ${votes.length} votes ` +
    'abstain, and ADX and the long averages still depend on where the history begins.'
  );
}
