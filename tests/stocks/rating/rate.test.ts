import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { isPartial, rate, rateLatest, ratingOf, verdictOf } from '../../../lib/stocks/rating/rate.ts';
import { VALUE_NAMES } from '../../../lib/stocks/rating/values.ts';
import { VOTES, VOTES_VERSION, type Vote } from '../../../lib/stocks/rating/votes.ts';
import { anyBars, firstBars, pricesOnly, spxBars } from '../bars.ts';

/**
 * 15 votes of the averages and 11 of the oscillators, each given as how many buy, sell and have no value, and
 * the five others, which all buy.
 */
function votes(averages: [number, number, number], oscillators: [number, number, number]): Vote[] {
  const group = (size: number, [buy, sell, absent]: [number, number, number]): Vote[] =>
    Array.from({ length: size }, (_, i) =>
      i < buy ? 1 : i < buy + sell ? -1 : i < buy + sell + absent ? null : 0,
    );
  return [...group(15, averages), ...group(11, oscillators), 1, 1, 1, 1, 1];
}

describe('the list of votes', () => {
  test('keeps its order under its version: stored votes are read by position', () => {
    expect(VOTES_VERSION).toBe(3);
    expect(VOTES.map(({ id }) => id).join(' ')).toBe(
      'sma10 ema10 sma20 ema20 sma30 ema30 sma50 ema50 sma100 ema100 sma200 ema200 hull_ma9 vwma20 ichimoku ' +
        'rsi14 stochastic cci20 adx14 awesome momentum10 macd stochastic_rsi williams_r14 bull_bear_power13 ultimate ' +
        'psar bollinger20 donchian20 obv cmf20',
    );
  });

  test('reads values that keep their order too, and reads each of them', () => {
    expect(VALUE_NAMES.join(' ')).toBe(
      'close sma10 sma20 sma30 sma50 sma100 sma200 ema10 ema20 ema30 ema50 ema100 ema200 hull_ma9 vwma20 ' +
        'ichimoku_conversion ichimoku_base ichimoku_span_a ichimoku_span_b rsi14 rsi14_before stochastic_k ' +
        'stochastic_d cci20 cci20_before adx14 adx14_before plus_di14 minus_di14 awesome awesome_before ' +
        'awesome_two_before momentum10 momentum10_before macd_line macd_signal stochastic_rsi_k stochastic_rsi_d ' +
        'williams_r14 williams_r14_before bull_power13 bull_power13_before bear_power13 bear_power13_before ultimate ' +
        'psar bollinger_lower bollinger_upper donchian_low donchian_high obv obv_ema20 cmf20',
    );
    const read = new Set<string>(VOTES.flatMap(({ reads }) => reads.map(([name]) => name)));
    expect([...read].sort()).toEqual([...VALUE_NAMES].sort());
  });

  test('has 15 moving averages, 11 oscillators and 5 votes of no published group', () => {
    const of = (wanted: string | null) => VOTES.filter(({ group }) => group === wanted).length;
    expect([of('moving_averages'), of('oscillators'), of(null)]).toEqual([15, 11, 5]);
  });

  test('has evidence of all four kinds', () => {
    const of = (kind: string) => VOTES.filter(({ evidence }) => evidence === kind).length;
    expect(['trend', 'momentum', 'volatility', 'volume'].map(of)).toEqual([19, 9, 1, 2]);
  });
});

