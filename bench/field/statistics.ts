import type { Value } from './types.ts';

/** What several rounds gave: median, least and most, and how many they were. */
export interface Spread {
  median: number;
  least: number;
  most: number;
  rounds: number;
}

/** The middle value, or the mean of the two in the middle. @throws RangeError without values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError('There is no median of no values.');
  return (low + high) / 2;
}

function spreadOf(values: readonly number[]): Spread {
  return {
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    rounds: values.length,
  };
}

/** Of a value that any round did not reach, only the bound is known. */
export function summary(values: readonly Value[]): Spread | { over: number } {
  const numbers = values.filter((value) => typeof value === 'number');
  const beyond = values.filter((value) => typeof value !== 'number');
  if (beyond.length === 0) return spreadOf(numbers);
  return { over: Math.max(...beyond.map(({ over }) => over)) };
}

/** The time of a chain of this many steps. */
export interface Chain {
  steps: number;
  ms: number;
}

/**
 * How much longer a step takes for every thousand steps before it, in percent of a step, from the longest chain, a third
 * of it or less, and the shortest: (ms of a late step / ms of an early step - 1) / thousands between the two. What a chain
 * costs once is in none of the differences.
 * @returns null with fewer than three lengths
 */
export function slope(chains: readonly Chain[]): number | null {
  const sorted = chains.toSorted((a, b) => a.steps - b.steps);
  const [first, middle, last] = [sorted[0], sorted.at(-2), sorted.at(-1)];
  if (!first || !middle || !last || sorted.length < 3) return null;
  const early = (middle.ms - first.ms) / (middle.steps - first.steps);
  const late = (last.ms - middle.ms) / (last.steps - middle.steps);
  const thousands = (last.steps - first.steps) / 2 / 1_000;
  return ((late / early - 1) / thousands) * 100;
}
