import { describe, expect, test } from 'vitest';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { castVotes } from '../../../lib/stocks/rating/cast.ts';
import { rate } from '../../../lib/stocks/rating/rate.ts';
import { type VoteValues, valuesAt } from '../../../lib/stocks/rating/values.ts';
import { VOTES, type Vote, type VoteId } from '../../../lib/stocks/rating/votes.ts';
import { pricesOnly, spxBars } from '../bars.ts';

/** Every value 0: no vote says buy or sell. */
const FLAT = valuesAt(computeSeries(pricesOnly(new Array<number>(250).fill(0.001))), 249);
const QUIET: VoteValues = { ...FLAT, ultimate: 50 };

function voteOf(id: VoteId, values: Partial<VoteValues>): Vote | undefined {
  return castVotes({ ...QUIET, ...values })[VOTES.findIndex((vote) => vote.id === id)];
}

const ICHIMOKU = VOTES.findIndex(({ id }) => id === 'ichimoku');

const cloud = (a: number, b: number) => ({ ichimoku_span_a: a, ichimoku_span_b: b });
const lines = (conversion: number, base: number) => ({
  ichimoku_conversion: conversion,
  ichimoku_base: base,
});
const adx = (now: number, before: number, plus: number, minus: number) => ({
  adx14: now,
  adx14_before: before,
  plus_di14: plus,
  minus_di14: minus,
});
const awesome = (twoBefore: number, before: number, now: number) => ({
  awesome: now,
  awesome_before: before,
  awesome_two_before: twoBefore,
});
const upTrend = { close: 100, ema50: 90 };
const downTrend = { close: 90, ema50: 100 };
const noTrend = { close: 100, ema50: 100 };
const bear = (before: number, now: number) => ({ bear_power13: now, bear_power13_before: before });
const bull = (before: number, now: number) => ({ bull_power13: now, bull_power13_before: before });
const pair = (now: keyof VoteValues, before: keyof VoteValues) => (a: number, b: number) => ({
  [before]: a,
  [now]: b,
});
const rsi = pair('rsi14', 'rsi14_before');
const cci = pair('cci20', 'cci20_before');
const williams = pair('williams_r14', 'williams_r14_before');
const momentum = pair('momentum10', 'momentum10_before');
const stochastic = pair('stochastic_k', 'stochastic_d');
const stochasticRsi = pair('stochastic_rsi_k', 'stochastic_rsi_d');
const macd = pair('macd_line', 'macd_signal');

const bands = (lower: number, upper: number) => ({ bollinger_lower: lower, bollinger_upper: upper });
const channel = (low: number, high: number) => ({ donchian_low: low, donchian_high: high });