describe('the rating', () => {
  test('is the mean of the two published groups, not of the votes', () => {
    expect(ratingOf(votes([15, 0, 0], [0, 0, 0]))).toEqual({
      rating: 0.5,
      movingAverages: 1,
      oscillators: 0,
    });
    expect(ratingOf(votes([0, 15, 0], [11, 0, 0]))?.rating).toBe(0);
  });

  test('leaves votes without a value out of the mean', () => {
    expect(ratingOf(votes([7, 0, 1], [0, 5, 1]))).toEqual({
      rating: 0,
      movingAverages: 7 / 14,
      oscillators: -5 / 10,
    });
  });

  test('does not exist while a group has no vote', () => {
    expect(ratingOf(votes([3, 0, 12], [0, 0, 11]))).toBeNull();
    expect(ratingOf(votes([0, 0, 15], [1, 0, 0]))).toBeNull();
  });

  test('meets a bound of the labels exactly where rounded means would step over it', () => {
    const result = ratingOf(votes([12, 0, 0], [0, 6, 1]));
    expect((12 / 15 - 6 / 10) / 2).toBeGreaterThan(0.1);
    expect(result?.rating).toBe(0.1);
    expect(verdictOf(result?.rating ?? 1)).toBe('Neutral');
  });

  test.each([
    [1, 'Strong Buy'],
    [0.500001, 'Strong Buy'],
    [0.5, 'Buy'],
    [0.100001, 'Buy'],
    [0.1, 'Neutral'],
    [0, 'Neutral'],
    [-0.1, 'Neutral'],
    [-0.100001, 'Sell'],
    [-0.5, 'Sell'],
    [-0.500001, 'Strong Sell'],
    [-1, 'Strong Sell'],
  ])('%d is %s', (rating, verdict) => {
    expect(verdictOf(rating)).toBe(verdict);
  });

  test('gives a score from 0 to 100 that is 50 at a neutral rating', () => {
    fc.assert(
      fc.property(anyBars(250, 260), (bars) => {
        const { rating, score, verdict } = rateLatest(computeSeries(bars));
        expect(Math.abs(rating)).toBeLessThanOrEqual(1);
        expect(score).toBe(50 + 50 * rating);
        expect(verdict).toBe(verdictOf(rating));
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

describe('walking forward', () => {
  test('the rating at a bar is the rating that stood on that day', () => {
    const bars = spxBars(400);
    const series = computeSeries(bars);
    for (const t of [249, 250, 333, 399]) {
      expect(rate(series, t)).toEqual(rateLatest(computeSeries(firstBars(bars, t + 1))));
    }
  });

  test('there is no rating before both groups have a vote', () => {
    const series = computeSeries(spxBars(20));
    expect(rate(series, 10)).toBeNull();
    expect(rate(series, 11)).not.toBeNull();
  });
});

describe('plain cases', () => {
  test('prices that never move are Neutral at 50, with no vote for either side', () => {
    for (const volume of [0, 1000]) {
      const prices = pricesOnly(new Array<number>(300).fill(0.1), volume);
      const result = rateLatest(computeSeries(prices));
      expect(result).toMatchObject({ rating: 0, score: 50, verdict: 'Neutral' });
      expect(result.votes.filter((vote) => vote === 1 || vote === -1)).toEqual([]);
    }
  });

  test.each([
    ['an index without volume', 0],
    ['a listing that has not been traded for 20 days', 280],
  ])('%s is rated without VWMA, OBV and CMF', (_, traded) => {
    const bars = spxBars(300);
    const volume = bars.volume.map((value, i) => (i < traded ? value : 0));
    const { votes } = rateLatest(computeSeries({ ...bars, volume }));
    expect(VOTES.filter((_, i) => votes[i] === null).map(({ id }) => id)).toEqual(['vwma20', 'obv', 'cmf20']);
  });

  test('a steady climb has every moving average on its side, but for Hull at the close and Ichimoku', () => {
    const climb = Array.from({ length: 300 }, (_, i) => 100 + i);
    expect(rateLatest(computeSeries(pricesOnly(climb)))).toMatchObject({ movingAverages: 13 / 15 });
  });
});

describe('too little history', () => {
  test('59 bars are refused with all numbers, 60 are rated as far as they go, and 250 in full', () => {
    expect(() => rateLatest(computeSeries(spxBars(59)))).toThrowError(
      expect.objectContaining({
        name: 'PermanentError',
        code: 'insufficient_history',
        message: expect.stringMatching(/59 .* 250 .* 60\./),
      }),
    );
    const absentOf = (bars: number) => {
      const { votes } = rateLatest(computeSeries(spxBars(bars)));
      return VOTES.filter((_, i) => votes[i] === null).map(({ id }) => id);
    };
    expect(absentOf(60)).toEqual(['sma100', 'ema100', 'sma200', 'ema200']);
    expect(absentOf(249)).toEqual([]);
    expect([isPartial(60), isPartial(249), isPartial(250)]).toEqual([true, true, false]);
  });
});
