import { describe, expect, test } from 'vitest';
import { NSE_TICKS, onTick, TOKYO_TICKS, tickAt, US_TICKS } from '../../../lib/stocks/money/ticks.ts';

describe('the step of prices', () => {
  test('depends on the price', () => {
    expect([249.99, 250, 1000, 1001, 6000, 25_000].map((price) => tickAt(NSE_TICKS, price))).toEqual([
      0.01, 0.05, 0.05, 0.1, 0.5, 5,
    ]);
    expect([0.5, 1].map((price) => tickAt(US_TICKS, price))).toEqual([0.0001, 0.01]);
    expect([3000, 3001, 40_000].map((price) => tickAt(TOKYO_TICKS, price))).toEqual([1, 5, 50]);
  });
});

describe('a price on a step', () => {
  test('goes where it is told to', () => {
    expect([
      onTick(1234.56, 0.1, 'down'),
      onTick(1234.51, 0.1, 'up'),
      onTick(1234.56, 0.1, 'nearest'),
    ]).toEqual([1234.5, 1234.6, 1234.6]);
  });

  test('stays where it is, but for the noise of floating point', () => {
    for (const direction of ['down', 'up', 'nearest'] as const) {
      expect(onTick(0.1 + 0.2, 0.05, direction)).toBe(0.3);
      expect(onTick(68.369998, 0.01, 'nearest')).toBe(68.37);
      expect(onTick(3005, 5, direction)).toBe(3005);
    }
  });
});