const CASES: [VoteId, string, Partial<VoteValues>, Vote][] = [
  ['sma10', 'average below the close', { close: 10, sma10: 9.9 }, 1],
  ['sma10', 'average above the close', { close: 10, sma10: 10.1 }, -1],
  ['sma10', 'average at the close', { close: 10, sma10: 10 }, 0],
  ['vwma20', 'average above the close', { close: 10, vwma20: 10.1 }, -1],
  ['hull_ma9', 'average below the close', { close: 10, hull_ma9: 9 }, 1],
  ['ichimoku', 'all four in rising order', { close: 14, ...lines(13, 12), ...cloud(11, 10) }, 1],
  ['ichimoku', 'all four in falling order', { close: 10, ...lines(11, 12), ...cloud(13, 14) }, -1],
  ['ichimoku', 'close not above the conversion line', { close: 13, ...lines(13, 12), ...cloud(11, 10) }, 0],
  ['ichimoku', 'conversion at the base line', { close: 14, ...lines(12, 12), ...cloud(11, 10) }, 0],
  ['ichimoku', 'base line inside the cloud', { close: 14, ...lines(13, 10.5), ...cloud(11, 10) }, 0],
  ['ichimoku', 'cloud upside down', { close: 14, ...lines(13, 12), ...cloud(10, 11) }, 0],
  ['rsi14', 'below 30 and rising', rsi(28, 29), 1],
  ['rsi14', 'below 30 and falling', rsi(29, 28), 0],
  ['rsi14', 'at 30', rsi(28, 30), 0],
  ['rsi14', 'above 70 and falling', rsi(75, 71), -1],
  ['rsi14', 'above 70 and rising', rsi(71, 75), 0],
  ['stochastic', 'both below 20, %K above %D', stochastic(10, 15), 1],
  ['stochastic', '%D not below 20', stochastic(20, 15), 0],
  ['stochastic', 'both below 20, %K below %D', stochastic(15, 10), 0],
  ['stochastic', 'both above 80, %K below %D', stochastic(90, 85), -1],
  ['stochastic', 'both above 80, %K above %D', stochastic(85, 90), 0],
  ['cci20', 'below -100 and rising', cci(-150, -120), 1],
  ['cci20', 'below -100 and falling', cci(-120, -150), 0],
  ['cci20', 'above 100 and falling', cci(150, 120), -1],
  ['cci20', 'at 100', cci(150, 100), 0],
  ['adx14', '+DI leads, above 20, rising', adx(25, 24, 30, 20), 1],
  ['adx14', '+DI leads, above 20, falling', adx(24, 25, 30, 20), 0],
  ['adx14', '-DI leads, above 20, rising', adx(25, 24, 20, 30), -1],
  ['adx14', '-DI leads, above 20, falling', adx(24, 25, 20, 30), 0],
  ['adx14', 'no side leads, above 20, rising', adx(25, 24, 20, 20), 0],
  ['adx14', 'at 20', adx(20, 19, 30, 20), 0],
  ['awesome', 'crosses above 0', awesome(-2, -1, 1), 1],
  ['awesome', 'leaves 0 upward', awesome(-1, 0, 1), 1],
  ['awesome', 'turns up above 0', awesome(3, 2, 2.5), 1],
  ['awesome', 'goes on rising above 0', awesome(1, 2, 3), 0],
  ['awesome', 'crosses below 0', awesome(2, 1, -1), -1],
  ['awesome', 'turns down below 0', awesome(-3, -2, -2.5), -1],
  ['awesome', 'goes on falling below 0', awesome(-1, -2, -3), 0],
  ['awesome', 'turns up below 0', awesome(-2, -3, -2.5), 0],
  ['momentum10', 'rising', momentum(-3, -2), 1],
  ['momentum10', 'falling', momentum(3, 2), -1],
  ['momentum10', 'unchanged', momentum(3, 3), 0],
  ['macd', 'above its signal', macd(-2, -1), 1],
  ['macd', 'below its signal', macd(2, 1), -1],
  ['macd', 'at its signal', macd(1, 1), 0],
  ['stochastic_rsi', 'down, both below 20, %K above %D', { ...downTrend, ...stochasticRsi(10, 15) }, 1],
  ['stochastic_rsi', 'up, both below 20, %K above %D', { ...upTrend, ...stochasticRsi(10, 15) }, 0],
  ['stochastic_rsi', 'up, both above 80, %K below %D', { ...upTrend, ...stochasticRsi(90, 85) }, -1],
  ['stochastic_rsi', 'down, both above 80, %K below %D', { ...downTrend, ...stochasticRsi(90, 85) }, 0],
  ['stochastic_rsi', 'no trend', { ...noTrend, ...stochasticRsi(10, 15) }, 0],
  ['williams_r14', 'below -80 and rising', williams(-95, -90), 1],
  ['williams_r14', 'at -80', williams(-95, -80), 0],
  ['williams_r14', 'above -20 and falling', williams(-5, -10), -1],
  ['williams_r14', 'above -20 and rising', williams(-10, -5), 0],
  ['bull_bear_power13', 'up, bears below 0 and rising', { ...upTrend, ...bear(-3, -2) }, 1],
  ['bull_bear_power13', 'up, bears below 0 and falling', { ...upTrend, ...bear(-2, -3) }, 0],
  ['bull_bear_power13', 'down, bears below 0 and rising', { ...downTrend, ...bear(-3, -2) }, 0],
  ['bull_bear_power13', 'down, bulls above 0 and falling', { ...downTrend, ...bull(3, 2) }, -1],
  ['bull_bear_power13', 'down, bulls above 0 and rising', { ...downTrend, ...bull(2, 3) }, 0],
  ['bull_bear_power13', 'up, bears above 0 and rising', { ...upTrend, ...bear(1, 2) }, 0],
  ['ultimate', 'above 70', { ultimate: 70.1 }, 1],
  ['ultimate', 'at 70', { ultimate: 70 }, 0],
  ['ultimate', 'at 30', { ultimate: 30 }, 0],
  ['ultimate', 'below 30', { ultimate: 29.9 }, -1],
  ['psar', 'stop below the close', { close: 10, psar: 9.9 }, 1],
  ['psar', 'stop at the close', { close: 10, psar: 10 }, 0],
  ['psar', 'stop above the close', { close: 10, psar: 10.1 }, -1],
  ['bollinger20', 'below the lower band', { close: 8.9, ...bands(9, 11) }, 1],
  ['bollinger20', 'on the lower band', { close: 9, ...bands(9, 11) }, 0],
  ['bollinger20', 'on the upper band', { close: 11, ...bands(9, 11) }, 0],
  ['bollinger20', 'above the upper band', { close: 11.1, ...bands(9, 11) }, -1],
  ['donchian20', 'above the highest high', { close: 11.1, ...channel(9, 11) }, 1],
  ['donchian20', 'at the highest high', { close: 11, ...channel(9, 11) }, 0],
  ['donchian20', 'at the lowest low', { close: 9, ...channel(9, 11) }, 0],
  ['donchian20', 'below the lowest low', { close: 8.9, ...channel(9, 11) }, -1],
  ['obv', 'above its average', { obv: -5, obv_ema20: -6 }, 1],
  ['obv', 'at its average', { obv: -5, obv_ema20: -5 }, 0],
  ['obv', 'below its average', { obv: -6, obv_ema20: -5 }, -1],
  ['cmf20', 'above 0.05', { cmf20: 0.0501 }, 1],
  ['cmf20', 'at 0.05', { cmf20: 0.05 }, 0],
  ['cmf20', 'at -0.05', { cmf20: -0.05 }, 0],
  ['cmf20', 'below -0.05', { cmf20: -0.0501 }, -1],
];

