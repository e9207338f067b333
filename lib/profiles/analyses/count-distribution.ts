import { mean, variance } from './statistics.ts';

/** Distribution of a future count, fitted to past ones. */
export interface CountDistribution {
  mean: number;
  /** Above the mean: negative binomial. Otherwise: Poisson. */
  variance: number;
}

/**
 * Fits the distribution of the next count by moments. Half a count is added, so that zero observations do not imply a
 * rate of zero; the variance grows by 1/k for the uncertainty of a mean of k counts.
 */
export function fitted(counts: readonly number[]): CountDistribution {
  const k = counts.length;
  const centre = mean(counts) + 0.5 / k;
  return { mean: centre, variance: Math.max(variance(counts), centre) * (1 + 1 / k) };
}

/** Log of P(0), and of P(count + 1) / P(count). */
function recursion({ mean: m, variance: v }: CountDistribution) {
  if (v <= m) return { first: -m, ratio: (count: number) => Math.log(m / (count + 1)) };
  const size = (m * m) / (v - m);
  const success = size / (size + m);
  return {
    first: size * Math.log(success),
    ratio: (count: number) => Math.log(((count + size) / (count + 1)) * (1 - success)),
  };
}

/** The smallest counts whose cumulative probability reaches each share. @param shares ascending, below 1 */
export function quantilesOf(distribution: CountDistribution, shares: readonly number[]): number[] {
  const { first, ratio } = recursion(distribution);
  const farthest = distribution.mean + 20 * Math.sqrt(distribution.variance) + 20;
  let count = 0;
  let log = first;
  let sum = Math.exp(first);
  return shares.map((wanted) => {
    while (sum < wanted && count < farthest) {
      log += ratio(count);
      count += 1;
      sum += Math.exp(log);
    }
    return count;
  });
}
