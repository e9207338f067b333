import { describe, expect, test } from 'vitest';
import { holm, stratifiedTest } from '../../../lib/profiles/analyses/rank-test.ts';
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
    expect(stratifiedTest([{ a, b }]).p).toBeCloseTo(exactP(a, b), 1.7);
  });

  test('finds nothing among equal values', () => {
    const { p, superiority } = stratifiedTest([{ a: [1, 1, 1], b: [1, 1] }]);
    expect([p, superiority.value]).toEqual([1, 0.5]);
  });

  test('tells the direction and the ratio of value + 1', () => {
    const { superiority, ratio } = stratifiedTest([{ a: [5, 6], b: [1, 5] }]);
    expect(superiority.value).toBe(0.875);
    expect(ratio.value).toBeCloseTo(7 / 6, 5);
  });

  test('compares within groups alone', () => {
    const groups = [0, 100, 1_000, 10_000].map((level) => ({ a: [level], b: [level, level, level] }));
    expect(stratifiedTest(groups).p).toBe(1);
  });

  test('a difference that one group alone shows does not hold', () => {
    const alone = { a: [9, 9, 9, 9], b: [1, 1, 1, 1] };
    const others = [0.1, 0.2, 0.3, 0.4, 0.5].map((step) => ({ a: [2 + step, 4], b: [2, 3 + step, 5] }));
    expect(stratifiedTest([alone, ...others]).p).toBeGreaterThan(0.05);
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
