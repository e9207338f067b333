import { describe, expect, test } from 'vitest';
import { awesomeOscillator, bullBearPower, macd } from '../../../lib/stocks/indicators/momentum.ts';
import { ema, hullMa, vwma, wma } from '../../../lib/stocks/indicators/moving-averages.ts';
import { stochasticRsi, ultimateOscillator } from '../../../lib/stocks/indicators/oscillators.ts';
import { donchian, ichimoku } from '../../../lib/stocks/indicators/trend.ts';
import { cmf, obv } from '../../../lib/stocks/indicators/volume.ts';
import { columnsOf, pricesOnly, spxBars } from '../bars.ts';

const NaNs = (count: number) => new Array<number>(count).fill(Number.NaN);

/** Equal to 12 digits; NaN equals NaN. */
function expectValues(got: Float64Array, want: number[]): void {
  expect(got.length).toBe(want.length);
  want.forEach((value, i) => {
    if (Number.isNaN(value)) expect(got[i], `index ${i}`).toBeNaN();
    else expect(got[i], `index ${i}`).toBeCloseTo(value, 12);
  });
}

const bars = {
  high: Float64Array.of(12, 14, 13, 17, 16),
  low: Float64Array.of(8, 10, 9, 11, 10),
  close: Float64Array.of(11, 13, 10, 15, 12),
  volume: Float64Array.of(100, 200, 300, 0, 400),
};

describe('moving averages, by hand', () => {
  test('EMA starts from the simple mean', () => {
    // Weight 2 / (3 + 1) = 1/2, from the mean of 2, 4, 6.
    expectValues(ema(Float64Array.of(2, 4, 6, 8, 2), 3), [...NaNs(2), 4, (4 + 8) / 2, (6 + 2) / 2]);
  });

  test('WMA weighs the newest value most', () => {
    expectValues(wma(Float64Array.of(1, 2, 4, 8), 3), [
      ...NaNs(2),
      (1 * 1 + 2 * 2 + 3 * 4) / 6,
      (1 * 2 + 2 * 4 + 3 * 8) / 6,
    ]);
  });

  test('Hull MA 4 is WMA 2 of twice WMA 2 less WMA 4', () => {
    const raw3 = (2 * (1 * 4 + 2 * 8)) / 3 - (1 * 1 + 2 * 2 + 3 * 4 + 4 * 8) / 10;
    const raw4 = (2 * (1 * 8 + 2 * 16)) / 3 - (1 * 2 + 2 * 4 + 3 * 8 + 4 * 16) / 10;
    expectValues(hullMa(Float64Array.of(1, 2, 4, 8, 16), 4), [...NaNs(4), (1 * raw3 + 2 * raw4) / 3]);
  });

  test('Hull MA 9 has no lag on a straight line: its half length is 4, not 5', () => {
    // A WMA of n lags a line by (n - 1) / 3: 2 (i - 1) - (i - 8/3) = i + 2/3, and WMA 3 takes 2/3 away.
    const line = Float64Array.from({ length: 14 }, (_, i) => i);
    expectValues(hullMa(line, 9), [...NaNs(10), 10, 11, 12, 13]);
  });

  test('VWMA weighs each close with its volume, and has no value where nothing was traded', () => {
    expectValues(vwma(bars, 3), [
      ...NaNs(2),
      (11 * 100 + 13 * 200 + 10 * 300) / 600,
      (13 * 200 + 10 * 300 + 15 * 0) / 500,
      (10 * 300 + 15 * 0 + 12 * 400) / 700,
    ]);
    expectValues(vwma(pricesOnly([5, 6, 7], 0), 2), NaNs(3));
  });
});

describe('Ichimoku 2, 3, 4, by hand', () => {
  const { conversion, base, spanA, spanB } = ichimoku(bars, 2, 3, 4);

  test('lines are middles of the range, and the spans stand at the bar they are computed from', () => {
    expectValues(conversion, [NaN, (14 + 8) / 2, (14 + 9) / 2, (17 + 9) / 2, (17 + 10) / 2]);
    expectValues(base, [...NaNs(2), (14 + 8) / 2, (17 + 9) / 2, (17 + 9) / 2]);
    expectValues(spanA, [...NaNs(2), (11.5 + 11) / 2, (13 + 13) / 2, (13.5 + 13) / 2]);
    expectValues(spanB, [...NaNs(3), (17 + 8) / 2, (17 + 9) / 2]);
  });
});

test('Donchian 3 holds the highest high and the lowest low, its own bar among them', () => {
  const { high, low } = donchian(bars, 3);
  expectValues(high, [...NaNs(2), 14, 17, 17]);
  expectValues(low, [...NaNs(2), 8, 9, 9]);
});

