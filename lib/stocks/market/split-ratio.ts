/** Shares after and before a split or bonus that providers are known to miss: common ratios from 5:4 up. */
const RATIOS: readonly (readonly [after: number, before: number])[] = [
  ...([
    [5, 4],
    [4, 3],
    [3, 2],
    [5, 3],
    [2, 1],
    [5, 2],
    [3, 1],
    [4, 1],
    [5, 1],
    [6, 1],
    [7, 1],
    [8, 1],
  ] as const),
  ...([
    [10, 1],
    [15, 1],
    [20, 1],
    [25, 1],
    [30, 1],
    [40, 1],
    [50, 1],
    [100, 1],
  ] as const),
];

/** Largest distance of the overnight gap from a ratio, as a fraction: an ordinary night's move. */
const TOLERANCE = 0.03;

export interface SplitRatio {
  /** New shares for `before` old ones. */
  after: number;
  before: number;
}

/** The split, bonus or reverse split whose ratio is nearest to an overnight gap, or null if none is within 3 %. */
export function splitRatioOf(gap: number): SplitRatio | null {
  const both = RATIOS.flatMap(([after, before]) => [
    { after, before },
    { after: before, before: after },
  ]);
  const distance = ({ after, before }: SplitRatio) => Math.abs(Math.log((gap * after) / before));
  const [nearest] = both.toSorted((a, b) => distance(a) - distance(b));
  return nearest && distance(nearest) <= TOLERANCE ? nearest : null;
}

/** `3:2 bonus or split (3 shares for every 2 before)`. */
export function nameOf({ after, before }: SplitRatio): string {
  const shares = (n: number) => `${n} ${n === 1 ? 'share' : 'shares'}`;
  const kind = after > before ? 'bonus or split' : 'reverse split';
  return `${after}:${before} ${kind} (${shares(after)} for every ${before} before)`;
}
