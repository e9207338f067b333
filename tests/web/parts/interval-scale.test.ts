import { describe, expect, test } from 'vitest';
import { inWords, placed, SHARES } from '../../../web/parts/interval-scale.ts';
import { percent } from '../../../web/words/count.ts';

const ESTIMATE = { value: 0.47, low: 0.36, high: 0.59, base: 0.45, n: 68 };
const WORDS = { format: percent, of: 'separate trades', baseIs: 'a trade on any day' };

describe('an estimate', () => {
  test('stands on its scale with its interval and its base', () => {
    expect(placed(ESTIMATE, SHARES)).toEqual({ from: 36, to: 59, at: 47, base: 45 });
    expect(placed({ ...ESTIMATE, value: 0, low: -1, high: 3, base: null }, { min: -0.5, max: 0.5 })).toEqual({
      from: 0,
      to: 100,
      at: 50,
      base: null,
    });
  });

  test('says in words what its bar says', () => {
    expect(inWords(ESTIMATE, WORDS)).toBe(
      '47 %, 95 % interval 36 % to 59 %, from 68 separate trades; a trade on any day 45 %.',
    );
  });

  test('that nobody could make is not drawn, and says so', () => {
    const none = { value: null, low: null, high: null, base: 0.4, n: 0 };
    expect(placed(none, SHARES)).toBeNull();
    expect(inWords(none, WORDS)).toBe('Not known: no separate trades.');
  });
});
