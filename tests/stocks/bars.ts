import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { PricesAndVolume } from '../../lib/stocks/indicators/bars.ts';
import { computeSeries } from '../../lib/stocks/indicators/series.ts';
import type { DailyBars } from '../../lib/stocks/market/market.ts';

const SPX = new URL('../../node_modules/vega-datasets/data/sp500-2000.csv', import.meta.url);

/** Real bars: the S&P 500 from 2000-01-03 on, at most 5,105 of them. */
export function spxBars(count: number): DailyBars {
  const rows = readFileSync(fileURLToPath(SPX), 'utf8')
    .trim()
    .split('\n')
    .slice(1, count + 1);
  const cells = rows.map((row) => row.split(','));
  const column = (i: number) => Float64Array.from(cells, (row) => Number(row[i]));
  return {
    ticker: '^GSPC',
    currency: 'USD',
    dates: cells.map((row) => row[0] ?? ''),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(6),
    dividends: new Float64Array(cells.length),
    splits: [],
    dropped: 0,
  };
}

export function firstBars<T extends PricesAndVolume>(bars: T, count: number): PricesAndVolume {
  const head = (x: Float64Array) => x.slice(0, count);
  return { high: head(bars.high), low: head(bars.low), close: head(bars.close), volume: head(bars.volume) };
}

/** Daily bars around the given columns, dated from 2020-01-01 on. */
export function dailyBars({ high, low, close, volume }: PricesAndVolume): DailyBars {
  const dates = Array.from(close, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10));
  const open = Float64Array.from(close, (price, i) => close[i - 1] ?? price);
  const dividends = new Float64Array(close.length);
  const columns = { open, high, low, close, volume, dividends };
  return { ticker: 'TEST', currency: 'USD', dates, ...columns, splits: [], dropped: 0 };
}

/** Bars with one price all day, every day the same volume. */
export function pricesOnly(close: readonly number[], volume = 1000): PricesAndVolume {
  const prices = Float64Array.from(close);
  return { high: prices, low: prices, close: prices, volume: prices.slice().fill(volume) };
}

/** Whole parts of `1 / parts` from `min` to `max`: an even spread, which `fc.double` (even in bits) is not. */
export function evenly(min: number, max: number, parts = 1000): fc.Arbitrary<number> {
  return fc.integer({ min: Math.ceil(min * parts), max: Math.floor(max * parts) }).map((n) => n / parts);
}

/** Any walk of `minLength` to `maxLength` bars, with days without movement, range or trade. */
export function anyBars(minLength: number, maxLength: number): fc.Arbitrary<PricesAndVolume> {
  const often = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T) =>
    fc.oneof({ weight: 4, arbitrary }, fc.constant(otherwise));
  const bar = fc.record({
    change: often(evenly(-0.1, 0.1, 10_000), 0),
    above: often(evenly(0, 1), 0),
    below: often(evenly(0, 1), 0),
    volume: often(fc.nat(10_000_000), 0),
  });
  return fc.array(bar, { minLength, maxLength, size: 'max' }).map((days) => {
    let price = 100;
    const close = Float64Array.from(days, ({ change }) => {
      price *= 1 + change;
      return price;
    });
    const spread = (i: number, share: number) => ((close[i] ?? 0) / 20) * share;
    return {
      close,
      high: close.map((value, i) => value + spread(i, days[i]?.above ?? 0)),
      low: close.map((value, i) => value - spread(i, days[i]?.below ?? 0)),
      volume: Float64Array.from(days, ({ volume }) => volume),
    };
  });
}

/** Every column of the product's indicators by its name, e.g. `macd.signal`. */
export function columnsOf(bars: PricesAndVolume): Record<string, Float64Array> {
  return Object.fromEntries(
    Object.entries(computeSeries(bars)).flatMap(([name, value]) =>
      value instanceof Float64Array
        ? [[name, value]]
        : Object.entries(value).map(([part, column]) => [`${name}.${part}`, column]),
    ),
  );
}