describe('the rules', () => {
  test.each(CASES)('%s, %s', (id, _situation, values, want) => {
    expect(voteOf(id, values)).toBe(want);
  });

  test('a vote is not available while anything that it reads has no value', () => {
    for (const { id, reads } of VOTES) {
      for (const [name] of reads) {
        expect([id, name, voteOf(id, { [name]: Number.NaN })]).toEqual([id, name, null]);
      }
    }
  });

  test('a breakout is measured against the 20 bars before, not against its own', () => {
    const bars = pricesOnly([...new Array<number>(260).fill(10), 10.5]);
    const voteAt = (t: number) => {
      const rating = rate(computeSeries(bars), t);
      return rating?.votes[VOTES.findIndex(({ id }) => id === 'donchian20')];
    };
    expect([voteAt(259), voteAt(260)]).toEqual([0, 1]);
  });

  test('every vote but Ichimoku says both buy and sell somewhere in 20 years of the S&P 500', () => {
    const series = computeSeries(spxBars(5105));
    const seen = VOTES.map(() => new Set<Vote>());
    for (let t = 249; t < series.close.length; t++) {
      rate(series, t)?.votes.forEach((vote, i) => {
        seen[i]?.add(vote);
      });
    }
    const silent = VOTES.filter((_, i) => !(seen[i]?.has(1) && seen[i]?.has(-1)));
    expect(silent.map(({ id }) => id)).toEqual(['ichimoku']);
    expect([...(seen[ICHIMOKU] ?? [])]).toEqual([0]);
  });
});

describe('the votes at bar 599 of the S&P 500 (2002-05-24), read off the golden values by hand', () => {
  const rating = rate(computeSeries(spxBars(600)), 599);
  // Close 1083.82: below every average but SMA 20 (1080.61) and VWMA 20 (1080.80).
  const want: Record<VoteId, Vote> = {
    ...{ sma10: -1, ema10: -1, sma20: 1, ema20: -1, sma30: -1, ema30: -1, sma50: -1, ema50: -1 },
    ...{ sma100: -1, ema100: -1, sma200: -1, ema200: -1, hull_ma9: -1, vwma20: 1 },
    // Never anything else: see `ichimoku` of the rules.
    ichimoku: 0,
    // RSI 47.5, %K 69.4, CCI 44.6, %R -39.5, UO 51.3: all in the middle.
    ...{ rsi14: 0, stochastic: 0, cci20: 0, williams_r14: 0, ultimate: 0 },
    // ADX falls from 21.9 to 20.5.
    adx14: 0,
    // AO -2.31, -2.28, -3.84: below 0 and turning down.
    awesome: -1,
    // 24.07 to 28.83.
    momentum10: 1,
    // -3.66 above -6.50.
    macd: 1,
    // Downtrend (EMA 50 1100.9), but %K 79.1; bull power 9.15 to 9.72 is rising.
    ...{ stochastic_rsi: 0, bull_bear_power13: 0 },
    // Stop 1075.15 below the close; bands 1049.9 to 1111.3; the 20 bars before went from 1049.0 to 1106.6.
    ...{ psar: 1, bollinger20: 0, donchian20: 0 },
    // OBV -35.03 bn below its average of -34.43 bn; CMF 0.022.
    ...{ obv: -1, cmf20: 0 },
  };

  test('are cast as they are worded', () => {
    expect(Object.fromEntries(VOTES.map(({ id }, i) => [id, rating?.votes[i]]))).toEqual(want);
  });

  test('make a Sell: averages (2 - 12) / 15, oscillators (2 - 1) / 11', () => {
    expect(rating).toMatchObject({ movingAverages: -10 / 15, oscillators: 1 / 11, verdict: 'Sell' });
    expect(rating?.rating).toBeCloseTo(-1 / 3 + 1 / 22, 15);
    expect(rating?.score).toBeCloseTo(100 / 3 + 50 / 22, 12);
  });
});
