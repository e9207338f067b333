import type { PricesAndVolume } from './bars.ts';
import { awesomeOscillator, bullBearPower, macd, momentum, rsi } from './momentum.ts';
import { ema, hullMa, sma, vwma } from './moving-averages.ts';
import { cci, stochastic, stochasticRsi, ultimateOscillator, williamsR } from './oscillators.ts';
import { rollingSum } from './rolling.ts';
import { directionalMovement, donchian, ichimoku, parabolicSar } from './trend.ts';
import { atr, bollingerBands } from './volatility.ts';
import { cmf, obv } from './volume.ts';

function movingAverages(bars: PricesAndVolume) {
  const { close } = bars;
  return {
    sma10: sma(close, 10),
    sma20: sma(close, 20),
    sma30: sma(close, 30),
    sma50: sma(close, 50),
    sma100: sma(close, 100),
    sma200: sma(close, 200),
    ema10: ema(close, 10),
    ema20: ema(close, 20),
    ema30: ema(close, 30),
    ema50: ema(close, 50),
    ema100: ema(close, 100),
    ema200: ema(close, 200),
    hullMa9: hullMa(close, 9),
    vwma20: vwma(bars, 20),
    ichimoku: ichimoku(bars, 9, 26, 52),
  };
}

function oscillators(bars: PricesAndVolume) {
  const { close } = bars;
  return {
    rsi14: rsi(close, 14),
    stochastic: stochastic(bars, 14, 3, 3),
    cci20: cci(bars, 20),
    directional: directionalMovement(bars, 14),
    awesome: awesomeOscillator(bars, 5, 34),
    momentum10: momentum(close, 10),
    macd: macd(close, 12, 26, 9),
    stochasticRsi: stochasticRsi(close, 14, 14, 3, 3),
    williamsR14: williamsR(bars, 14),
    power13: bullBearPower(bars, 13),
    ultimate: ultimateOscillator(bars, 7, 14, 28),
  };
}

/** The column, but NaN where nothing was traded in `n` bars: the volume of an index says nothing. */
function whereTraded(column: Float64Array, volume: Float64Array, n: number): Float64Array {
  const volumes = rollingSum(volume, n);
  return column.map((value, i) => (volumes[i] === 0 ? Number.NaN : value));
}

/**
 * Every indicator of the stock analyzer over the whole series, as columns of the bars' length that are NaN
 * before an indicator's first value. A value at bar `t` depends on bars `0 .. t` alone.
 */
export function computeSeries(bars: PricesAndVolume) {
  const balance = obv(bars);
  return {
    close: bars.close,
    ...movingAverages(bars),
    ...oscillators(bars),
    atr14: atr(bars, 14),
    bollinger: bollingerBands(bars.close, 20, 2),
    obv: whereTraded(balance, bars.volume, 20),
    obvEma20: whereTraded(ema(balance, 20), bars.volume, 20),
    cmf20: cmf(bars, 20),
    psar: parabolicSar(bars, 0.02, 0.2),
    donchian20: donchian(bars, 20),
  };
}

export type IndicatorSeries = ReturnType<typeof computeSeries>;
