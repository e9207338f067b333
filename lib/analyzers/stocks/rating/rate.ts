import { PermanentError } from '../../../core/errors.ts';
import type { IndicatorSeries } from '../indicators/series.ts';
import { RULES } from './rules.ts';
import { type VoteValues, valuesAt } from './values.ts';
import { VOTES, type Vote, type VoteGroup } from './votes.ts';

/** Bars before a verdict is given: EMA 200 has its value, and ADX has forgotten where the series began. */
const MINIMUM_BARS = 250;

export type Verdict = 'Strong Buy' | 'Buy' | 'Neutral' | 'Sell' | 'Strong Sell';

export interface Rating {
  /** -1 to 1, the mean of the two groups. */
  rating: number;
  /** `50 + 50 × rating`, 0 to 100. */
  score: number;
  verdict: Verdict;
  /** -1 to 1, the mean of a group's available votes. */
  movingAverages: number;
  oscillators: number;
  /** In the order of `VOTES`. */
  votes: Vote[];
  /** What the votes were read from; NaN where an indicator has no value. */
  values: VoteValues;
}

/** TradingView's five labels. The bounds belong to the weaker label: 0.5 is a Buy, 0.1 is Neutral. */
export function verdictOf(rating: number): Verdict {
  if (rating > 0.5) return 'Strong Buy';
  if (rating > 0.1) return 'Buy';
  if (rating >= -0.1) return 'Neutral';
  return rating >= -0.5 ? 'Sell' : 'Strong Sell';
}

/** The 26 votes on one bar's values: null for each vote that reads a value which does not exist. */
export function castVotes(values: VoteValues): Vote[] {
  return VOTES.map(({ id, reads }) => {
    const available = reads.every(([name]) => !Number.isNaN(values[name]));
    return available ? RULES[id](values) : null;
  });
}

function tally(votes: readonly Vote[], group: VoteGroup): { sum: number; weight: number } {
  let sum = 0;
  let weight = 0;
  VOTES.forEach((definition, i) => {
    const vote = votes[i] ?? null;
    if (definition.group !== group || vote === null) return;
    sum += definition.weight * vote;
    weight += definition.weight;
  });
  return { sum, weight };
}

/** The means of the groups' available votes, and the mean of the two; null where a group has no vote. */
export function ratingOf(
  votes: readonly Vote[],
): { rating: number; movingAverages: number; oscillators: number } | null {
  const a = tally(votes, 'moving_averages');
  const b = tally(votes, 'oscillators');
  if (a.weight === 0 || b.weight === 0) return null;
  return {
    // One division of whole numbers: a mean of two rounded means can step over a label's bound.
    rating: (a.sum * b.weight + b.sum * a.weight) / (2 * a.weight * b.weight),
    movingAverages: a.sum / a.weight,
    oscillators: b.sum / b.weight,
  };
}

/**
 * The rating at bar `t` (0-based) of a computed series, as it would have stood on that day. Null before both
 * groups have a vote (bar 11). Take no verdict before bar `MINIMUM_BARS - 1`.
 */
export function rate(series: IndicatorSeries, t: number): Rating | null {
  const values = valuesAt(series, t);
  const votes = castVotes(values);
  const result = ratingOf(votes);
  if (result === null) return null;
  const { rating } = result;
  return { ...result, score: 50 + 50 * rating, verdict: verdictOf(rating), votes, values };
}

/**
 * The rating at the last bar.
 * @throws PermanentError `insufficient_history` when there are fewer than `MINIMUM_BARS` bars.
 */
export function rateLatest(series: IndicatorSeries): Rating {
  const bars = series.close.length;
  const rating = bars < MINIMUM_BARS ? null : rate(series, bars - 1);
  if (rating === null) {
    throw new PermanentError(
      'insufficient_history',
      `Only ${bars} usable daily bars; a rating needs at least ${MINIMUM_BARS} (about a year of trading).`,
    );
  }
  return rating;
}
