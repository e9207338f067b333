import { describe, expect, test } from 'vitest';
import { holm, mannWhitney } from '../../../lib/profiles/analyses/rank-test.ts';
import { quantile } from '../../../lib/profiles/analyses/statistics.ts';

/** Every way to choose `size` of the values. */
function* choices(values: readonly number[], size: number): Generator<number[]> {
  const [first, ...rest] = values;
  if (size === 0) yield [];
  else if (first !== undefined) {
    for (const chosen of choices(rest, size - 1)) yield [first, ...chosen];
    yield* choices(rest, size);
  }
}

/** Two-sided p by enumeration: how often chance parts the ranks at least as far. No ties. */
function exactP(a: readonly number[], b: readonly number[]): number {
  const sorted = [...a, ...b].sort((x, y) => x - y);
  const ranks = sorted.map((_, index) => index + 1);
  const expected = (a.length * (ranks.length + 1)) / 2;
  const distance = Math.abs(a.reduce((sum, value) => sum + sorted.indexOf(value) + 1, 0) - expected);
  let all = 0;
  let asFar = 0;
  for (const chosen of choices(ranks, a.length)) {
    all += 1;
    asFar += Number(Math.abs(chosen.reduce((sum, rank) => sum + rank) - expected) >= distance);
  }
  return asFar / all;
}

describe('the rank test', () => {
  const b = [2, 4, 6, 8, 10, 12, 14, 16];
  test.each([0, 3, 6, 9])('agrees with counting every order, shift %i', (shift) => {
    const a = b.map((value) => value + shift + 0.5);
    expect(mannWhitney(a, b).p).toBeCloseTo(exactP(a, b), 1.7);
  });

  test('finds nothing among equal values', () => {
    expect(mannWhitney([1, 1, 1], [1, 1])).toEqual({ p: 1, superiority: 0.5 });
  });

  test('tells the direction', () => {
    expect(mannWhitney([5, 6], [1, 5]).superiority).toBe(0.875);
  });
});

test('Holm multiplies by the comparisons left and never falls', () => {
  expect(holm([0.01, 0.04, 0.03]).map((p) => Number(p.toFixed(4)))).toEqual([0.03, 0.06, 0.06]);
});

test('quantiles count zeros that are not written out', () => {
  expect(quantile([4, 2], 0.5, 1)).toBe(2);
  expect(quantile([4, 2], 0.9, 8)).toBeCloseTo(quantile([4, 2, 0, 0, 0, 0, 0, 0, 0, 0], 0.9));
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});
