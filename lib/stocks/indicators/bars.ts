/** The columns an indicator reads, oldest bar first, of one length and finite. `DailyBars` is one. */
export interface Prices {
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
}

export interface PricesAndVolume extends Prices {
  volume: Float64Array;
}

/** The value at `i`, which must lie inside the array. Compiles to a plain load. */
export function at(x: Float64Array, i: number): number {
  return x[i] ?? Number.NaN;
}

/** An output column: NaN until an indicator writes its values. */
export function blank(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}

/** The wider of a bar's own range and its gap from the close before: Wilder's true range, in price units. */
export function trueRange({ high, low, close }: Prices, i: number): number {
  const before = at(close, i - 1);
  return Math.max(at(high, i), before) - Math.min(at(low, i), before);
}
