import { describe, expect, test } from 'vitest';
import type { StrategyId } from '../../../lib/stocks/rating/strategies.ts';
import type { VoteValues } from '../../../lib/stocks/rating/values.ts';
import { explainVerdict } from '../../../lib/stocks/verdict/explain-verdict.ts';
import { handMade } from './hand-made.ts';

const told = (average: number, values: Partial<VoteValues>, strategy: StrategyId = 'balanced') =>
  explainVerdict(handMade(strategy, average, values)).conflicts;

describe('conflicting evidence', () => {
  test('is not invented where nothing disagrees', () => {
    expect(told(90, {})).toEqual([]);
    expect(told(90, { momentum10: 1, obv: 5, obv_ema20: 5 })).toEqual([]);
    expect(told(110, { momentum10: -1, obv: 5, obv_ema20: 5 })).toEqual([]);
    expect(told(110, { momentum10: -1, obv: -1, cmf20: -0.1 })).toEqual([]);
  });

  test('between moving averages and oscillators is said, either way round', () => {
    const falling = { macd_line: -1, momentum10: -1, ultimate: 20 };
    expect(told(90, falling)).toContain('Moving averages say buy (0.93), oscillators say sell (-0.27).');
    const rising = { macd_line: 1, momentum10: 1, ultimate: 80 };
    expect(told(110, rising)).toContain('Moving averages say sell (-0.93), oscillators say buy (0.27).');
  });

  test('of a kind of evidence with the verdict is said, and whether it counts', () => {
    expect(told(90, { cmf20: -0.1 })).toEqual([
      'The verdict by Technical Ratings is Buy, but volume says sell (0 buy, 1 sell); it does not count in this strategy.',
    ]);
    expect(told(90, { cmf20: -0.1 }, 'trend')).toContain(
      'The verdict by MACD, ADX and long averages is Strong Buy, but volume says sell (0 buy, 1 sell).',
    );
  });

  test('of the trend with RSI and ADX is said beyond their levels alone', () => {
    expect(told(90, { rsi14: 71, rsi14_before: 71 })).toEqual([
      'The trend says buy, but RSI 71 is above 70: the rise is overbought.',
    ]);
    expect(told(110, { rsi14: 29, rsi14_before: 29 })).toEqual([
      'The trend says sell, but RSI 29 is below 30: the fall is oversold.',
    ]);
    expect(told(90, { adx14: 19.5 })).toEqual([
      'The trend says buy, but ADX 19.5 is below 20: hardly any trend.',
    ]);
    expect(told(90, { rsi14: 70, rsi14_before: 70, adx14: 20 })).toEqual([]);
  });

  test('of the price with the balance of volume is said', () => {
    expect(told(90, { momentum10: 1, obv: 4, obv_ema20: 5 })).toContain(
      'The close is up over 10 bars, but OBV is below its average: volume does not confirm the rise.',
    );
    expect(told(110, { momentum10: -1, obv: 5, obv_ema20: 4 })).toContain(
      'The close is down over 10 bars, but OBV is above its average: volume does not confirm the fall.',
    );
  });

  test('of a strategy with the published rating is said', () => {
    expect(told(110, { bollinger_lower: 101 }, 'mean_reversion')).toContain(
      'The verdict by RSI and Bollinger bands is Buy (0.25), by the published rating Sell (-0.47).',
    );
  });
});
