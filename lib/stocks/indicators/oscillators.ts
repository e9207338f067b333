import { at, blank, type Prices, trueRange } from './bars.ts';
import { rsi } from './momentum.ts';
import { rollingMean, rollingRange, rollingSum } from './rolling.ts';

/** A range of the RSI (a scale of 0 to 100) below this is rounding noise and counts as none. */
const RSI_NOISE = 1e-9;

/** Position of `x` between `lowest` and `highest`, 0 to 100; 0 if the range is not above `none`. */
function placeInRange(
  x: Float64Array,
  { highest, lowest }: { highest: Float64Array; lowest: Float64Array },
  from: number,
  none: number,
): Float64Array {
  const out = blank(x.length);
  for (let i = from; i < x.length; i++) {
    const range = at(highest, i) - at(lowest, i);
    out[i] = range > none ? (100 * (at(x, i) - at(lowest, i))) / range : 0;
  }
  return out;
}

/**
 * Slow stochastic: `k` is SMA(`smoothK`) of the close's place in the range of `n` bars, `d` is SMA(`smoothD`)
 * of `k`; 0 to 100. A range of zero counts as 0. Both begin together, as in TA-Lib, at index
 * `n + smoothK + smoothD - 3`.
 */
export function stochastic(
  { high, low, close }: Prices,
  n: number,
  smoothK: number,
  smoothD: number,
): { k: Float64Array; d: Float64Array } {
  const place = placeInRange(close, rollingRange(high, low, n), n - 1, 0);
  const k = rollingMean(place, smoothK, n - 1);
  const d = rollingMean(k, smoothD, n + smoothK - 2);
  k.fill(Number.NaN, 0, n + smoothK + smoothD - 3);
  return { k, d };
}

/**
 * Stochastic RSI as TradingView names its lines: `k` is SMA(`smoothK`) of the place of RSI(`rsiLength`) in its
 * own range of `n` bars, `d` is SMA(`smoothD`) of `k`; 0 to 100. A range of zero counts as 0. `k` begins at
 * index `rsiLength + n + smoothK - 2` (TA-Lib's STOCHRSI calls it fastd), `d` `smoothD - 1` bars later.
 */
export function stochasticRsi(
  close: Float64Array,
  rsiLength: number,
  n: number,
  smoothK: number,
  smoothD: number,
): { k: Float64Array; d: Float64Array } {
  const strength = rsi(close, rsiLength);
  const first = rsiLength + n - 1;
  const place = placeInRange(strength, rollingRange(strength, strength, n, rsiLength), first, RSI_NOISE);
  const k = rollingMean(place, smoothK, first);
  return { k, d: rollingMean(k, smoothD, first + smoothK - 1) };
}

/**
 * Williams %R: the close's distance from the highest high in the range of `n` bars, -100 to 0. First value at
 * index `n - 1`. 0 where the range is zero, as TA-Lib has it.
 */
export function williamsR({ high, low, close }: Prices, n: number): Float64Array {
  const { highest, lowest } = rollingRange(high, low, n);
  const out = blank(close.length);
  for (let i = n - 1; i < close.length; i++) {
    const range = at(highest, i) - at(lowest, i);
    out[i] = range > 0 ? (100 * (at(close, i) - at(highest, i))) / range : 0;
  }
  return out;
}

/**
 * Lambert's commodity channel index: the typical price's distance from its mean over `n` bars, in units of
 * 0.015 mean absolute deviations. First value at index `n - 1`; 0 where all `n` prices are equal.
 * The deviation is about a mean that moves with each bar, so its window is summed anew: O(n) a bar.
 */
export function cci({ high, low, close }: Prices, n: number): Float64Array {
  const typical = blank(close.length);
  for (let i = 0; i < close.length; i++) typical[i] = (at(high, i) + at(low, i) + at(close, i)) / 3;
  const mean = rollingMean(typical, n);
  const out = blank(close.length);
  for (let i = n - 1; i < close.length; i++) {
    const center = at(mean, i);
    let deviation = 0;
    for (let j = i - n + 1; j <= i; j++) deviation += Math.abs(at(typical, j) - center);
    out[i] = deviation === 0 ? 0 : (at(typical, i) - center) / (0.015 * (deviation / n));
  }
  return out;
}

/**
 * Williams' ultimate oscillator, 0 to 100: buying pressure over true range for three spans, shortest first,
 * weighted 4, 2 and 1. First value at index `long`. NaN wherever a span has no range at all: TA-Lib's 0 would
 * read as a sell signal there.
 */
export function ultimateOscillator(
  prices: Prices,
  short: number,
  middle: number,
  long: number,
): Float64Array {
  const { low, close } = prices;
  const pressure = blank(close.length);
  const range = blank(close.length);
  for (let i = 1; i < close.length; i++) {
    pressure[i] = at(close, i) - Math.min(at(low, i), at(close, i - 1));
    range[i] = trueRange(prices, i);
  }
  const out = new Float64Array(close.length);
  for (const [n, weight] of [
    [short, 4],
    [middle, 2],
    [long, 1],
  ] as const) {
    const pressures = rollingSum(pressure, n, 1);
    const ranges = rollingSum(range, n, 1);
    for (let i = 0; i < out.length; i++) {
      out[i] = at(out, i) + ((100 / 7) * weight * at(pressures, i)) / at(ranges, i);
    }
  }
  return out;
}
