// The indicators of two libraries over the bars that the bench sends: fastest of some runs, in milliseconds.
import * as technical from 'technicalindicators';
import * as signals from 'trading-signals';
import { serve } from './peers/process.mjs';

const RUNS = 3;

function fastest(run) {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= RUNS; i++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Feeds every bar to a new indicator, as its documentation does. */
function streamed(make, values) {
  return fastest(() => {
    const indicator = make();
    for (const value of values) indicator.add(value);
  });
}

function ofSignals({ closes, bars }) {
  const { RSI, MACD, EMA, ATR, ADX, BollingerBands, StochasticOscillator } = signals;
  return {
    rsi: streamed(() => new RSI(14), closes),
    macd: streamed(() => new MACD(new EMA(12), new EMA(26), new EMA(9)), closes),
    atr: streamed(() => new ATR(14), bars),
    adx: streamed(() => new ADX(14), bars),
    bollinger: streamed(() => new BollingerBands(20, 2), closes),
    stochastic: streamed(() => new StochasticOscillator(14, 3, 3), bars),
  };
}

function ofTechnical({ closes: values, high, low }) {
  const { RSI, MACD, ATR, ADX, BollingerBands, Stochastic } = technical;
  const all = { high, low, close: values };
  const macd = {
    fastPeriod: 12,
    slowPeriod: 26,
    signalPeriod: 9,
    SimpleMAOscillator: false,
    SimpleMASignal: false,
  };
  return {
    rsi: fastest(() => RSI.calculate({ values, period: 14 })),
    macd: fastest(() => MACD.calculate({ values, ...macd })),
    atr: fastest(() => ATR.calculate({ ...all, period: 14 })),
    adx: fastest(() => ADX.calculate({ ...all, period: 14 })),
    bollinger: fastest(() => BollingerBands.calculate({ values, period: 20, stdDev: 2 })),
    stochastic: fastest(() => Stochastic.calculate({ ...all, period: 14, signalPeriod: 3 })),
  };
}

serve({
  indicators({ high, low, close }) {
    const bars = close.map((value, i) => ({ high: high[i], low: low[i], close: value }));
    const series = { closes: close, high, low, bars };
    return { signals: ofSignals(series), technical: ofTechnical(series) };
  },
});
