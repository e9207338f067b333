import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { ABSENT, castVotes, voteMatrix } from '../../../lib/stocks/rating/cast.ts';
import { buysIn, rate, ratingSeries, verdictOf } from '../../../lib/stocks/rating/rate.ts';
import { STRATEGY_IDS, strategyOf } from '../../../lib/stocks/rating/strategies.ts';
import { valuesAt } from '../../../lib/stocks/rating/values.ts';
import { VOTES, type Vote } from '../../../lib/stocks/rating/votes.ts';
import { anyBars, firstBars, spxBars } from '../bars.ts';

const bars = spxBars(1500);
const series = computeSeries(bars);
const matrix = voteMatrix(series);

function sum(votes: readonly Vote[], from: number, to: number): { sum: number; count: number } {
  const available = votes.slice(from, to).filter((vote) => vote !== null);
  return { sum: available.reduce<number>((total, vote) => total + vote, 0), count: available.length };
}

describe('votes of a whole series', () => {
  test('are the votes of each bar, from the first bar on, with and without volume', () => {
    const silent = { ...spxBars(300), volume: new Float64Array(300) };
    for (const any of [bars, silent]) {
      const computed = computeSeries(any);
      const { bars: length, votes } = voteMatrix(computed);
      for (let t = 0; t < length; t++) {
        const row = VOTES.map((_, i) => votes[i * length + t]);
        expect(row).toEqual(castVotes(valuesAt(computed, t)).map((vote) => vote ?? ABSENT));
      }
    }
  });
});

describe.each(STRATEGY_IDS)('ratings of a whole series by %s', (id) => {
  const strategy = strategyOf(id);
  const ratings = ratingSeries(matrix, strategy);

  test('are the rating of each bar from bar 249 on, to the last bit, and nothing before', () => {
    const want = Array.from(ratings, (_, t) => (t < 249 ? Number.NaN : rate(series, t, strategy)?.rating));
    expect(ratings.findIndex((rating, t) => !Object.is(rating, want[t]))).toBe(-1);
    expect(ratings.findIndex((rating) => !Number.isNaN(rating))).toBe(249);
  });

  test('depend on bars up to their own alone', () => {
    for (const t of [249, 250, 700, 1499]) {
      const then = ratingSeries(voteMatrix(computeSeries(firstBars(bars, t + 1))), strategy);
      expect(then).toEqual(ratings.slice(0, t + 1));
    }
  });

  test('buy where the label is Buy or Strong Buy', () => {
    const want = Array.from(ratings, (rating) =>
      Number.isNaN(rating) ? 0 : ['Buy', 'Strong Buy'].includes(verdictOf(rating)) ? 1 : 0,
    );
    expect([...buysIn(ratings)]).toEqual(want);
    expect(want).toContain(1);
  });

  test('lie between -1 and 1 on any walk', () => {
    fc.assert(
      fc.property(anyBars(250, 320), (walk) => {
        const all = ratingSeries(voteMatrix(computeSeries(walk)), strategy).subarray(249);
        expect(all.every((rating) => Number.isNaN(rating) || Math.abs(rating) <= 1)).toBe(true);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});

test('the balanced strategy is the published rating at every bar, to the last bit', () => {
  const ratings = ratingSeries(matrix, strategyOf('balanced'));
  for (let t = 249; t < ratings.length; t++) {
    const votes = castVotes(valuesAt(series, t));
    const a = sum(votes, 0, 15);
    const b = sum(votes, 15, 26);
    expect(ratings[t]).toBe((a.sum * b.count + b.sum * a.count) / (2 * a.count * b.count));
  }
});
