import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { decide } from '../../../lib/stocks/rating/cast.ts';
import type { StoredValues, StoredVotes } from '../../../lib/stocks/rating/explain.ts';
import { ratingOf } from '../../../lib/stocks/rating/rate.ts';
import { RULES } from '../../../lib/stocks/rating/rules.ts';
import { strategyOf } from '../../../lib/stocks/rating/strategies.ts';
import { valuesAt } from '../../../lib/stocks/rating/values.ts';
import { voteListOf } from '../../../lib/stocks/rating/vote-lists.ts';
import { VOTES, VOTES_VERSION, type VoteDefinition, type VoteId } from '../../../lib/stocks/rating/votes.ts';
import { nearFlips as flipsIn } from '../../../lib/stocks/verdict/near-flips.ts';
import { nearestFlip as flipOf } from '../../../lib/stocks/verdict/vote-flips.ts';
import { spxBars } from '../bars.ts';
import { handMade } from './hand-made.ts';

const list = voteListOf(VOTES_VERSION);
if (list === null) throw new Error('the present list is unknown');
const nearFlips = (stored: StoredVotes) => flipsIn(stored, list);
const nearestFlip = (definition: VoteDefinition & { id: VoteId }, values: StoredValues) =>
  flipOf(definition, RULES[definition.id], values);

const textOf = (id: string, stored: ReturnType<typeof handMade>) =>
  nearFlips(stored).find((flip) => flip.id === id)?.text;

describe('the votes nearest to turning', () => {
  test('are told with the price that turns them, in percent of the close', () => {
    expect(textOf('sma50', handMade('balanced', 90, { sma50: 100.4 }))).toBe(
      'SMA 50 at 100.4 is 0.4 % above the close: a close above it turns this vote to buy.',
    );
    expect(textOf('sma50', handMade('balanced', 90, { sma50: 99.75 }))).toBe(
      'SMA 50 at 99.75 is 0.25 % below the close: a close below it turns this vote to sell.',
    );
    expect(textOf('sma50', handMade('balanced', 90, { sma50: 100 }))).toBe(
      'SMA 50 at 100 is the close: a close above it turns this vote to buy.',
    );
    expect(textOf('donchian20', handMade('breakout', 90, { donchian_high: 101 }))).toBe(
      'Donchian channel 20: highest high at 101 is 1 % above the close: a close above it turns this vote to buy.',
    );
    expect(textOf('bollinger20', handMade('mean_reversion', 90, { bollinger_lower: 99 }))).toBe(
      'Bollinger bands 20, 2: lower band at 99 is 1 % below the close: a close below it turns this vote to buy.',
    );
  });

  test('are told with the level of their scale, or the number that they are compared with', () => {
    expect(textOf('rsi14', handMade('balanced', 50, { rsi14: 29.5, rsi14_before: 25 }))).toBe(
      'RSI 14: RSI 29.5 is 0.5 below 30: above it this vote turns to neutral.',
    );
    expect(textOf('rsi14', handMade('balanced', 50, { rsi14: 75, rsi14_before: 74.8 }))).toBe(
      'RSI 14: RSI 75 is 0.2 above the bar before 74.8: below it this vote turns to sell.',
    );
    expect(textOf('cmf20', handMade('breakout', 50, { cmf20: 0.04 }))).toBe(
      'Chaikin money flow 20: CMF 0.04 is 0.01 below 0.05: above it this vote turns to buy.',
    );
    expect(textOf('macd', handMade('balanced', 50, { macd_line: 2, macd_signal: 1.99 }))).toBe(
      'MACD 12, 26, 9: MACD 2 is 0.01 above signal 1.99: below it this vote turns to sell.',
    );
    expect(textOf('ultimate', handMade('balanced', 50, { ultimate: 68.5 }))).toBe(
      'Ultimate Oscillator 7, 14, 28: UO 68.5 is 1.5 below 70: above it this vote turns to buy.',
    );
  });

  test('come nearest first, at most five, a price by its percent and an oscillator by its part of the range', () => {
    const stored = handMade('balanced', 50, {
      ...{ sma10: 99, ema10: 98, sma20: 97, ema20: 96, sma30: 95 },
      ...{ ultimate: 68.5, adx14: 30, adx14_before: 10, plus_di14: 25, minus_di14: 20 },
    });
    const flips = nearFlips(stored).map(({ id, distance }) => [id, Number(distance.toFixed(6))]);
    expect(flips).toEqual([
      ['sma10', 0.01],
      ['ultimate', 0.015],
      ['ema10', 0.02],
      ['sma20', 0.03],
      ['ema20', 0.04],
    ]);
  });

  test('say what rating and verdict would be', () => {
    // 13 averages buy, SMA 50 sells: 12/30. With it 14/30, still a Buy.
    const [flip] = nearFlips(handMade('balanced', 90, { sma50: 100.4 })).filter(({ id }) => id === 'sma50');
    expect(flip).toMatchObject({
      to: 1,
      number: 'close',
      now: 100,
      level: 100.4,
      above: true,
      verdict: 'Buy',
    });
    expect(flip?.rating).toBeCloseTo(14 / 30, 12);
  });

  test('weigh something in the strategy: no band in the published rating', () => {
    const stored = handMade('balanced', 90, { bollinger_lower: 99.9, psar: 99.9 });
    expect(nearFlips(stored).filter(({ id }) => id === 'bollinger20' || id === 'psar')).toEqual([]);
  });

  test('leave out what one number cannot turn: RSI in the middle, and the balance of volume', () => {
    const of = (id: string, values: Parameters<typeof handMade>[2]) => {
      const definition = VOTES.find((vote) => vote.id === id);
      return definition && nearestFlip(definition, handMade('breakout', 90, values).values);
    };
    expect(of('rsi14', { rsi14: 69, rsi14_before: 50 })).toBeNull();
    expect(of('obv', { obv: 100, obv_ema20: 99 })).toBeNull();
    expect(of('cmf20', { cmf20: Number.NaN })).toBeNull();
  });
});

