/** A share of successes, 0 to 1, that `n` independent trials gave (`n` above 0). */
export interface Proportion {
  share: number;
  n: number;
}

/**
 * Wilson's score interval of a proportion, each bound at the one-sided confidence whose normal quantile is
 * `z` (1.96: the two-sided 95 % interval). E. B. Wilson, JASA 22 (1927).
 */
export function wilsonInterval({ share, n }: Proportion, z: number): { low: number; high: number } {
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Lower bound of `a.share - b.share`, one-sided at the confidence whose normal quantile is `z`: method 10 of
 * R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, for two independent proportions.
 */
export function leadLowerBound(a: Proportion, b: Proportion, z: number): number {
  const below = a.share - wilsonInterval(a, z).low;
  const above = wilsonInterval(b, z).high - b.share;
  return a.share - b.share - Math.hypot(below, above);
}
