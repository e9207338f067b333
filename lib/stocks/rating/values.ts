import type { IndicatorSeries } from '../indicators/series.ts';

/**
 * The numbers that votes read, in stored order; `_before` is the previous bar's value. Any change to the list needs a
 * new `VOTES_VERSION`.
 */
export const VALUE_NAMES = [
  'close',
  'sma10',
  'sma20',
  'sma30',
  'sma50',
  'sma100',
  'sma200',
  'ema10',
  'ema20',
  'ema30',
  'ema50',
  'ema100',
  'ema200',
  'hull_ma9',
  'vwma20',
  'ichimoku_conversion',
  'ichimoku_base',
  'ichimoku_span_a',
  'ichimoku_span_b',
  'rsi14',
  'rsi14_before',
  'stochastic_k',
  'stochastic_d',
  'cci20',
  'cci20_before',
  'adx14',
  'adx14_before',
  'plus_di14',
  'minus_di14',
  'awesome',
  'awesome_before',
  'awesome_two_before',
  'momentum10',
  'momentum10_before',
  'macd_line',
  'macd_signal',
  'stochastic_rsi_k',
  'stochastic_rsi_d',
  'williams_r14',
  'williams_r14_before',
  'bull_power13',
  'bull_power13_before',
  'bear_power13',
  'bear_power13_before',
  'ultimate',
  'psar',
  'bollinger_lower',
  'bollinger_upper',
  'donchian_low',
  'donchian_high',
  'obv',
  'obv_ema20',
  'cmf20',
] as const;

export type ValueName = (typeof VALUE_NAMES)[number];

/** NaN if an indicator has no value. */
export type VoteValues = Record<ValueName, number>;

/** Reads a column, optionally `ago` bars back. */
type Reader<T> = (x: Float64Array, ago?: number) => T;

function movingAverageValues<T>(series: IndicatorSeries, value: Reader<T>) {
  const { ichimoku } = series;
  return {
    sma10: value(series.sma10),
    sma20: value(series.sma20),
    sma30: value(series.sma30),
    sma50: value(series.sma50),
    sma100: value(series.sma100),
    sma200: value(series.sma200),
    ema10: value(series.ema10),
    ema20: value(series.ema20),
    ema30: value(series.ema30),
    ema50: value(series.ema50),
    ema100: value(series.ema100),
    ema200: value(series.ema200),
    hull_ma9: value(series.hullMa9),
    vwma20: value(series.vwma20),
    ichimoku_conversion: value(ichimoku.conversion),
    ichimoku_base: value(ichimoku.base),
    ichimoku_span_a: value(ichimoku.spanA),
    ichimoku_span_b: value(ichimoku.spanB),
  };
}

function oscillatorValues<T>(series: IndicatorSeries, value: Reader<T>) {
  const { stochastic, directional, macd, stochasticRsi, power13 } = series;
  return {
    rsi14: value(series.rsi14),
    rsi14_before: value(series.rsi14, 1),
    stochastic_k: value(stochastic.k),
    stochastic_d: value(stochastic.d),
    cci20: value(series.cci20),
    cci20_before: value(series.cci20, 1),
    adx14: value(directional.adx),
    adx14_before: value(directional.adx, 1),
    plus_di14: value(directional.plus),
    minus_di14: value(directional.minus),
    awesome: value(series.awesome),
    awesome_before: value(series.awesome, 1),
    awesome_two_before: value(series.awesome, 2),
    momentum10: value(series.momentum10),
    momentum10_before: value(series.momentum10, 1),
    macd_line: value(macd.line),
    macd_signal: value(macd.signal),
    stochastic_rsi_k: value(stochasticRsi.k),
    stochastic_rsi_d: value(stochasticRsi.d),
    williams_r14: value(series.williamsR14),
    williams_r14_before: value(series.williamsR14, 1),
    bull_power13: value(power13.bull),
    bull_power13_before: value(power13.bull, 1),
    bear_power13: value(power13.bear),
    bear_power13_before: value(power13.bear, 1),
    ultimate: value(series.ultimate),
  };
}

function extraValues<T>(
  { psar, bollinger, donchian20, obv, obvEma20, cmf20 }: IndicatorSeries,
  value: Reader<T>,
) {
  return {
    psar: value(psar),
    bollinger_lower: value(bollinger.lower),
    bollinger_upper: value(bollinger.upper),
    donchian_low: value(donchian20.low, 1),
    donchian_high: value(donchian20.high, 1),
    obv: value(obv),
    obv_ema20: value(obvEma20),
    cmf20: value(cmf20),
  };
}

function readAll<T>(series: IndicatorSeries, value: Reader<T>): Record<ValueName, T> {
  return {
    close: value(series.close),
    ...movingAverageValues(series, value),
    ...oscillatorValues(series, value),
    ...extraValues(series, value),
  };
}

/** Every number that the votes read at bar `t`. */
export function valuesAt(series: IndicatorSeries, t: number): VoteValues {
  return readAll(series, (x, ago = 0) => x[t - ago] ?? Number.NaN);
}

/** A number that votes read, at every bar: its value at bar `t` is `x[t - ago]`. */
export interface ValueColumn {
  x: Float64Array;
  ago: number;
}

/** The same numbers as `valuesAt`, over the whole series. */
export function valueColumns(series: IndicatorSeries): Readonly<Record<ValueName, ValueColumn>> {
  return readAll(series, (x, ago = 0) => ({ x, ago }));
}
