import { describe, expect, test } from 'vitest';
import type { PooledCell } from '../../../../lib/stocks/evidence/pooled/months.ts';
import { poolEvidence } from '../../../../lib/stocks/evidence/pooled/pool-evidence.ts';
import { poolFigures } from '../../../../lib/stocks/evidence/pooled/pool-figures.ts';
import { normals, poolOfWalks, weekdays } from './walks.ts';

/** A month of trades that win 1.5 R or lose 1 R, all of them separate, in units of 1/10,000 R. */
const cell = (month: number, bucket: number, trades: number, rate: number): PooledCell => {
  const wins = Math.round(trades * rate);
  const result = 10_000 * (1.5 * wins - (trades - wins));
  return { month, bucket, trades, wins, result, separate: trades };
};

const months = (count: number) => Array.from({ length: count }, (_, i) => 600 + i);

describe('the finding', () => {
  test('is better where buys won more often than any day in every month', () => {
    const cells = months(24).flatMap((m) => [cell(m, 0, 2_000, 0.4), cell(m, 1, 500, m % 2 ? 0.52 : 0.48)]);
    expect(poolFigures(cells, 1)).toMatchObject({
      finding: 'better',
      n: 12_000,
      win_rate: 0.5,
      base_win_rate: 0.4,
    });
  });

  test('is no edge where they were more in good months, however many symbols bought', () => {
    // In each month buys won as often as any day; half of the months were good, and most buys fell into two of them.
    const rate = (m: number) => (m % 2 ? 0.6 : 0.2);
    const buys = (m: number) => (m === 601 || m === 611 ? 5_000 : 500);
    const cells = months(24).flatMap((m) => [cell(m, 0, 20_000, rate(m)), cell(m, 1, buys(m), rate(m))]);
    const figures = poolFigures(cells, 1);
    expect(figures).toMatchObject({ finding: 'too_few', win_rate: 0.4857, base_win_rate: 0.4 });
    expect(figures.effective_n_windows).toBe(21_000);
    expect(figures.effective_n_days).toBeLessThan(200);
    expect(figures.effective_months).toBeLessThan(8);
  });

  test('needs ten months', () => {
    const cells = (count: number) =>
      months(count).flatMap((m) => [cell(m, 0, 2_000, 0.4), cell(m, 1, 500, 0.5)]);
    expect(poolFigures(cells(9), 1).finding).toBe('too_few');
    expect(poolFigures(cells(10), 1).finding).toBe('better');
  });

  test('needs more where more was tried', () => {
    const cells = months(24).flatMap((m) => [cell(m, 0, 2_000, 0.4), cell(m, 1, 100, m % 2 ? 0.5 : 0.38)]);
    expect(poolFigures(cells, 1).finding).toBe('better');
    expect(poolFigures(cells, 1_000).finding).toBe('no_edge');
  });

  test('is not better by win rate alone: often a little, seldom a lot lost', () => {
    const cells = months(24).flatMap((m) => [
      cell(m, 0, 2_000, 0.4),
      { ...cell(m, 1, 500, 0.6), result: -1_000 * 500 },
    ]);
    expect(poolFigures(cells, 1)).toMatchObject({ finding: 'no_edge', win_rate: 0.6, expectancy_r: -0.1 });
  });
});

describe('a market that all symbols share', () => {
  const dates = weekdays(520);

  test('makes no edge of walks, and takes most of the weight from their number', () => {
    const normal = normals(11);
    const found = Array.from({ length: 8 }, () => {
      const factor = dates.map(normal);
      return poolFigures(poolOfWalks(25, { dates, normal, factor, loading: 0.9 }), 1);
    });
    expect(found.filter(({ finding }) => finding === 'better')).toEqual([]);
    for (const { effective_n_days, effective_n_windows } of found) {
      expect(effective_n_days).toBeLessThan(effective_n_windows);
    }
  });

  test('is not made up where there is none', () => {
    const { effective_n_days, effective_n_windows } = poolFigures(
      poolOfWalks(60, { dates, normal: normals(12) }),
      1,
    );
    expect(effective_n_days).toBeGreaterThan(effective_n_windows / 4);
  });

  test('does not hide an edge that is there', () => {
    const normal = normals(13);
    const factor = dates.map(normal);
    const cells = poolOfWalks(150, { dates, normal, factor, loading: 0.3, trends: 0.3 });
    expect(poolFigures(cells, 1).finding).toBe('better');
  });
});

describe('the parts', () => {
  test('add up to the whole, and are corrected for their number', () => {
    const cells = poolOfWalks(20, { dates: weekdays(520), normal: normals(14) });
    const { all, scoreBuckets, years } = poolEvidence(cells, 3);
    const sum = (parts: { figures: { n: number; effective_n_windows: number } }[]) => [
      parts.reduce((total, { figures }) => total + figures.n, 0),
      parts.reduce((total, { figures }) => total + figures.effective_n_windows, 0),
    ];
    expect(sum(scoreBuckets)).toEqual([all.n, all.effective_n_windows]);
    expect(sum(years)).toEqual([all.n, all.effective_n_windows]);
    expect(years.map(({ year }) => year)).toEqual([2024, 2025]);
    expect([all.comparisons, scoreBuckets[0]?.figures.comparisons, years[0]?.figures.comparisons]).toEqual([
      3, 12, 6,
    ]);
  });

  test('say so where there is nothing', () => {
    const { all, years } = poolEvidence([], 1);
    expect(all).toMatchObject({
      finding: 'too_few',
      n: 0,
      win_rate: null,
      sentence: 'No finished trade. Too few to tell.',
    });
    expect(years).toEqual([]);
  });
});
