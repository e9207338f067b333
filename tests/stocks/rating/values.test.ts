import { describe, expect, test } from 'vitest';
import { computeSeries } from '../../../lib/stocks/indicators/series.ts';
import { VALUE_NAMES, valuesAt } from '../../../lib/stocks/rating/values.ts';
import { columnsOf, spxBars } from '../bars.ts';

/** Where a value's column goes by another name. */
const COLUMNS: Record<string, string> = {
  hull_ma9: 'hullMa9',
  ichimoku_conversion: 'ichimoku.conversion',
  ichimoku_base: 'ichimoku.base',
  ichimoku_span_a: 'ichimoku.spanA',
  ichimoku_span_b: 'ichimoku.spanB',
  stochastic_k: 'stochastic.k',
  stochastic_d: 'stochastic.d',
  adx14: 'directional.adx',
  plus_di14: 'directional.plus',
  minus_di14: 'directional.minus',
  macd_line: 'macd.line',
  macd_signal: 'macd.signal',
  stochastic_rsi_k: 'stochasticRsi.k',
  stochastic_rsi_d: 'stochasticRsi.d',
  williams_r14: 'williamsR14',
  bull_power13: 'power13.bull',
  bear_power13: 'power13.bear',
  bollinger_lower: 'bollinger.lower',
  bollinger_upper: 'bollinger.upper',
  donchian_low: 'donchian20.low',
  donchian_high: 'donchian20.high',
  obv_ema20: 'obvEma20',
};

/** How many bars back a value lies, by the end of its name. */
const AGO: Record<string, number> = {
  ...{ _two_before: 2, _before: 1 },
  ...{ donchian_low: 1, donchian_high: 1 },
};

describe('the values at a bar', () => {
  const bars = spxBars(400);
  const columns = columnsOf(bars);

  test.each(VALUE_NAMES)('%s comes from its own column and bar', (name) => {
    const [suffix, ago] = Object.entries(AGO).find(([end]) => name.endsWith(end)) ?? ['', 0];
    const indicator = suffix.endsWith('before') ? name.slice(0, -suffix.length) : name;
    const column = columns[COLUMNS[indicator] ?? indicator];
    expect(valuesAt(computeSeries(bars), 333)[name]).toBe(column?.[333 - ago]);
  });

  test('have no value before the first bar', () => {
    expect(valuesAt(computeSeries(bars), 0)).toMatchObject({
      close: bars.close[0],
      momentum10_before: Number.NaN,
    });
  });
});