describe('oscillators, by hand', () => {
  test('Awesome Oscillator 2, 3 compares means of the bars midpoints', () => {
    // Midpoints 10, 12, 11, 14, 13.
    expectValues(awesomeOscillator(bars, 2, 3), [
      ...NaNs(2),
      (12 + 11) / 2 - (10 + 12 + 11) / 3,
      (11 + 14) / 2 - (12 + 11 + 14) / 3,
      (14 + 13) / 2 - (11 + 14 + 13) / 3,
    ]);
  });

  test('Bull Bear Power 3 is high and low less EMA 3', () => {
    const average2 = (11 + 13 + 10) / 3;
    const average3 = (average2 + 15) / 2;
    const average4 = (average3 + 12) / 2;
    const { bull, bear } = bullBearPower(bars, 3);
    expectValues(bull, [...NaNs(2), 13 - average2, 17 - average3, 16 - average4]);
    expectValues(bear, [...NaNs(2), 9 - average2, 11 - average3, 10 - average4]);
  });

  test('MACD 2, 3, 2 seeds its fast average on the bar of the slow one', () => {
    const close = Float64Array.of(1, 2, 6, 3);
    const line2 = (2 + 6) / 2 - (1 + 2 + 6) / 3;
    const line3 = (4 * 1 + 3 * 2) / 3 - (3 + 3) / 2;
    const { line, signal } = macd(close, 2, 3, 2);
    expectValues(line, [...NaNs(3), line3]);
    expectValues(signal, [...NaNs(3), (line2 + line3) / 2]);
  });

  test('Stochastic RSI %D is the mean of three %K', () => {
    const { k, d } = stochasticRsi(spxBars(200).close, 14, 14, 3, 3);
    expect(d.findIndex((value) => !Number.isNaN(value))).toBe(31);
    for (let i = 31; i < 200; i++) {
      expect(d[i]).toBeCloseTo(((k[i] ?? 0) + (k[i - 1] ?? 0) + (k[i - 2] ?? 0)) / 3, 9);
    }
  });

  test('Ultimate Oscillator has no value where its shortest span has no range', () => {
    const close = [...Array.from({ length: 30 }, (_, i) => 100 + (i % 5)), ...new Array<number>(8).fill(104)];
    const got = ultimateOscillator(pricesOnly(close), 7, 14, 28);
    expect(got[35]).toBeGreaterThan(0);
    expect(got[37]).toBeNaN();
  });
});

describe('volume, by hand', () => {
  test('OBV adds the volume of a rise and takes away that of a fall', () => {
    expectValues(obv(bars), [100, 300, 0, 0, -400]);
  });

  test('CMF 2 weighs volume by the place of the close in its bar', () => {
    // Places ((c - l) - (h - c)) / (h - l): (3 - 1)/4, (3 - 1)/4, (1 - 3)/4, (4 - 2)/6, (2 - 4)/6.
    expectValues(cmf(bars, 2), [
      NaN,
      (0.5 * 100 + 0.5 * 200) / 300,
      (0.5 * 200 - 0.5 * 300) / 500,
      (-0.5 * 300 + (1 / 3) * 0) / 300,
      ((1 / 3) * 0 - (1 / 3) * 400) / 400,
    ]);
  });

  test('CMF counts a bar without range as 0, and has no value where nothing was traded', () => {
    expectValues(cmf(pricesOnly([5, 6, 7]), 2), [NaN, 0, 0]);
    expectValues(cmf(pricesOnly([5, 6, 7], 0), 2), NaNs(3));
  });
});

describe('the lengths that the product uses, on bars that rise by 1 a day', () => {
  // Bar i goes from i to i + 1 and closes at i + 0.75. A mean of n bars lags a line by (n - 1) / 2, a range's
  // middle lies halfway between i + 1 and i - (n - 1).
  const days = Array.from({ length: 100 }, (_, i) => i);
  const columns = columnsOf({
    high: Float64Array.from(days, (i) => i + 1),
    low: Float64Array.from(days),
    close: Float64Array.from(days, (i) => i + 0.75),
    volume: new Float64Array(100).fill(1000),
  });

  test.each([
    ['hullMa9', 99 + 0.75, 'no lag'],
    ['vwma20', 99 + 0.75 - 19 / 2, 'equal volumes: a plain mean'],
    ['ichimoku.conversion', (100 + 99 - 8) / 2, 'range of 9'],
    ['ichimoku.base', (100 + 99 - 25) / 2, 'range of 26'],
    ['ichimoku.spanA', (95.5 + 87) / 2, 'halfway between the two'],
    ['ichimoku.spanB', (100 + 99 - 51) / 2, 'range of 52'],
    ['awesome', 33 / 2 - 4 / 2, 'the lag of 34 less the lag of 5'],
    ['power13.bull', 100 - (99.75 - 12 / 2), 'the EMA of a line, seeded with its mean, lags as a mean does'],
    ['power13.bear', 99 - (99.75 - 12 / 2), 'the same average'],
    ['cmf20', 0.75 - 0.25, 'each close stands 0.75 above the low, 0.25 below the high'],
    ['donchian20.high', 100, 'today'],
    ['donchian20.low', 99 - 19, '19 bars ago'],
    ['obvEma20', 1000 * (100 - 19 / 2), 'OBV gains 1,000 a day, from 1,000'],
  ])('%s at bar 99 is %d: %s', (name, value) => {
    expect(columns[name]?.[99]).toBeCloseTo(value, 9);
  });
});
