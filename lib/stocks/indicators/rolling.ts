/**
 * Rolling-window functions in O(1) per bar, by the block method of van Herk and Gil-Werman: the series is cut into
 * blocks of `n`, and every window is the tail of one block followed by the head of the next. Nothing is ever
 * subtracted from a running total, so errors do not accumulate, and a window of zeros or equal values gives exactly
 * that value.
 *
 * In each function a window ends at the current bar, `from` is the first index of `x` that holds a value, and the
 * output is NaN before index `from + n - 1`. `tail[j]` covers the previous block from offset `j` on; `tail[n]` is the
 * empty tail, and NaN means that there is no previous block.
 */
import { at, blank } from './bars.ts';

/** Sum of the last `n` values. */
export function rollingSum(x: Float64Array, n: number, from = 0): Float64Array {
  const out = blank(x.length);
  const tail = blank(n + 1);
  tail[n] = 0;
  for (let start = from; start < x.length; start += n) {
    const end = Math.min(start + n, x.length);
    let head = 0;
    for (let i = start; i < end; i++) {
      head += at(x, i);
      out[i] = at(tail, i - start + 1) + head;
    }
    for (let i = end - 1, sum = 0; i >= start; i--) {
      sum += at(x, i);
      tail[i - start] = sum;
    }
  }
  return out;
}

/**
 * Mean of the last `n` values. Each block is summed as differences from a value that all its windows share
 * (the last value for a tail, the first for a head), so that the precision is that of the spread.
 */
export function rollingMean(x: Float64Array, n: number, from = 0): Float64Array {
  const out = blank(x.length);
  const tail = blank(n + 1);
  tail[n] = 0;
  let tailBase = 0;
  for (let start = from; start < x.length; start += n) {
    const end = Math.min(start + n, x.length);
    const base = at(x, start);
    const shift = tailBase - base;
    let head = 0;
    for (let i = start; i < end; i++) {
      const j = i - start + 1;
      head += at(x, i) - base;
      out[i] = base + (at(tail, j) + (n - j) * shift + head) / n;
    }
    tailBase = at(x, end - 1);
    for (let i = end - 1, sum = 0; i >= start; i--) {
      sum += at(x, i) - tailBase;
      tail[i - start] = sum;
    }
  }
  return out;
}

/**
 * Population standard deviation of the last `n` values: Welford's recurrence within a block, Chan, Golub and
 * LeVeque's pairwise rule (1979) to join tail and head. The variance is a sum of squares, never negative.
 */
export function rollingDeviation(x: Float64Array, n: number, from = 0): Float64Array {
  const out = blank(x.length);
  const tailMean = blank(n + 1).fill(0);
  const tailSquares = blank(n + 1);
  tailSquares[n] = 0;
  for (let start = from; start < x.length; start += n) {
    const end = Math.min(start + n, x.length);
    let mean = 0;
    let squares = 0;
    for (let i = start; i < end; i++) {
      const j = i - start + 1;
      const step = at(x, i) - mean;
      mean += step / j;
      squares += step * (at(x, i) - mean);
      const gap = at(tailMean, j) - mean;
      out[i] = Math.sqrt((at(tailSquares, j) + squares + (gap * gap * j * (n - j)) / n) / n);
    }
    mean = 0;
    squares = 0;
    for (let i = end - 1; i >= start; i--) {
      const step = at(x, i) - mean;
      mean += step / (end - i);
      squares += step * (at(x, i) - mean);
      tailMean[i - start] = mean;
      tailSquares[i - start] = squares;
    }
  }
  return out;
}

/** Highest value of `high` and lowest of `low` over the last `n` bars. */
export function rollingRange(
  high: Float64Array,
  low: Float64Array,
  n: number,
  from = 0,
): { highest: Float64Array; lowest: Float64Array } {
  const highest = blank(high.length);
  const lowest = blank(high.length);
  const tailHigh = blank(n + 1);
  const tailLow = blank(n + 1);
  tailHigh[n] = Number.NEGATIVE_INFINITY;
  tailLow[n] = Number.POSITIVE_INFINITY;
  for (let start = from; start < high.length; start += n) {
    const end = Math.min(start + n, high.length);
    let top = Number.NEGATIVE_INFINITY;
    let bottom = Number.POSITIVE_INFINITY;
    for (let i = start; i < end; i++) {
      top = Math.max(top, at(high, i));
      bottom = Math.min(bottom, at(low, i));
      highest[i] = Math.max(at(tailHigh, i - start + 1), top);
      lowest[i] = Math.min(at(tailLow, i - start + 1), bottom);
    }
    top = Number.NEGATIVE_INFINITY;
    bottom = Number.POSITIVE_INFINITY;
    for (let i = end - 1; i >= start; i--) {
      top = Math.max(top, at(high, i));
      bottom = Math.min(bottom, at(low, i));
      tailHigh[i - start] = top;
      tailLow[i - start] = bottom;
    }
  }
  return { highest, lowest };
}
