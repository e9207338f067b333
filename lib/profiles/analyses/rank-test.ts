/** Upper tail probability of the normal distribution: Abramowitz & Stegun 26.2.17, error below 7.5e-8. @param z ≥ 0 */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

/** Of the normal distribution, for intervals of 95 %. */
const Z_95 = 1.959964;

/** Values of two sides that are compared with each other only. */
export interface Group {
  a: readonly number[];
  b: readonly number[];
}

export interface Estimate {
  value: number;
  /** Ends of the 95 % interval. */
  low: number;
  high: number;
}

export interface StratifiedTest {
  /** Two-sided. */
  p: number;
  /** Share of pairs within the groups in which `a` is larger; ties count half. */
  superiority: Estimate;
  /** Typical ratio of `a` to `b` within the groups, of value + 1. */
  ratio: Estimate;
}

interface Pair {
  /** Log of the ratio of value + 1. */
  log: number;
  weight: number;
}

interface Part {
  /** Weighted distance of the rank sum of `a` from the expected one, its variance, and the weight of all pairs. */
  distance: number;
  variance: number;
  weight: number;
  pairs: Pair[];
}

/** Sum of t³ - t over groups of ties. */
function tiesIn(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
}

function partOf({ a, b }: Group): Part {
  const n = a.length + b.length;
  const weight = 1 / (n + 1);
  const logs = a.flatMap((x) => b.map((y) => Math.log((x + 1) / (y + 1))));
  const wins = logs.reduce((sum, log) => sum + (log > 0 ? 1 : Number(log === 0) / 2), 0);
  const ties = tiesIn([...a, ...b]) / (n * (n - 1));
  return {
    distance: weight * (wins - logs.length / 2),
    variance: (weight ** 2 * logs.length * (n + 1 - ties)) / 12,
    weight: weight * logs.length,
    pairs: logs.map((log) => ({ log, weight })),
  };
}

const sumOf = (parts: readonly Part[], of: (part: Part) => number): number =>
  parts.reduce((sum, part) => sum + of(part), 0);

/** By chance within the groups, or as the groups differ from each other if that is more: neighbours may be alike. */
function varianceOf(parts: readonly Part[], shift: number): number {
  const between = sumOf(parts, ({ distance, weight }) => (distance - weight * shift) ** 2);
  const chance = sumOf(parts, ({ variance }) => variance);
  return Math.max(chance, (between * parts.length) / Math.max(1, parts.length - 1));
}

/** The log below which this share of the weight lies. @param pairs ascending */
function weightedQuantile(pairs: readonly Pair[], share: number): number {
  const all = pairs.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { log, weight } of pairs) {
    sum += weight;
    if (sum >= share * all) return log;
  }
  return pairs.at(-1)?.log ?? 0;
}

/**
 * Two-sided test whether `a` is larger than `b` within groups of like (van Elteren 1960: rank sums weighted by 1/(n + 1)),
 * normal approximation corrected for ties and continuity; the ratio by Hodges & Lehmann (1963), its interval from the
 * same test.
 * @param groups with values on both sides, non-negative
 */
export function stratifiedTest(groups: readonly Group[]): StratifiedTest {
  const parts = groups.map(partOf);
  const weight = sumOf(parts, (part) => part.weight);
  const distance = sumOf(parts, (part) => part.distance);
  const shift = distance / weight;
  const deviation = Math.sqrt(varianceOf(parts, shift));
  const largest = Math.max(...groups.map(({ a, b }) => a.length + b.length));
  const beyond = Math.max(0, Math.abs(distance) - 0.5 / (largest + 1));
  const reach = (Z_95 * deviation) / weight;
  const pairs = parts.flatMap((part) => part.pairs).sort((x, y) => x.log - y.log);
  const ratioAt = (share: number): number =>
    Math.exp(weightedQuantile(pairs, Math.min(1, Math.max(0, share))));
  const value = 0.5 + shift;
  return {
    p: deviation === 0 ? 1 : Math.min(1, 2 * upperTail(beyond / deviation)),
    superiority: { value, low: Math.max(0, value - reach), high: Math.min(1, value + reach) },
    ratio: { value: ratioAt(0.5), low: ratioAt(0.5 - reach), high: ratioAt(0.5 + reach) },
  };
}

/** Holm's correction (1979) for multiple comparisons, in the given order. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p || a.index - b.index);
  const corrected = ps.map(() => 1);
  let floor = 0;
  for (const [rank, { p, index }] of order.entries()) {
    floor = Math.max(floor, Math.min(1, p * (ps.length - rank)));
    corrected[index] = floor;
  }
  return corrected;
}
