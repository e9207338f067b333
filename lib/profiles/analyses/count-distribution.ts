/** Distribution of a count: negative binomial of variance mean + dispersion × mean². Dispersion 0: Poisson. */
export interface CountDistribution {
  mean: number;
  dispersion: number;
}

/** Log of P(0), and P(count + 1) / P(count) = (start + slope × count) / (count + 1) (Panjer 1981). */
function recursion({ mean, dispersion }: CountDistribution) {
  if (dispersion === 0) return { first: -mean, start: mean, slope: 0 };
  const size = 1 / dispersion;
  const failure = mean / (size + mean);
  return { first: size * Math.log(size / (size + mean)), start: size * failure, slope: failure };
}

/** Counts behind one as improbable as this move no end of an interval. */
const NEGLIGIBLE = 1e-12;
/** Products and probabilities beyond would lose their digits. */
const [SMALLEST, LARGEST] = [1e-200, 1e200];

/** Log of the probability of one count. */
export function logProbability(distribution: CountDistribution, count: number): number {
  const { first, start, slope } = recursion(distribution);
  let [log, product] = [first, 1];
  for (let below = 0; below < count; below += 1) {
    product *= (start + slope * below) / (below + 1);
    if (product > SMALLEST && product < LARGEST) continue;
    log += Math.log(product);
    product = 1;
  }
  return log + Math.log(product);
}

/** Adds `weight` times the probabilities of 0, 1, … to `sums`, as far as it reaches. */
export function addProbabilities(sums: Float64Array, distribution: CountDistribution, weight: number): void {
  const { first, start, slope } = recursion(distribution);
  let [log, probability] = [first, Math.exp(first)];
  for (let count = 0; count < sums.length; count += 1) {
    sums[count] = (sums[count] ?? 0) + weight * probability;
    const next = (start + slope * count) / (count + 1);
    // Before the bulk of a large mean it rises, behind it nothing follows.
    if (next < 1 && probability < NEGLIGIBLE) return;
    if (probability > SMALLEST) probability *= next;
    else {
      log += Math.log(next);
      probability = Math.exp(log);
    }
  }
}

/** A count above which practically nothing lies. */
export const farthest = ({ mean, dispersion }: CountDistribution): number =>
  Math.ceil(mean + 12 * Math.sqrt(mean + dispersion * mean ** 2) + 20);

/** Shares meant to lie below and above an interval. */
export interface Tails {
  below: number;
  above: number;
}

export interface Interval {
  low: number;
  median: number;
  high: number;
}

/** Of two neighbouring sums, whether the first is nearer to what is wanted. */
const isNearer = (first: number, second: number, wanted: number): boolean =>
  Math.abs(first - wanted) < Math.abs(second - wanted);

/**
 * The interval of whole counts whose tails come nearest to the wanted ones; it holds the median.
 * @param probabilities of 0, 1, …
 */
export function intervalOf(probabilities: Float64Array, { below, above }: Tails): Interval {
  let [low, median, high] = [0, 0, 0];
  let sum = 0;
  for (let count = 0; count < probabilities.length; count += 1) {
    const before = sum;
    sum += probabilities[count] ?? 0;
    if (before < 0.5) median = count;
    if (isNearer(sum, before, below)) low = count + 1;
    if (isNearer(sum, before, 1 - above)) high = count;
  }
  return { low: Math.min(low, median), median, high: Math.max(high, median) };
}
