/** Rounds to `digits` decimals; -0 becomes 0, so that equal findings have equal bytes. */
export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits)) + 0;

/** Fraction of a whole; 0 if the whole is 0. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : rounded(part / whole));

/**
 * Quantile by linear interpolation (type 7 of Hyndman & Fan 1996).
 * @param values non-negative if `zeros` is given
 * @param zeros number of additional zeros
 * @throws RangeError if empty
 */
export function quantile(values: readonly number[], p: number, zeros = 0): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length + zeros - 1) * p;
  const valueAt = (place: number): number | undefined => (place < zeros ? 0 : sorted[place - zeros]);
  const low = valueAt(Math.floor(at));
  const high = valueAt(Math.ceil(at));
  if (at < 0 || low === undefined || high === undefined) throw new RangeError('quantile of nothing');
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** @throws RangeError if empty */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('mean of nothing');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance (n - 1); 0 for fewer than two values. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}

/** Median and quartiles, rounded. @param zeros see `quantile` */
export function spread(values: readonly number[], zeros = 0): { median: number; p25: number; p75: number } {
  return {
    median: rounded(quantile(values, 0.5, zeros)),
    p25: rounded(quantile(values, 0.25, zeros)),
    p75: rounded(quantile(values, 0.75, zeros)),
  };
}

/** Counts each item, most frequent first, then by `compare`. */
export function tally<T>(items: Iterable<T>, compare: (a: T, b: T) => number): [T, number][] {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
}
