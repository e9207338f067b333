import { describe, expect, test } from 'vitest';
import { dailyBars, type Row } from '../../../lib/sources/market/bars.ts';

const good: Row = { date: '2024-01-02', open: 10, high: 12, low: 9, close: 11, volume: 500 };

describe('dailyBars', () => {
  test.each([
    ['a null open', { open: null }],
    ['a null high', { high: null }],
    ['a null low', { low: null }],
    ['a null close', { close: null }],
    ['a null volume', { volume: null }],
    ['a high below the low', { high: 8.99 }],
    ['a price of zero', { low: 0 }],
    ['a negative price', { close: -11 }],
    ['a price that is not a number', { open: Number.NaN }],
    ['an infinite price', { high: Number.POSITIVE_INFINITY }],
    ['a negative volume', { volume: -1 }],
  ])('a row with %s is dropped and counted', (_name, fault) => {
    const bars = dailyBars('X', 'USD', [good, { ...good, date: '2024-01-03', ...fault }]);
    expect([bars.dates, bars.dropped]).toEqual([['2024-01-02'], 1]);
  });

  test('a day without trades or without a range is kept', () => {
    const still = { date: '2024-01-02', open: 10, high: 10, low: 10, close: 10, volume: 0 };
    expect(dailyBars('X', 'USD', [still])).toMatchObject({ dates: ['2024-01-02'], dropped: 0 });
  });

  test('dates rise strictly whatever order the rows come in', () => {
    const rows = ['2024-01-03', '2024-01-02', '2024-01-03', '2024-01-05', '2024-01-04'];
    const bars = dailyBars(
      'X',
      'USD',
      rows.map((date, i) => ({ ...good, date, volume: i })),
    );
    expect(bars.dates).toEqual(['2024-01-03', '2024-01-05']);
    expect([...bars.volume]).toEqual([2, 3]);
    expect(bars.dropped).toBe(3);
  });

  test('a bad second row of a day does not displace the good first one', () => {
    const bars = dailyBars('X', 'USD', [good, { ...good, close: null }]);
    expect([bars.dates.length, bars.dropped]).toEqual([1, 1]);
  });
});
