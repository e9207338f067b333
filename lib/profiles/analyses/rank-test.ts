/**
 * Upper tail probability of the normal distribution: Abramowitz & Stegun 26.2.17, error below 7.5e-8. @param z ≥ 0
 */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}

/** Sum of the ranks of `a` in the combined sample, and the sum of t³ - t over groups of ties. */
function rankSum(a: readonly number[], b: readonly number[]): { ofA: number; ties: number } {
  const all = [...a.map((value) => ({ value, inA: true })), ...b.map((value) => ({ value, inA: false }))];
  all.sort((x, y) => x.value - y.value);
  let ofA = 0;
  let ties = 0;
  for (let start = 0; start < all.length; ) {
    const { value } = all[start] ?? { value: 0 };
    let end = start;
    while (end < all.length && all[end]?.value === value) end += 1;
    const group = all.slice(start, end);
    ofA += ((start + 1 + end) / 2) * group.filter(({ inA }) => inA).length;
    ties += group.length ** 3 - group.length;
    start = end;
  }
  return { ofA, ties };
}

export interface RankTest {
  /** Two-sided. */
  p: number;
  /** Share of pairs in which `a` is larger; ties count half. */
  superiority: number;
}

/**
 * Two-sided Mann-Whitney test (1947), normal approximation corrected for ties and continuity.
 * @param a, b at least 8 values each; the approximation is poor below that
 * @returns p of 1 if all values are equal
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): RankTest {
  const n = a.length + b.length;
  const { ofA, ties } = rankSum(a, b);
  const u = ofA - (a.length * (a.length + 1)) / 2;
  const superiority = u / (a.length * b.length);
  const variance = ((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 0)) return { p: 1, superiority };
  const distance = Math.max(0, Math.abs(u - (a.length * b.length) / 2) - 0.5);
  return { p: Math.min(1, 2 * upperTail(distance / Math.sqrt(variance))), superiority };
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
