import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import {
  abstentionInWords,
  abstentionOf,
  BARS_NEEDED,
  partialInWords,
} from '../../../lib/stocks/rating/abstentions.ts';
import { castVotes } from '../../../lib/stocks/rating/cast.ts';
import { valuesAt } from '../../../lib/stocks/rating/values.ts';
import { VOTES, type Vote } from '../../../lib/stocks/rating/votes.ts';
import { anyBars, pricesOnly, spxBars } from '../bars.ts';

describe('a vote that is not available', () => {
  test('lacks bars exactly until the number that is told', () => {
    const series = computeSeries(spxBars(260));
    const first = VOTES.map(() => 0);
    for (let t = 259; t >= 0; t--) {
      castVotes(valuesAt(series, t)).forEach((vote, i) => {
        if (vote !== null) first[i] = t + 1;
      });
    }
    expect(Object.fromEntries(VOTES.map(({ id }, i) => [id, first[i]]))).toEqual(BARS_NEEDED);
  });

  test('with bars enough lacks volume or movement, and no other vote ever is', () => {
    fc.assert(
      fc.property(anyBars(201, 230), fc.boolean(), (bars, traded) => {
        const volume = traded ? bars.volume : bars.volume.map(() => 0);
        const votes = castVotes(valuesAt(computeSeries({ ...bars, volume }), bars.close.length - 1));
        const absent = VOTES.filter((_, i) => votes[i] === null).map(({ id }) => id);
        expect(['vwma20', 'obv', 'cmf20', 'ultimate']).toEqual(expect.arrayContaining(absent));
        if (!traded) expect(absent).toEqual(expect.arrayContaining(['vwma20', 'obv', 'cmf20']));
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  test('is told with its reason', () => {
    expect([abstentionOf('sma200', 75), abstentionInWords('sma200', 75)]).toEqual([
      'too_few_bars',
      'It needs 200 bars and there are 75.',
    ]);
    expect([abstentionOf('obv', 19), abstentionOf('obv', 20), abstentionOf('ultimate', 300)]).toEqual([
      'too_few_bars',
      'no_volume',
      'no_range',
    ]);
  });

  test('leaves OBV itself without a value where there is no volume: 0 would be a balance', () => {
    const { obv } = valuesAt(computeSeries(pricesOnly(new Array<number>(60).fill(10), 0)), 59);
    expect(obv).toBeNaN();
  });
});

test('a rating on fewer than 250 bars is told as partial, with how many votes abstain', () => {
  const votes: Vote[] = VOTES.map((_, i) => (i < 4 ? null : 0));
  expect(partialInWords(votes, 75)).toMatch(/needs 250 bars and there are 75\. 4 of 31 votes abstain/);
  expect([partialInWords(votes, 249) === null, partialInWords(votes, 250)]).toEqual([false, null]);
});
