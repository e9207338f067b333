import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../../lib/stocks/evidence/normal.ts';

describe('the normal quantile', () => {
  // From tables of the standard normal distribution; the last three by AS 241 (Wichura 1988).
  test.each([
    [0.5, 0],
    [0.6, 0.2533471031357998],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446008],
    [0.95, 1.6448536269514715],
    [0.975, 1.9599639845400536],
    [0.98, 2.0537489106318225],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [0.00001, -4.2648907939228256],
    [0.05 / 11_000, -4.437738207838718],
    [1e-10, -6.361340902404056],
  ])('of %d is %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1.2e-9 * Math.max(1, Math.abs(z)));
  });

  test('is as far below the centre as above it, and rises through the joins of its three pieces', () => {
    for (const p of [0.001, 0.02424, 0.02426, 0.3]) {
      expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 8);
    }
    expect(normalQuantile(0.02424)).toBeLessThan(normalQuantile(0.02426));
  });

  test('exists only between 0 and 1', () => {
    expect([0, 1, -0.1, 1.1, Number.NaN].map(normalQuantile)).toEqual(new Array(5).fill(Number.NaN));
  });
});
