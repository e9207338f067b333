import { describe, expect, test } from 'vitest';
import { dailyBars } from '../../../lib/stocks/market/bars.ts';
import type { Row } from '../../../lib/stocks/market/rows.ts';

const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
const moving = (i: number, volume: number): Row => ({
  ...{ date: day(i), open: 100 + i, high: 102 + i, low: 99 + i, close: 101 + i, volume },
});
const flat = (i: number, close: number, volume = 0): Row => ({
  ...{ date: day(i), open: close, high: close, low: close, close, volume },
});
const read = (rows: Row[]) => dailyBars({ ticker: 'X', currency: 'INR', rows });

describe('a row without movement or volume', () => {
  test('is no trading day where volume is traded: dropped, counted, named', () => {
    const { bars, quality } = read([moving(0, 500), moving(1, 500), flat(2, 102), moving(3, 500)]);
    expect([bars.dates, bars.dropped]).toEqual([[day(0), day(1), day(3)], 1]);
    expect(quality.findings).toMatchObject([{ code: 'phantom_row', count: 1, dates: [day(2)] }]);
  });

  test('is kept if it moved, or if it was traded', () => {
    const { bars } = read([moving(0, 500), moving(1, 0), flat(2, 102, 3), moving(3, 500)]);
    expect([bars.dates.length, bars.dropped]).toEqual([4, 0]);
  });

  test('of an index, a currency or a fund, which have no volume, is a day', () => {
    const { bars, quality } = read([moving(0, 0), flat(1, 101), moving(2, 0), flat(3, 103)]);
    expect([bars.dates.length, bars.dropped]).toEqual([4, 0]);
    expect(quality.findings.map(({ code }) => code)).toEqual(['zero_volume']);
  });
});
