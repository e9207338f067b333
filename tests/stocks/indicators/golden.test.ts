import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { wma } from '../../../lib/stocks/indicators/moving-averages.ts';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { spxBars } from '../bars.ts';

const golden = z.looseObject({ bars: z.number(), from: z.string(), to: z.string() });
const column = z.object({ first: z.number(), values: z.array(z.number()) });

const file = golden.parse(
  JSON.parse(readFileSync(new URL('../../golden/ta-lib-spx-first-600-bars.json', import.meta.url), 'utf8')),
);
const bars = spxBars(file.bars);
const series = computeSeries(bars);

const COMPUTED: Record<string, Float64Array> = {
  SMA10: series.sma10,
  SMA20: series.sma20,
  SMA30: series.sma30,
  SMA50: series.sma50,
  SMA100: series.sma100,
  SMA200: series.sma200,
  EMA10: series.ema10,
  EMA20: series.ema20,
  EMA30: series.ema30,
  EMA50: series.ema50,
  EMA100: series.ema100,
  EMA200: series.ema200,
  WMA9: wma(bars.close, 9),
  RSI14: series.rsi14,
  'STOCH_14_3_3.k': series.stochastic.k,
  'STOCH_14_3_3.d': series.stochastic.d,
  'STOCHRSI_14_14_3.fastd': series.stochasticRsi.k,
  CCI20: series.cci20,
  ADX14: series.directional.adx,
  PLUS_DI14: series.directional.plus,
  MINUS_DI14: series.directional.minus,
  MOM10: series.momentum10,
  'MACD_12_26_9.macd': series.macd.line,
  'MACD_12_26_9.signal': series.macd.signal,
  WILLR14: series.williamsR14,
  ULTOSC_7_14_28: series.ultimate,
  ATR14: series.atr14,
  'BBANDS_20_2.upper': series.bollinger.upper,
  'BBANDS_20_2.middle': series.bollinger.middle,
  'BBANDS_20_2.lower': series.bollinger.lower,
  OBV: series.obv,
  'SAR_0.02_0.2': series.psar,
};

/** In the file, but nothing in the product shows them. */
const NOT_COMPUTED = ['STOCHRSI_14_14_3.fastk', 'MACD_12_26_9.hist', 'MFI14', 'AROON14.down', 'AROON14.up'];

describe('TA-Lib on the first 600 bars of the S&P 500', () => {
  test('the bars are those that the golden file was computed from', () => {
    expect([bars.dates[0], bars.dates.at(-1)]).toEqual([file.from, file.to]);
  });

  test('every column of the golden file is compared or is known not to be computed', () => {
    const columns = Object.keys(file).filter((name) => !['bars', 'from', 'to'].includes(name));
    expect(columns.sort()).toEqual([...Object.keys(COMPUTED), ...NOT_COMPUTED].sort());
  });

  test.each(Object.entries(COMPUTED))('%s agrees to 1e-9 from its first bar on', (name, ours) => {
    const { first, values } = column.parse(file[name]);
    expect(first + values.length).toBe(ours.length);
    expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(first);
    const wrong = values.flatMap((theirs, i) => {
      const got = ours[first + i] ?? Number.NaN;
      return Math.abs(got - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs))
        ? []
        : [{ bar: first + i, got, theirs }];
    });
    expect(wrong).toEqual([]);
  });
});
