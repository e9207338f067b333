import type { Box } from '../pdf/page.ts';
import { heightOf, middleX, middleY, overlapX, overlapY, widthOf } from './boxes.ts';
import type { Placed } from './placed.ts';
import { type Strip, stripOf } from './strips.ts';

// What is around a white rectangle.

/** In font sizes, how far white that is measured by stripes may fall short of the lines beside it. */
const STEP = 0.2;
/** Part of a rectangle's height that another must go beside to bound the same columns. */
const BESIDE = 0.75;
/** Part of its width below which another is within the column: before the dots that lead to a page number. */
const INNER = 0.5;

/** What is around a white rectangle. */
export interface Setting {
  gutter: Box;
  /** Next to it on both sides. */
  left: Strip;
  right: Strip;
  /** Of the side that has fewer beside the other. */
  lines: number;
  /** In font sizes. */
  width: number;
  size: number;
  /** How often the file's content changes sides, with each side's pieces in the order in which they were drawn. */
  changes: number;
  rightToLeft: boolean;
}

export interface Sides {
  gutter: Box;
  left: Placed[];
  right: Placed[];
  above: Placed[];
  below: Placed[];
}

const isBeside = (gutter: Box, { place }: Placed, slack: number): boolean =>
  middleY(place) >= gutter.y0 - slack && middleY(place) <= gutter.y1 + slack;

/** The pieces left and right of a white rectangle, above and below it. */
export function sidesOf(pieces: readonly Placed[], gutter: Box, size: number): Sides {
  const sides: Sides = { gutter, left: [], right: [], above: [], below: [] };
  for (const piece of pieces) {
    const { place } = piece;
    const crosses = overlapX(place, gutter) > 0.01;
    if (!crosses && isBeside(gutter, piece, STEP * size)) {
      (middleX(place) < middleX(gutter) ? sides.left : sides.right).push(piece);
    } else (middleY(place) < middleY(gutter) ? sides.above : sides.below).push(piece);
  }
  return sides;
}

/** Lines of a strip that stand at the height of the other. */
const linesBeside = ({ rows }: Strip, { box }: Strip): number =>
  rows.filter((row) => middleY(row.box) >= box.y0 && middleY(row.box) <= box.y1).length;

/** Whether another rectangle bounds the same columns. */
export const goesBeside = (other: Box, gutter: Box): boolean =>
  overlapY(other, gutter) >= BESIDE * heightOf(gutter) && widthOf(other) >= INNER * widthOf(gutter);

/** Edges of the columns next to a white rectangle: other rectangles that go beside it. */
function bounds(gutter: Box, all: readonly Box[]): { from: number; to: number } {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const other of all) {
    if (other === gutter || !goesBeside(other, gutter)) continue;
    if (other.x1 <= gutter.x0) from = Math.max(from, other.x1);
    if (other.x0 >= gutter.x1) to = Math.min(to, other.x0);
  }
  return { from, to };
}

function changesOf({ left, right }: Sides): number {
  const order = [
    ...left.map(({ drawn }) => ({ drawn, isLeft: true })),
    ...right.map(({ drawn }) => ({ drawn, isLeft: false })),
  ].sort((a, b) => a.drawn - b.drawn);
  return order.filter(({ isLeft }, at) => at > 0 && order[at - 1]?.isLeft !== isLeft).length;
}

export function settingOf(sides: Sides, all: readonly Box[], size: number, rightToLeft: boolean): Setting {
  const { gutter } = sides;
  const { from, to } = bounds(gutter, all);
  const left = stripOf(sides.left.filter(({ place }) => middleX(place) > from));
  const right = stripOf(sides.right.filter(({ place }) => middleX(place) < to));
  const width = widthOf(gutter) / size;
  const lines = Math.min(linesBeside(left, right), linesBeside(right, left));
  return { gutter, left, right, lines, width, size, changes: changesOf(sides), rightToLeft };
}
