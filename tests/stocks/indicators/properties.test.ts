import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PricesAndVolume } from '../../../lib/stocks/indicators/bars.ts';
import { sma } from '../../../lib/stocks/indicators/moving-averages.ts';
import { anyBars, columnsOf, evenly, firstBars, pricesOnly, spxBars } from '../bars.ts';

const FOLDER = new URL('../../../lib/stocks/indicators/', import.meta.url);

/** Files of the folder that hold no indicators: the shared types, the windows, and the list of them all. */
const NO_INDICATORS = ['bars.ts', 'rolling.ts', 'series.ts'];

/** The indicators that `columnsOf` runs, by the name of their function. */
const IN_SERIES: Record<string, string[]> = {
  sma: ['sma10', 'sma20', 'sma30', 'sma50', 'sma100', 'sma200'],
  ema: ['ema10', 'ema20', 'ema30', 'ema50', 'ema100', 'ema200'],
  wma: ['hullMa9'],
  hullMa: ['hullMa9'],
  vwma: ['vwma20'],
  ichimoku: ['ichimoku.conversion', 'ichimoku.base', 'ichimoku.spanA', 'ichimoku.spanB'],
  rsi: ['rsi14'],
  stochastic: ['stochastic.k', 'stochastic.d'],
  cci: ['cci20'],
  directionalMovement: ['directional.plus', 'directional.minus', 'directional.adx'],
  awesomeOscillator: ['awesome'],
  momentum: ['momentum10'],
  macd: ['macd.line', 'macd.signal'],
  stochasticRsi: ['stochasticRsi.k', 'stochasticRsi.d'],
  williamsR: ['williamsR14'],
  bullBearPower: ['power13.bull', 'power13.bear'],
  ultimateOscillator: ['ultimate'],
  atr: ['atr14'],
  bollingerBands: ['bollinger.upper', 'bollinger.middle', 'bollinger.lower'],
  obv: ['obv', 'obvEma20'],
  cmf: ['cmf20'],
  parabolicSar: ['psar'],
  donchian: ['donchian20.high', 'donchian20.low'],
};

/** Columns without a unit: percentages, shares, ratios. All others are in units of price. */
const UNITLESS = [
  ...['rsi14', 'stochastic.k', 'stochastic.d', 'cci20', 'directional.plus', 'directional.minus'],
  ...[
    'directional.adx',
    'stochasticRsi.k',
    'stochasticRsi.d',
    'williamsR14',
    'ultimate',
    'obv',
    'obvEma20',
    'cmf20',
  ],
];

/** Columns that may lose their value again: nothing was traded, or no price moved. */
const MAY_BE_ABSENT = ['vwma20', 'cmf20', 'ultimate'];

const RANGES: Record<string, [number, number]> = {
  rsi14: [0, 100],
  'stochastic.k': [0, 100],
  'stochastic.d': [0, 100],
  'directional.plus': [0, 100],
  'directional.minus': [0, 100],
  'directional.adx': [0, 100],
  'stochasticRsi.k': [0, 100],
  'stochasticRsi.d': [0, 100],
  williamsR14: [-100, 0],
  ultimate: [0, 100],
  cmf20: [-1, 1],
};

/** The bar of the first value: says which lengths an indicator was given. */
const FIRST_BARS: Record<string, number> = {
  ...{ close: 0, sma10: 9, sma20: 19, sma30: 29, sma50: 49, sma100: 99, sma200: 199 },
  ...{ ema10: 9, ema20: 19, ema30: 29, ema50: 49, ema100: 99, ema200: 199, hullMa9: 10, vwma20: 19 },
  ...{ 'ichimoku.conversion': 8, 'ichimoku.base': 25, 'ichimoku.spanA': 25, 'ichimoku.spanB': 51 },
  ...{ rsi14: 14, 'stochastic.k': 17, 'stochastic.d': 17, cci20: 19, momentum10: 10, awesome: 33 },
  ...{ 'directional.plus': 14, 'directional.minus': 14, 'directional.adx': 27 },
  ...{ 'macd.line': 33, 'macd.signal': 33, 'stochasticRsi.k': 29, 'stochasticRsi.d': 31 },
  ...{ williamsR14: 13, 'power13.bull': 12, 'power13.bear': 12, ultimate: 28, atr14: 14 },
  ...{ 'bollinger.upper': 19, 'bollinger.middle': 19, 'bollinger.lower': 19, obv: 0, cmf20: 19, psar: 1 },
  ...{ obvEma20: 19, 'donchian20.high': 19, 'donchian20.low': 19 },
};

const columnNames = Object.keys(columnsOf(spxBars(5)));
const anySeries = anyBars(1, 320);

function expectSame(got: Float64Array, want: Float64Array, name: string): void {
  const differs = got.findIndex((value, i) => !Object.is(value, want[i]));
  expect(differs === -1 ? 'same' : `${name}: bar ${differs}, ${got[differs]} is not ${want[differs]}`).toBe(
    'same',
  );
}

