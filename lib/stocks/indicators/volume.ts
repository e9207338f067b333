import { at, blank, type PricesAndVolume } from './bars.ts';
import { rollingSum } from './rolling.ts';

/**
 * Granville's on-balance volume in shares: volume added on a rise of the close, taken away on a fall. Starts
 * with the first bar's volume, at index 0, as TA-Lib does; only its changes carry meaning.
 */
export function obv({ close, volume }: PricesAndVolume): Float64Array {
  const out = blank(close.length);
  let balance = 0;
  for (let i = 0; i < close.length; i++) {
    const side = i === 0 ? 1 : Math.sign(at(close, i) - at(close, i - 1));
    balance += side * at(volume, i);
    out[i] = balance;
  }
  return out;
}

/**
 * Chaikin money flow, -1 to 1: volume weighted by where each close stands in its bar, over volume, for `n`
 * bars. A bar without range weighs 0. First value at index `n - 1`; NaN where nothing was traded in all `n`.
 */
export function cmf({ high, low, close, volume }: PricesAndVolume, n: number): Float64Array {
  const flow = blank(close.length);
  for (let i = 0; i < close.length; i++) {
    const range = at(high, i) - at(low, i);
    const balance = at(close, i) - at(low, i) - (at(high, i) - at(close, i));
    const place = range > 0 ? balance / range : 0;
    flow[i] = place * at(volume, i);
  }
  const out = rollingSum(flow, n);
  const volumes = rollingSum(volume, n);
  for (let i = 0; i < out.length; i++) out[i] = at(out, i) / at(volumes, i);
  return out;
}
