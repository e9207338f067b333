import { at, blank, type PricesAndVolume } from './bars.ts';
import { rollingMean, rollingSum } from './rolling.ts';

/** Simple moving average of the last `n` values. First value at index `n - 1`. */
export function sma(x: Float64Array, n: number): Float64Array {
  return rollingMean(x, n);
}

/** Mean of `x[from] .. x[from + n - 1]`; exactly the value when all are equal. */
function meanOf(x: Float64Array, n: number, from: number): number {
  const base = at(x, from);
  let sum = 0;
  for (let i = from; i < from + n; i++) sum += at(x, i) - base;
  return base + sum / n;
}

/**
 * Exponential moving average, weight `2 / (n + 1)` for the newest value, started from the simple mean of the
 * first `n` values (TA-Lib's and TradingView's definition).
 * @param from the first index of `x` that is used; the first value stands at `from + n - 1`.
 */
export function ema(x: Float64Array, n: number, from = 0): Float64Array {
  const out = blank(x.length);
  const first = from + n - 1;
  if (first >= x.length) return out;
  const weight = 2 / (n + 1);
  let value = meanOf(x, n, from);
  out[first] = value;
  for (let i = first + 1; i < x.length; i++) {
    value += weight * (at(x, i) - value);
    out[i] = value;
  }
  return out;
}

/**
 * Linearly weighted moving average: weights 1 to `n`, the newest value has `n`. First value at `from + n - 1`.
 * By the block method of `rolling.ts`: a value of the head weighs its place in the head plus the length of
 * the tail before it; a value of the tail weighs its place in the tail.
 */
export function wma(x: Float64Array, n: number, from = 0): Float64Array {
  const out = blank(x.length);
  const weights = (n * (n + 1)) / 2;
  const tail = blank(n + 1);
  tail[n] = 0;
  let tailBase = 0;
  for (let start = from; start < x.length; start += n) {
    const end = Math.min(start + n, x.length);
    const base = at(x, start);
    const shift = tailBase - base;
    let head = 0;
    let headPlaces = 0;
    for (let i = start; i < end; i++) {
      const j = i - start + 1;
      const k = n - j;
      head += at(x, i) - base;
      headPlaces += j * (at(x, i) - base);
      out[i] = base + (at(tail, j) + shift * ((k * (k + 1)) / 2) + headPlaces + k * head) / weights;
    }
    tailBase = at(x, end - 1);
    for (let i = end - 1, sum = 0, places = 0; i >= start; i--) {
      sum += at(x, i) - tailBase;
      places += sum;
      tail[i - start] = places;
    }
  }
  return out;
}

/**
 * Hull moving average: `WMA(2 WMA(x, n/2) - WMA(x, n), √n)`, both lengths rounded down, as TradingView's
 * built-in does. First value at index `n + ⌊√n⌋ - 2`.
 */
export function hullMa(x: Float64Array, n: number): Float64Array {
  const fast = wma(x, Math.floor(n / 2));
  const slow = wma(x, n);
  const raw = blank(x.length);
  for (let i = n - 1; i < x.length; i++) raw[i] = 2 * at(fast, i) - at(slow, i);
  return wma(raw, Math.floor(Math.sqrt(n)), n - 1);
}

/**
 * Volume-weighted moving average of the close over `n` bars, `Σ close·volume / Σ volume`. First value at index
 * `n - 1`; NaN wherever nothing was traded in all `n` bars, because no such average exists.
 */
export function vwma({ close, volume }: PricesAndVolume, n: number): Float64Array {
  const out = blank(close.length);
  const volumes = rollingSum(volume, n);
  const tail = blank(n + 1);
  const tailVolume = blank(n + 1);
  tail[n] = 0;
  tailVolume[n] = 0;
  let tailBase = 0;
  for (let start = 0; start < close.length; start += n) {
    const end = Math.min(start + n, close.length);
    const base = at(close, start);
    const shift = tailBase - base;
    let head = 0;
    for (let i = start; i < end; i++) {
      const j = i - start + 1;
      head += (at(close, i) - base) * at(volume, i);
      out[i] = base + (at(tail, j) + shift * at(tailVolume, j) + head) / at(volumes, i);
    }
    tailBase = at(close, end - 1);
    for (let i = end - 1, sum = 0, traded = 0; i >= start; i--) {
      traded += at(volume, i);
      sum += (at(close, i) - tailBase) * at(volume, i);
      tail[i - start] = sum;
      tailVolume[i - start] = traded;
    }
  }
  return out;
}
