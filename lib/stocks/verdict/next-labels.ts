import { type Verdict, verdictOf } from '../rating/rate.ts';

export interface NextLabel {
  verdict: Verdict;
  /** Distance to the bound between the labels, in rating points; 0 on the bound. */
  points: number;
  text: string;
}

const BOUNDS = [-0.5, -0.1, 0.1, 0.5] as const;

/** Larger than any rounding error of a rating, smaller than any distance between labels. */
const PAST = 1e-6;

function past(bound: number, side: 1 | -1, rating: number): NextLabel {
  const verdict = verdictOf(bound + side * PAST);
  const points = Math.abs(bound - rating);
  return {
    verdict,
    points,
    text: `${points.toFixed(2)} rating points ${side > 0 ? 'below' : 'above'} ${verdict}.`,
  };
}

/** The labels above and below a rating's own; null beyond the strongest. */
export function nextLabels(rating: number): { up: NextLabel | null; down: NextLabel | null } {
  const own = verdictOf(rating);
  const up = BOUNDS.find((bound) => bound >= rating && verdictOf(bound + PAST) !== own);
  const down = BOUNDS.findLast((bound) => bound <= rating && verdictOf(bound - PAST) !== own);
  return {
    up: up === undefined ? null : past(up, 1, rating),
    down: down === undefined ? null : past(down, -1, rating),
  };
}
