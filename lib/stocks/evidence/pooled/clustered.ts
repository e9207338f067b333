/**
 * Variance of a mean over trades that move together: J. C. Driscoll, A. C. Kraay, Review of Economics and Statistics
 * 80 (1998) 549-560. All trades decided in one month are one cluster, so symbols may depend on each other in any way;
 * a month and the next may too (Bartlett weight 1/2), because trades of the last days run on. Months that happen to
 * offset each other do not lower it.
 * @param shares what each month in a row adds to the estimate's error; they sum to 0.
 * @param clusters effective months, above 1.
 */
export function clusteredVariance(shares: readonly number[], clusters: number): number {
  let own = 0;
  let neighbours = 0;
  shares.forEach((share, i) => {
    own += share * share;
    neighbours += share * (shares[i - 1] ?? 0);
  });
  return ((own + Math.max(0, neighbours)) * clusters) / (clusters - 1);
}

/**
 * How many clusters of equal size weigh as much: `(Σ n)² / Σ n²`, L. Kish, Survey Sampling (1965). Two months that
 * hold most of the trades are little more than two observations. 0 without trades.
 */
export function effectiveClusters(sizes: readonly number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  return squares === 0 ? 0 : (total * total) / squares;
}

/**
 * Equivalent degrees of freedom of that variance: with independent shares its own variance is 3 / `clusters` of its
 * square, that of a chi-squared over its degrees of freedom twice their inverse.
 */
export function clusteredFreedom(clusters: number): number {
  return (2 * clusters) / 3;
}