describe('on real bars', () => {
  const series = computeSeries(spxBars(1200));

  test('every level told turns its vote, and half the way to it does not', () => {
    for (let t = 249; t < 1200; t += 7) {
      const values = valuesAt(series, t);
      for (const definition of VOTES) {
        const flip = nearestFlip(definition, values);
        if (flip === null) continue;
        const read = definition.reads.map(([name]) => values[name]);
        const place = definition.reads.findIndex(([name]) => name === flip.number);
        const voteAt = (number: number) => decide(RULES[definition.id], read.with(place, number));
        const step = Math.max(Math.abs(flip.level), Math.abs(flip.now)) * 1e-8;
        const past = flip.above ? flip.level + step : flip.level - step;
        expect([t, definition.id, voteAt(past)]).toEqual([t, definition.id, flip.to]);
        expect(voteAt((flip.now + flip.level) / 2)).toBe(voteAt(flip.now));
      }
    }
  });

  test('no nearer close turns a vote of price levels', () => {
    const byClose = VOTES.filter(({ reads }) => reads[0][0] === 'close');
    fc.assert(
      fc.property(fc.integer({ min: 249, max: 1199 }), fc.nat(999), (t, part) => {
        const values = valuesAt(series, t);
        for (const definition of byClose) {
          const flip = nearestFlip(definition, values);
          const nearest = flip?.distance ?? 0.2;
          const share = (nearest * part) / 1000;
          const read = definition.reads.map(([name]) => values[name]);
          for (const close of [values.close * (1 + share), values.close * (1 - share)]) {
            expect(decide(RULES[definition.id], read.with(0, close))).toBe(
              decide(RULES[definition.id], read),
            );
          }
        }
      }),
    );
  });

  test('the rating told is the rating of the turned votes', () => {
    const values = valuesAt(series, 700);
    const votes = VOTES.map(({ id, reads }) =>
      decide(
        RULES[id],
        reads.map(([name]) => values[name]),
      ),
    );
    for (const flip of nearFlips({ strategy: 'weekly_target', votes, values, barCount: 700 })) {
      const turned = votes.with(
        VOTES.findIndex(({ id }) => id === flip.id),
        flip.to,
      );
      expect(flip.rating).toBe(ratingOf(turned, strategyOf('weekly_target'))?.rating);
    }
  });
});