describe('every indicator', () => {
  test('that a file of the folder exports is among those tested here', async () => {
    const files = readdirSync(FOLDER).filter((file) => !NO_INDICATORS.includes(file));
    const modules: object[] = await Promise.all(files.map((file) => import(new URL(file, FOLDER).href)));
    expect(modules.flatMap((module) => Object.keys(module)).sort()).toEqual(Object.keys(IN_SERIES).sort());
    expect([...new Set(Object.values(IN_SERIES).flat()), 'close'].sort()).toEqual([...columnNames].sort());
  });

  test('begins at its own bar', () => {
    const columns = Object.entries(columnsOf(spxBars(300)));
    const begins = columns.map(([name, column]) => [name, column.findIndex((value) => !Number.isNaN(value))]);
    expect(Object.fromEntries(begins)).toEqual(FIRST_BARS);
  });

  test('depends only on bars up to the bar it stands at, to the last bit', () => {
    fc.assert(
      fc.property(anySeries, fc.nat(320), (bars, cut) => {
        const length = Math.min(cut, bars.close.length);
        const whole = columnsOf(bars);
        for (const [name, column] of Object.entries(columnsOf(firstBars(bars, length)))) {
          expectSame(column, (whole[name] ?? new Float64Array()).slice(0, length), name);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test('keeps its value once it has one, except where nothing traded or moved', () => {
    fc.assert(
      fc.property(anySeries, (bars) => {
        for (const [name, column] of Object.entries(columnsOf(bars))) {
          const first = column.findIndex((value) => !Number.isNaN(value));
          if (first === -1 || MAY_BE_ABSENT.includes(name)) continue;
          expect([name, column.subarray(first).every(Number.isFinite)]).toEqual([name, true]);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('scales with the currency if it is a price, and ignores the currency if it is not', () => {
    const rupees = (bars: PricesAndVolume): PricesAndVolume => ({
      high: bars.high.map((price) => price * 64),
      low: bars.low.map((price) => price * 64),
      close: bars.close.map((price) => price * 64),
      volume: bars.volume,
    });
    fc.assert(
      fc.property(anySeries, (bars) => {
        const scaled = columnsOf(rupees(bars));
        for (const [name, column] of Object.entries(columnsOf(bars))) {
          const factor = UNITLESS.includes(name) ? 1 : 64;
          expectSame(
            scaled[name] ?? new Float64Array(),
            column.map((value) => value * factor),
            name,
          );
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('stays inside its scale', () => {
    fc.assert(
      fc.property(anySeries, (bars) => {
        const columns = columnsOf(bars);
        for (const [name, [low, high]] of Object.entries(RANGES)) {
          const outside = columns[name]?.find((value) => value < low - 1e-9 || value > high + 1e-9);
          expect([name, outside]).toEqual([name, undefined]);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('is still right after 100,000 bars', () => {
    const length = 100_000;
    const close = Array.from({ length }, (_, i) => 100 + 10 * Math.sin(i / 9) + 3 * Math.sin(i * 1.7));
    const long = columnsOf({ ...pricesOnly(close), high: Float64Array.from(close, (price) => price + 1) });
    const tail = columnsOf({
      ...pricesOnly(close.slice(-3000)),
      high: Float64Array.from(close.slice(-3000), (price) => price + 1),
    });
    for (const name of columnNames.filter((column) => !column.startsWith('obv'))) {
      const [got, want] = [long[name]?.at(-1) ?? 0, tail[name]?.at(-1) ?? 0];
      expect([name, Math.abs(got - want) < 1e-8 * Math.max(1, Math.abs(want))]).toEqual([name, true]);
    }
  });
});

describe('prices that never move', () => {
  const columns = columnsOf(pricesOnly(new Array<number>(300).fill(17.1)));
  const at17 = ['ema', 'sma', 'hull', 'vwma', 'ichimoku', 'bollinger', 'psar', 'donchian', 'close'];

  test.each(columnNames)('%s has its defined value', (name) => {
    const want = name.startsWith('obv') ? 1000 : at17.some((prefix) => name.startsWith(prefix)) ? 17.1 : 0;
    expect(Math.abs(columns[name]?.at(-1) ?? 0)).toBe(name === 'ultimate' ? Number.NaN : want);
  });
});

test('a stock whose trading stops shows no stochastic RSI made of rounding noise', () => {
  const bars = spxBars(300);
  const halted = [...bars.close, ...new Array<number>(40).fill(bars.close.at(-1) ?? 0)];
  expect(columnsOf(pricesOnly(halted))['stochasticRsi.k']?.at(-1)).toBe(0);
});

test('SMA is linear', () => {
  const number = evenly(-1000, 1000);
  const pairs = fc.array(fc.tuple(number, number), { minLength: 10, maxLength: 50 });
  fc.assert(
    fc.property(pairs, number, (rows, factor) => {
      const x = Float64Array.from(rows, ([first]) => first);
      const y = Float64Array.from(rows, ([, second]) => second);
      const both = sma(
        x.map((value, i) => factor * value + (y[i] ?? 0)),
        10,
      );
      const want = factor * (sma(x, 10).at(-1) ?? 0) + (sma(y, 10).at(-1) ?? 0);
      expect(both.at(-1)).toBeCloseTo(want, 6);
    }),
  );
});
