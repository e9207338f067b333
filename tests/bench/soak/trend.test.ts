import { describe, expect, test } from 'vitest';
import { fitLine, keepsRule, type Point, secondHalf } from '../../../bench/soak/trend.ts';

const series = (of: (nth: number) => number): Point[] =>
  Array.from({ length: 40 }, (_, nth) => ({ jobs: nth * 100, value: of(nth) }));
/** Goes up and down by one, without a trend. */
const noise = (nth: number) => ((nth * 7) % 5) / 2 - 1;
const FLAT = { kind: 'flat', part: 0.05, atLeast: 0 } as const;
const LINEAR = { kind: 'linear', part: 0.1 } as const;

describe('the trend of a soak', () => {
  test('is the line that the points lie on', () => {
    const line = fitLine(series((nth) => 50 + 2 * nth));
    expect(line.slope).toBeCloseTo(0.02, 10);
    expect(line.error).toBeCloseTo(0, 10);
    expect([line.start, line.end]).toEqual([expect.closeTo(50, 8), expect.closeTo(128, 8)]);
  });

  test('needs three points at different numbers of jobs', () => {
    expect(() => fitLine(series(() => 1).slice(0, 2))).toThrow('three points');
    expect(() => fitLine([1, 2, 3].map((value) => ({ jobs: 5, value })))).toThrow('different');
  });

  test('is read off the second half', () => {
    expect(secondHalf(series((nth) => nth))[0]).toEqual({ jobs: 2_000, value: 20 });
  });
});

describe('a soak', () => {
  test('calls noise flat, and a leak within that noise a leak', () => {
    expect(
      keepsRule(
        series((nth) => 50 + noise(nth)),
        FLAT,
      ),
    ).toBe(true);
    expect(
      keepsRule(
        series((nth) => 50 + noise(nth) + nth / 2),
        FLAT,
      ),
    ).toBe(false);
  });

  test('forgives warming up, and growth too small to matter', () => {
    expect(
      keepsRule(
        series((nth) => (nth < 15 ? nth * 10 : 150) + noise(nth)),
        FLAT,
      ),
    ).toBe(true);
    expect(
      keepsRule(
        series((nth) => 1_000 + nth),
        FLAT,
      ),
    ).toBe(true);
  });

  test('calls what shrinks flat', () => {
    expect(
      keepsRule(
        series((nth) => 100 - nth),
        FLAT,
      ),
    ).toBe(true);
  });

  test('tells growth in step with the jobs from growth that speeds up', () => {
    expect(
      keepsRule(
        series((nth) => 7 * nth + noise(nth)),
        LINEAR,
      ),
    ).toBe(true);
    expect(
      keepsRule(
        series((nth) => nth * nth),
        LINEAR,
      ),
    ).toBe(false);
  });
});
