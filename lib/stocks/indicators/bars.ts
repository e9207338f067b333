/** The price columns that indicators read: oldest bar first, equal lengths, all finite. `DailyBars` satisfies it. */
export interface Prices {
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
}

export interface PricesAndVolume extends Prices {
  volume: Float64Array;
}

/** The value at `i`, which must be in range. Compiles to a plain load. */
export function at(x: Float64Array, i: number): number {
  return x[i] ?? Number.NaN;
}

/** An output column filled with NaN. */
export function blank(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}

/** Wilder's true range in price units: the bar's range, extended to the previous close. */
export function trueRange({ high, low, close }: Prices, i: number): number {
  const before = at(close, i - 1);
  return Math.max(at(high, i), before) - Math.min(at(low, i), before);
}
