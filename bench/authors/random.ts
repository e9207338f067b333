export type Random = () => number;

/** Uniform from 0 to 1, from a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const between = (low: number, high: number, random: Random): number => low + (high - low) * random();

/** Between two positive numbers, each doubling as likely as the next. */
export const scaled = (low: number, high: number, random: Random): number => low * (high / low) ** random();

/** Standard normal (Box & Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Exponential of mean 1. */
export const exponential = (random: Random): number => -Math.log(1 - random());

/** Poisson (Knuth 1969); halves large means, whose exponential would be 0. */
export function poisson(mean: number, random: Random): number {
  if (mean > 30) return poisson(mean / 2, random) + poisson(mean / 2, random);
  const least = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > least; product *= random()) count += 1;
  return count;
}
