import { around, heightOf, middleY, overlapX, overlapY, union } from '../layout/boxes.ts';
import type { Line } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import type { Rule } from './rulings.ts';

/** Points that text may reach over a rule. */
const OVER = 2;
/** Part of the lines' height that a rule must go beside to bound columns. */
const BESIDE = 0.5;

/** Index of the first rule at or right of x. */
function firstFrom(sorted: readonly Rule[], x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? x) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether one of the vertical rules stands between two neighbours of a line. */
export function partedBy(vertical: readonly Rule[]): (left: Box, right: Box) => boolean {
  const sorted = vertical.toSorted((a, b) => a.at - b.at);
  return (left, right) => {
    const y = (middleY(left) + middleY(right)) / 2;
    for (let at = firstFrom(sorted, left.x1 - OVER); at < sorted.length; at++) {
      const rule = sorted[at];
      if (!rule || rule.at > right.x0 + OVER) return false;
      if (rule.from <= y && rule.to >= y) return true;
    }
    return false;
  };
}

const together = (a: Box, b: Box, lines: readonly Line[]): boolean =>
  lines.some(({ segments }) => {
    const first = segments.some(({ box }) => overlapX(box, a) > 0 && overlapX(box, b) <= 0);
    return first && segments.some(({ box }) => overlapX(box, b) > 0 && overlapX(box, a) <= 0);
  });

/** Columns that stand between the same two rules are one, unless some line fills both. */
export function betweenWalls(
  columns: readonly Box[],
  lines: readonly Line[],
  vertical: readonly Rule[],
): Box[] {
  const box = around(lines.map((line) => line.box));
  const walls = vertical.filter(({ from, to }) => {
    return overlapY({ ...box, y0: from, y1: to }, box) >= BESIDE * heightOf(box);
  });
  if (walls.length < 2) return [...columns];
  const found: Box[] = [];
  for (const column of columns) {
    const last = found.at(-1);
    const walled = last && walls.some(({ at }) => at > last.x1 - OVER && at < column.x0 + OVER);
    if (last && !walled && !together(last, column, lines)) found[found.length - 1] = union(last, column);
    else found.push(column);
  }
  return found;
}

/** The nearest vertical rules left and right of a box, at its height. */
export function wallsAround(
  box: Box,
  vertical: readonly Rule[],
): { left: number | null; right: number | null } {
  const y = middleY(box);
  let left: number | null = null;
  let right: number | null = null;
  for (const { at, from, to } of vertical) {
    if (from > y || to < y) continue;
    if (at <= box.x0 + OVER) left = Math.max(at, left ?? at);
    if (at >= box.x1 - OVER) right = Math.min(at, right ?? at);
  }
  return { left, right };
}
