/** A measurement after `jobs` jobs. */
export interface Point {
  jobs: number;
  value: number;
}

/** A straight line through points, by least squares. */
export interface Line {
  /** Per job. */
  slope: number;
  /** Standard error of the slope. */
  error: number;
  /** Its value at the first and the last of the points. */
  start: number;
  end: number;
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** @throws Error with fewer than three points, or all of them at the same number of jobs. */
export function fitLine(points: readonly Point[]): Line {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 3) throw new Error('a line needs at least three points');
  const meanX = sum(points.map(({ jobs }) => jobs)) / points.length;
  const meanY = sum(points.map(({ value }) => value)) / points.length;
  const spread = sum(points.map(({ jobs }) => (jobs - meanX) ** 2));
  if (spread === 0) throw new Error('a line needs points at different numbers of jobs');
  const slope = sum(points.map(({ jobs, value }) => (jobs - meanX) * (value - meanY))) / spread;
  const at = (jobs: number) => meanY + slope * (jobs - meanX);
  const residue = sum(points.map(({ jobs, value }) => (value - at(jobs)) ** 2));
  const error = Math.sqrt(residue / (points.length - 2) / spread);
  return { slope, error, start: at(first.jobs), end: at(last.jobs) };
}

/** The second half of a series: the first has the warming up of compiler, caches and pools in it. */
export function secondHalf(points: readonly Point[]): Point[] {
  return points.slice(Math.floor(points.length / 2));
}

/** What a series may do: stay where it is, or grow in step with the jobs. */
export type Rule =
  /** It may grow by this part of its level, and by this much in any case. */
  | { kind: 'flat'; part: number; atLeast: number }
  /** Its two halves may differ in slope by this part; the first eighth, before anything is deleted, is left out. */
  | { kind: 'linear'; part: number };

/** Slopes within three standard errors of nothing are noise. */
const NOISE = 3;

function staysFlat(points: readonly Point[], part: number, atLeast: number): boolean {
  const { slope, error, start, end } = fitLine(secondHalf(points));
  return slope <= NOISE * error || end - start <= Math.max(part * Math.abs(start), atLeast);
}

function growsEvenly(points: readonly Point[], part: number): boolean {
  const settled = points.slice(Math.floor(points.length / 8));
  const middle = Math.floor(settled.length / 2);
  const early = fitLine(settled.slice(0, middle + 1));
  const late = fitLine(settled.slice(middle));
  const difference = Math.abs(late.slope - early.slope);
  return difference <= Math.max(part * Math.abs(early.slope), NOISE * Math.hypot(early.error, late.error));
}

/** Whether a series keeps its rule. Falling is flat. */
export function keepsRule(points: readonly Point[], rule: Rule): boolean {
  return rule.kind === 'flat' ? staysFlat(points, rule.part, rule.atLeast) : growsEvenly(points, rule.part);
}
