import { describe, expect, test } from 'vitest';
import { median, slope, summary } from '../../../bench/field/statistics.ts';

/** A chain whose n-th step takes `stepMs(n)`, after 40 ms for the job. */
function chainOf(steps: number, stepMs: (nth: number) => number) {
  const all = Array.from({ length: steps }, (_, nth) => stepMs(nth));
  return { steps, ms: 40 + all.reduce((sum, ms) => sum + ms, 0) };
}
const LENGTHS = [10, 100, 1_000, 3_000];

describe('figures of several rounds', () => {
  test('have the middle one, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 6])).toBe(5.5);
    expect(() => median([])).toThrow(RangeError);
  });

  test('say from where to where they reach', () => {
    expect(summary([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3, rounds: 3 });
  });

  test('are no figure if one round was not done in time', () => {
    expect(summary([3, { over: 60 }, 2])).toEqual({ over: 60 });
  });
});

describe('the slope of chains', () => {
  test('is nothing where each step takes the same time, whatever the job costs', () => {
    expect(slope(LENGTHS.map((length) => chainOf(length, () => 5)))).toBeCloseTo(0, 9);
  });

  test('is what a step gains over a thousand others', () => {
    const growing = LENGTHS.map((length) => chainOf(length, (nth) => 5 * (1 + nth / 1_000)));
    // Early steps are those from 10 to 1,000 here, 7.5 ms in the middle; late ones take 15 ms, 1,495 steps later.
    expect(slope(growing)).toBeCloseTo((15 / 7.525 - 1) / 1.495 / 0.01, 0);
  });

  test('needs three lengths', () => {
    expect(slope([chainOf(10, () => 5), chainOf(100, () => 5)])).toBeNull();
  });
});
