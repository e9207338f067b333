/** A median that occurs: of an even number of values the upper of the two in the middle. @returns `none` of no values */
export function upperMedian(values: readonly number[], none = 0): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? none;
}
