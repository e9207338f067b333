import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  rollingDeviation,
  rollingMean,
  rollingRange,
  rollingSum,
} from '../../../lib/stocks/indicators/rolling.ts';
import { evenly } from '../bars.ts';

const total = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0);
const mean = (x: Float64Array) => total(x) / x.length;
const deviation = (x: Float64Array) => Math.sqrt(mean(x.map((value) => (value - mean(x)) ** 2)));

/** What the window functions promise, window by window. */
const DEFINED: Record<string, [(x: Float64Array, n: number, from: number) => Float64Array, typeof total]> = {
  sum: [rollingSum, total],
  mean: [rollingMean, mean],
  deviation: [rollingDeviation, deviation],
  highest: [(x, n, from) => rollingRange(x, x, n, from).highest, (x) => Math.max(...x)],
  lowest: [(x, n, from) => rollingRange(x, x, n, from).lowest, (x) => Math.min(...x)],
};

const someNumbers = fc.array(evenly(-1000, 1000), { maxLength: 60, size: 'max' });

describe.each(Object.entries(DEFINED))('rolling %s', (_name, [rolling, define]) => {
  test('is the definition applied to each window, and NaN before the first', () => {
    fc.assert(
      fc.property(someNumbers, fc.integer({ min: 1, max: 12 }), fc.nat(5), (numbers, n, from) => {
        const x = Float64Array.from(numbers);
        const got = rolling(x, n, from);
        expect(got.length).toBe(x.length);
        got.forEach((value, i) => {
          if (i < from + n - 1) expect(value).toBeNaN();
          else expect(Math.abs(value - define(x.slice(i - n + 1, i + 1)))).toBeLessThan(1e-9);
        });
      }),
    );
  });

  test('does not drift over 100,000 values, nor after values a billion times larger', () => {
    const x = Float64Array.from({ length: 100_000 }, (_unused, i) => 100 + Math.sin(i) + (i % 7));
    x.fill(1e11, 40_000, 40_050);
    const got = rolling(x, 20, 0);
    for (const i of [19, 500, 40_069, 40_070, 99_999]) {
      const want = define(x.slice(i - 19, i + 1));
      expect(Math.abs((got[i] ?? Number.NaN) - want)).toBeLessThan(1e-12 * Math.max(1, Math.abs(want)));
    }
  });
});

test('a window of equal values has exactly that mean and no deviation, whatever came before', () => {
  fc.assert(
    fc.property(someNumbers, evenly(0.001, 1e5), (numbers, value) => {
      const x = Float64Array.from([...numbers, ...new Array<number>(9).fill(value)]);
      expect(rollingMean(x, 9).at(-1)).toBe(value);
      expect(rollingDeviation(x, 9).at(-1)).toBe(0);
    }),
  );
});

test('a rolling sum over zeros is exactly zero, whatever came before', () => {
  const x = Float64Array.from([0.1, 0.7, 1e9, 0.3, 0, 0, 0]);
  expect(rollingSum(x, 3).at(-1)).toBe(0);
});
