import { at, blank, type Prices } from './bars.ts';
import { ema } from './moving-averages.ts';
import { rollingMean } from './rolling.ts';

/**
 * Wilder's relative strength index over `n` changes (New Concepts in Technical Trading Systems, 1978), 0 to
 * 100. First value at index `n`. 0 where nothing has moved yet, as TA-Lib has it.
 */
export function rsi(close: Float64Array, n: number): Float64Array {
  const out = blank(close.length);
  let gain = 0;
  let loss = 0;
  for (let i = 1; i < close.length; i++) {
    const change = at(close, i) - at(close, i - 1);
    const kept = i <= n ? 1 : (n - 1) / n;
    gain = gain * kept + Math.max(change, 0) / n;
    loss = loss * kept + Math.max(-change, 0) / n;
    if (i >= n) out[i] = gain + loss === 0 ? 0 : (100 * gain) / (gain + loss);
  }
  return out;
}

/** The change of the close over `n` bars, in price units. First value at index `n`. */
export function momentum(close: Float64Array, n: number): Float64Array {
  const out = blank(close.length);
  for (let i = n; i < close.length; i++) out[i] = at(close, i) - at(close, i - n);
  return out;
}

/**
 * Moving average convergence/divergence: `line` is EMA(`fast`) less EMA(`slow`), `signal` its EMA over
 * `signalLength`. As in TA-Lib both averages start on the same bar, and both outputs begin together at index
 * `slow + signalLength - 2`.
 */
export function macd(
  close: Float64Array,
  fast: number,
  slow: number,
  signalLength: number,
): { line: Float64Array; signal: Float64Array } {
  const quick = ema(close, fast, slow - fast);
  const steady = ema(close, slow);
  const line = blank(close.length);
  for (let i = slow - 1; i < close.length; i++) line[i] = at(quick, i) - at(steady, i);
  const signal = ema(line, signalLength, slow - 1);
  line.fill(Number.NaN, 0, slow + signalLength - 2);
  return { line, signal };
}

/** Williams' awesome oscillator: SMA(`fast`) less SMA(`slow`) of the bar's midpoint. First value at `slow - 1`. */
export function awesomeOscillator({ high, low }: Prices, fast: number, slow: number): Float64Array {
  const middle = blank(high.length);
  for (let i = 0; i < high.length; i++) middle[i] = (at(high, i) + at(low, i)) / 2;
  const quick = rollingMean(middle, fast);
  const steady = rollingMean(middle, slow);
  const out = blank(high.length);
  for (let i = slow - 1; i < high.length; i++) out[i] = at(quick, i) - at(steady, i);
  return out;
}

/** Elder's bull and bear power: high and low less EMA(`n`) of the close. First values at index `n - 1`. */
export function bullBearPower(
  { high, low, close }: Prices,
  n: number,
): { bull: Float64Array; bear: Float64Array } {
  const average = ema(close, n);
  const bull = blank(close.length);
  const bear = blank(close.length);
  for (let i = n - 1; i < close.length; i++) {
    bull[i] = at(high, i) - at(average, i);
    bear[i] = at(low, i) - at(average, i);
  }
  return { bull, bear };
}
