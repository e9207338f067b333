import { at, blank, type Prices, trueRange } from './bars.ts';
import { rollingDeviation, rollingMean } from './rolling.ts';

/**
 * Wilder's average true range in price units: the mean of the first `n` true ranges (from bar 1), then
 * smoothed by 1/`n`. First value at index `n`.
 */
export function atr(prices: Prices, n: number): Float64Array {
  const { length } = prices.close;
  const out = blank(length);
  let average = 0;
  for (let i = 1; i < length; i++) {
    const range = trueRange(prices, i);
    average = i <= n ? average + range / n : (average * (n - 1) + range) / n;
    if (i >= n) out[i] = average;
  }
  return out;
}

/**
 * Bollinger bands: SMA(`n`) and `width` population standard deviations to either side, in price units. First
 * values at index `n - 1`; on equal prices all three are that price.
 */
export function bollingerBands(
  close: Float64Array,
  n: number,
  width: number,
): { upper: Float64Array; middle: Float64Array; lower: Float64Array } {
  const middle = rollingMean(close, n);
  const deviation = rollingDeviation(close, n);
  const upper = blank(close.length);
  const lower = blank(close.length);
  for (let i = n - 1; i < close.length; i++) {
    upper[i] = at(middle, i) + width * at(deviation, i);
    lower[i] = at(middle, i) - width * at(deviation, i);
  }
  return { upper, middle, lower };
}
