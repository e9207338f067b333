import { describe, expect, test } from 'vitest';
import { ENTRY_REASONS, entryAt } from '../../../lib/stocks/plan/entry.ts';

const NONE = { sma20: null, ema50: null, low20: null };

describe('an entry', () => {
  test('is the close where the strategy enters there, whatever stands below', () => {
    expect(entryAt('close', 100, 2, { sma20: 99, ema50: 99, low20: 99 })).toEqual({
      price: 100,
      code: 'close',
    });
  });

  test('is the nearest support within 1 ATR below the close', () => {
    const supports = { sma20: 98.5, ema50: 99.5, low20: 97 };
    expect(entryAt('support', 100, 2, supports)).toEqual({ price: 99.5, code: 'ema50' });
    expect(entryAt('support', 100, 2, { ...supports, low20: 99.8 })).toEqual({ price: 99.8, code: 'low20' });
    expect(entryAt('support', 100, 2, { ...supports, ema50: 101 })).toEqual({ price: 98.5, code: 'sma20' });
  });

  test('takes a support exactly 1 ATR below, and none further down, at the close or above it', () => {
    expect(entryAt('support', 100, 2, { ...NONE, sma20: 98 })).toEqual({ price: 98, code: 'sma20' });
    for (const sma20 of [97.99, 100, 100.5, null, Number.NaN]) {
      const found = entryAt('support', 100, 2, { ...NONE, sma20 });
      expect([sma20, found]).toEqual([sma20, { price: 100, code: 'no_support' }]);
    }
  });

  test('has a sentence for each reason', () => {
    for (const text of Object.values(ENTRY_REASONS)) expect(text).toMatch(/^Entry at .*\.$/);
  });
});
