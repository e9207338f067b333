import { at, blank, type Prices, trueRange } from './bars.ts';
import { rollingRange } from './rolling.ts';

/** One bar's directional movement (Wilder): only the larger of the two moves counts. */
function directionalMove({ high, low }: Prices, i: number): { up: number; down: number } {
  const up = at(high, i) - at(high, i - 1);
  const down = at(low, i - 1) - at(low, i);
  return { up: up > 0 && up > down ? up : 0, down: down > 0 && down > up ? down : 0 };
}

/** Wilder's mean of `index` from bar `n` on; a NaN leaves it unchanged. */
function averageIndex(index: Float64Array, n: number): Float64Array {
  const out = blank(index.length);
  let average = 0;
  for (let i = n; i < index.length; i++) {
    const value = at(index, i);
    if (i < 2 * n) average += Number.isNaN(value) ? 0 : value / n;
    else if (!Number.isNaN(value)) average += (value - average) / n;
    if (i >= 2 * n - 1) out[i] = average;
  }
  return out;
}

/**
 * Wilder's directional indicators and their average directional index over `n` bars, each 0 to 100. As in
 * TA-Lib the first sums hold `n - 1` bars; `plus` and `minus` begin at index `n`, `adx` at `2 n - 1`. Without
 * any range the indicators are 0; without any directional movement `adx` keeps its value.
 */
export function directionalMovement(
  prices: Prices,
  n: number,
): { plus: Float64Array; minus: Float64Array; adx: Float64Array } {
  const { length } = prices.close;
  const plus = blank(length);
  const minus = blank(length);
  const index = blank(length);
  let up = 0;
  let down = 0;
  let range = 0;
  for (let i = 1; i < length; i++) {
    const move = directionalMove(prices, i);
    const kept = i < n ? 1 : 1 - 1 / n;
    up = up * kept + move.up;
    down = down * kept + move.down;
    range = range * kept + trueRange(prices, i);
    if (i < n) continue;
    plus[i] = range === 0 ? 0 : (100 * up) / range;
    minus[i] = range === 0 ? 0 : (100 * down) / range;
    index[i] = (100 * Math.abs(up - down)) / (up + down);
  }
  return { plus, minus, adx: averageIndex(index, n) };
}

/**
 * Donchian's channel: the highest high and the lowest low of the last `n` bars, this one included. First values
 * at index `n - 1`. A breakout is measured against the channel of the bar before.
 */
export function donchian({ high, low }: Prices, n: number): { high: Float64Array; low: Float64Array } {
  const { highest, lowest } = rollingRange(high, low, n);
  return { high: highest, low: lowest };
}

/** Middle of the highest high and the lowest low of the last `n` bars. */
function rangeMiddle({ high, low }: Prices, n: number): Float64Array {
  const { highest, lowest } = rollingRange(high, low, n);
  const out = blank(high.length);
  for (let i = n - 1; i < out.length; i++) out[i] = (at(highest, i) + at(lowest, i)) / 2;
  return out;
}

/**
 * Ichimoku lines in price units: middles of the range over three lengths, and span A halfway between the
 * first two. Each value stands at the bar it is computed from: charts draw the spans 26 bars further right.
 * First values at `conversionLength - 1`, `baseLength - 1` (base and span A) and `spanLength - 1`.
 */
export function ichimoku(
  prices: Prices,
  conversionLength: number,
  baseLength: number,
  spanLength: number,
): { conversion: Float64Array; base: Float64Array; spanA: Float64Array; spanB: Float64Array } {
  const conversion = rangeMiddle(prices, conversionLength);
  const base = rangeMiddle(prices, baseLength);
  const spanA = blank(base.length);
  for (let i = baseLength - 1; i < spanA.length; i++) spanA[i] = (at(conversion, i) + at(base, i)) / 2;
  return { conversion, base, spanA, spanB: rangeMiddle(prices, spanLength) };
}

/**
 * Wilder's parabolic stop and reverse, in price units. First value at index 1; the first side is short where
 * bar 1 moves down more than up. A short side is the long one with every price negated, so the loop knows
 * only rising stops, which may not pass the lows of this bar and the one before.
 * @param step acceleration at the start and at each new extreme. @param limit the largest acceleration.
 */
export function parabolicSar(prices: Prices, step: number, limit: number): Float64Array {
  const { high, low } = prices;
  const out = blank(high.length);
  if (high.length < 2) return out;
  let side = directionalMove(prices, 1).down > 0 ? -1 : 1;
  const highAt = (i: number) => (side > 0 ? at(high, i) : -at(low, i));
  const lowAt = (i: number) => (side > 0 ? at(low, i) : -at(high, i));
  const belowLows = (stop: number, i: number) => Math.min(stop, lowAt(Math.max(i - 1, 1)), lowAt(i));
  let stop = lowAt(0);
  let extreme = highAt(1);
  let acceleration = step;
  for (let i = 1; i < high.length; i++) {
    if (lowAt(i) <= stop) {
      side = -side;
      stop = belowLows(-extreme, i);
      extreme = highAt(i);
      acceleration = step;
      out[i] = side * stop;
    } else {
      out[i] = side * stop;
      if (highAt(i) > extreme) {
        extreme = highAt(i);
        acceleration = Math.min(acceleration + step, limit);
      }
    }
    stop = belowLows(stop + acceleration * (extreme - stop), i);
  }
  return out;
}
