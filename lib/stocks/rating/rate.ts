import { PermanentError } from '../../core/errors.ts';
import { at } from '../indicators/bars.ts';
import type { IndicatorSeries } from '../indicators/series.ts';
import { ABSENT, castVotes, type VoteMatrix } from './cast.ts';
import { type Strategy, strategyOf } from './strategies.ts';
import { type VoteValues, valuesAt } from './values.ts';
import type { VERDICTS } from './verdicts.ts';
import { VOTES, type Vote, type VoteGroup } from './votes.ts';
import { weigh } from './weigh.ts';

/** Minimum bars for a full verdict: EMA 200 exists, and ADX no longer depends on the start of the series. */
export const MINIMUM_BARS = 250;

/** Minimum bars for a partial verdict: every vote but those of the averages over 100 and 200 bars exists. */
const PARTIAL_BARS = 60;

/** Whether a verdict on that many bars is a partial one. */
export function isPartial(bars: number): boolean {
  return bars < MINIMUM_BARS;
}

const PUBLISHED = strategyOf('balanced');

export type Verdict = (typeof VERDICTS)[number];

/** A strategy's rating, and the published rating's two groups. */
export interface GroupRatings {
  /** -1 to 1. */
  rating: number;
  /** -1 to 1: the plain mean of the group's available votes, independent of the strategy. */
  movingAverages: number;
  oscillators: number;
}

export interface Rating extends GroupRatings {
  /** `50 + 50 × rating`, 0 to 100. */
  score: number;
  verdict: Verdict;
  /** In the order of `VOTES`. */
  votes: Vote[];
  /** The numbers that the votes read; NaN if an indicator has no value. */
  values: VoteValues;
}

/** TradingView's five labels. A bound belongs to the weaker label: 0.5 is Buy, 0.1 is Neutral. */
export function verdictOf(rating: number): Verdict {
  if (rating > 0.5) return 'Strong Buy';
  if (rating > 0.1) return 'Buy';
  if (rating >= -0.1) return 'Neutral';
  return rating >= -0.5 ? 'Sell' : 'Strong Sell';
}

export function isBuy(verdict: Verdict): boolean {
  return verdict === 'Buy' || verdict === 'Strong Buy';
}

function meanOf(votes: readonly Vote[], group: VoteGroup): number {
  const available = VOTES.flatMap((definition, i) => {
    const vote = votes[i] ?? null;
    return definition.group !== group || vote === null ? [] : [vote];
  });
  return available.reduce<number>((sum, vote) => sum + vote, 0) / available.length;
}

/** Null if a group weighted by the published or the strategy's rating has no vote. */
export function ratingOf(votes: readonly Vote[], strategy = PUBLISHED): GroupRatings | null {
  const [rating = Number.NaN] = weigh(
    { bars: 1, votes: Int8Array.from(votes, (vote) => vote ?? ABSENT) },
    strategy,
  );
  const movingAverages = meanOf(votes, 'moving_averages');
  const oscillators = meanOf(votes, 'oscillators');
  if (Number.isNaN(rating + movingAverages + oscillators)) return null;
  return { rating, movingAverages, oscillators };
}

/**
 * The rating at bar `t` (0-based), as computed on that day. Null before both published groups have a vote (bar 11).
 * A verdict before bar `MINIMUM_BARS - 1` is partial.
 */
export function rate(series: IndicatorSeries, t: number, strategy = PUBLISHED): Rating | null {
  const values = valuesAt(series, t);
  const votes = castVotes(values);
  const result = ratingOf(votes, strategy);
  if (result === null) return null;
  const { rating } = result;
  return { ...result, score: 50 + 50 * rating, verdict: verdictOf(rating), votes, values };
}

/**
 * A strategy's rating at every bar, equal to `rate`'s: NaN before bar `MINIMUM_BARS - 1` and if there is none. Bar
 * `t` uses bars `0 .. t` only.
 */
export function ratingSeries(matrix: VoteMatrix, strategy: Strategy): Float64Array {
  return weigh(matrix, strategy).fill(Number.NaN, 0, MINIMUM_BARS - 1);
}

/** 1 for each bar rated Buy or Strong Buy, else 0. */
export function buysIn(ratings: Float64Array): Uint8Array {
  const buys = new Uint8Array(ratings.length);
  for (let t = 0; t < buys.length; t++) buys[t] = isBuy(verdictOf(at(ratings, t))) ? 1 : 0;
  return buys;
}

/**
 * The rating at the last bar; see `isPartial`.
 * @throws PermanentError `insufficient_history` for fewer than 60 bars.
 */
export function rateLatest(series: IndicatorSeries, strategy = PUBLISHED): Rating {
  const bars = series.close.length;
  const rating = bars < PARTIAL_BARS ? null : rate(series, bars - 1, strategy);
  if (rating === null) {
    throw new PermanentError(
      'insufficient_history',
      `Only ${bars} usable bars; a rating needs ${MINIMUM_BARS} (a year of days, five years of weeks), a partial one ${PARTIAL_BARS}.`,
    );
  }
  return rating;
}
