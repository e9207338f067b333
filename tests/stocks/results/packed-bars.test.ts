import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf } from '../../../lib/stocks/results/day-number.ts';
import { packBars, unpackBars } from '../../../lib/stocks/results/packed-bars.ts';

const FIRST = '2019-12-30';
const splits = [{ date: '2020-08-31', ratio: 4 }];

function barsOf(rows: readonly (readonly [number, number])[], dividends: readonly number[] = []) {
  const prices = Float64Array.from(rows, ([price]) => price);
  const volume = Float64Array.from(rows, ([, count]) => count);
  return {
    ...{ ticker: 'T', currency: 'USD', splits, dropped: 0 },
    dates: rows.map((_, i) => dayOf(dayNumber(FIRST) + i)),
    ...{
      open: prices,
      high: prices.map((x) => x * 1.5),
      low: prices.map(Math.fround),
      close: prices,
      volume,
    },
    dividends: Float64Array.from(rows, (_, i) => dividends[i] ?? 0),
  };
}

const shown = ({ dates, open, high, low, close, volume, dividends }: ReturnType<typeof barsOf>) => ({
  ...{ dates, splits, open: [...open], high: [...high], low: [...low], close: [...close] },
  ...{ volume: [...volume], dividends: [...dividends] },
});

describe('packed bars', () => {
  test.each([
    ['none', barsOf([])],
    ['one', barsOf([[0.05, 0]])],
    [
      'in cents',
      barsOf(
        [
          [104.56, 7_548_960],
          [104.55, 0],
          [0.01, 1e12],
        ],
        [0, 0.24],
      ),
    ],
    [
      'in hundredths of a paisa, with a huge volume',
      barsOf([
        [0.0001, 2 ** 50],
        [99.9999, 9e15],
      ]),
    ],
    [
      'as Yahoo sends them',
      barsOf([
        [150.33999633789062, 1.5],
        [151.2100067138672, 2.5],
      ]),
    ],
    [
      'of any number at all',
      barsOf([
        [1 / 3, 0.1 + 0.2],
        [1.7976931348623157e308, 5e-324],
      ]),
    ],
  ])('come back as they were: %s', (_, bars) => {
    expect(unpackBars(packBars(bars).data)).toEqual(shown(bars));
  });

  test('come back as they were, whatever they are', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
      fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100),
      fc.maxSafeNat(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 40 }), (rows) => {
        const bars = barsOf(rows.map(([price, count]) => [price / 2, count]));
        expect(unpackBars(packBars(bars).data)).toEqual(shown(bars));
      }),
    );
  });

  test('are smaller than their JSON, whose length they tell or more', () => {
    const bars = barsOf(
      Array.from({ length: 520 }, (_, i) => [100 + Math.round(100 * Math.sin(i)) / 100, 1e6 + i * 977]),
    );
    const { data, bytes } = packBars({ ...bars, high: bars.open, low: bars.open });
    const json = JSON.stringify(unpackBars(data)).length;
    expect(data.length).toBeLessThan(json / 3);
    expect(bytes).toBeGreaterThanOrEqual(json - 200);
    expect(bytes).toBeLessThan(5 * json);
  });

  test('of earlier versions, which are kept for weeks, are read', () => {
    const { splits: _, dividends: __, ...old } = shown(barsOf([[104.56, 1]]));
    const packed = deflateSync(JSON.stringify(old)).toString('base64');
    expect(unpackBars(packed)).toEqual({ ...old, dividends: null, splits: null });
  });
});

test('the number of a day is that of the calendar', () => {
  for (let day = -1; day < 40_000; day += 1) expect(dayNumber(dayOf(day))).toBe(day);
  expect(dayNumber('2000-02-29')).toBe(Date.UTC(2000, 1, 29) / 86_400_000);
});
