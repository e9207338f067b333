import { describe, expect, test } from 'vitest';
import { leadLowerBound, wilsonInterval } from '../../../lib/stocks/evidence/proportions.ts';

const Z = 1.959964;
const of = (successes: number, n: number) => ({ share: successes / n, n });

describe('the Wilson interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is the published one', (successes, n, low, high) => {
    const interval = wilsonInterval(of(successes, n), Z);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('never leaves 0 to 1', () => {
    expect(wilsonInterval(of(0, 20), Z).low).toBe(0);
    expect(wilsonInterval(of(20, 20), Z).high).toBe(1);
  });
});

describe('the lower bound of a lead', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524],
    [9, 10, 3, 10, 0.1705],
    [10, 10, 0, 10, 0.6075],
  ])('of %d in %d over %d in %d is the published one', (a, n, b, m, low) => {
    expect(leadLowerBound(of(a, n), of(b, m), Z)).toBeCloseTo(low, 4);
  });

  test('is below that of a base without uncertainty, which the Wilson bound gives', () => {
    const own = of(60, 100);
    const certain = wilsonInterval(own, Z).low - 0.45;
    expect(leadLowerBound(own, of(45, 100), Z)).toBeLessThan(certain);
    expect(leadLowerBound(own, of(45e9, 1e11), Z)).toBeCloseTo(certain, 4);
  });
});
