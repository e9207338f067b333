import { upperMedian } from '../../core/statistics.ts';
import type { Box } from '../pdf/page.ts';
import { heightOf, middleX, middleY, overlapX, overlapY, widthOf } from './boxes.ts';
import { isMonospaced } from './fonts.ts';
import type { Placed } from './placed.ts';
import {
  goesOn,
  isFilled,
  isList,
  isWorded,
  partTogether,
  type Strip,
  sideBySide,
  stripOf,
} from './strips.ts';
import { whiteSpace } from './white-space.ts';

// What of the white space on a page parts columns: the text beside it reads down, not across.

/** In font sizes. A space of monospaced text is 0.6 wide. */
const WIDTH = { least: 0.6, monospaced: 0.9, sure: 1.2, wide: 2 } as const;
/** Lines on both sides. */
const LINES = { few: 2, many: 5 } as const;
/** White rectangles that are looked at, the highest first. */
const MOST = 16;
/** Part of a rectangle's height that another must go beside to bound the same columns. */
const BESIDE = 0.75;
/** Part of its width below which another is within the column: before the dots that lead to a page number. */
const INNER = 0.5;
/** Part of a column's lines that begin at one of two places, flush or indented; in font sizes, how far off they are. */
const FLUSH = { part: 0.6, off: 0.3 } as const;
/** Changes of side a line: fewer are columns, more are lines drawn across them. */
const CELLS = { least: 0.25, most: 1.5 } as const;
/** Part of the rows that stand at the same height, below which they are no rows of a table. */
const LEVEL = 0.5;

/** What is around a white rectangle. */
interface Setting {
  gutter: Box;
  /** Next to it on both sides. */
  left: Strip;
  right: Strip;
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
function sidesOf(pieces: readonly Placed[], gutter: Box, size: number): Sides {
  const sides: Sides = { gutter, left: [], right: [], above: [], below: [] };
  for (const piece of pieces) {
    const { place } = piece;
    const crosses = overlapX(place, gutter) > 0.01;
    if (!crosses && isBeside(gutter, piece, size / 2)) {
      (middleX(place) < middleX(gutter) ? sides.left : sides.right).push(piece);
    } else (middleY(place) < middleY(gutter) ? sides.above : sides.below).push(piece);
  }
  return sides;
}

/** Edges of the columns next to a white rectangle: other rectangles that go beside it. */
function bounds(gutter: Box, all: readonly Box[]): { from: number; to: number } {
  let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const other of all) {
    if (other === gutter || overlapY(other, gutter) < BESIDE * heightOf(gutter)) continue;
    if (widthOf(other) < INNER * widthOf(gutter)) continue;
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

function settingOf(sides: Sides, all: readonly Box[], size: number, rightToLeft: boolean): Setting {
  const { gutter } = sides;
  const { from, to } = bounds(gutter, all);
  const left = stripOf(sides.left.filter(({ place }) => middleX(place) > from));
  const right = stripOf(sides.right.filter(({ place }) => middleX(place) < to));
  const width = widthOf(gutter) / size;
  return { gutter, left, right, width, size, changes: changesOf(sides), rightToLeft };
}

/** Whether most lines after the white begin at two places, as those of a column do and words after a space do not. */
function isFlush({ left, right, size, rightToLeft }: Setting): boolean {
  const { rows } = rightToLeft ? left : right;
  const starts = rows.map(({ box }) => (rightToLeft ? -box.x1 : box.x0)).sort((a, b) => a - b);
  const counts: number[] = [];
  let at = Number.NEGATIVE_INFINITY;
  for (const start of starts) {
    if (start - at > FLUSH.off * size) {
      at = start;
      counts.push(0);
    }
    counts.push((counts.pop() ?? 0) + 1);
  }
  const [most = 0, second = 0] = counts.toSorted((a, b) => b - a);
  return most + second >= FLUSH.part * rows.length;
}

/** Whether the file's content draws one side and then the other. */
const drawnApart = ({ changes, left, right }: Setting): boolean =>
  changes <= Math.max(1, 0.1 * Math.min(left.rows.length, right.rows.length));

/** Whether the file's content draws the rows of a table, each of them cell by cell and several lines high. */
function drawnInCells(setting: Setting): boolean {
  const { changes, left, right } = setting;
  const lines = Math.min(left.rows.length, right.rows.length);
  return !drawnApart(setting) && changes > CELLS.least * lines && changes < CELLS.most * lines;
}

/** Columns of running text. */
function partsProse(setting: Setting): boolean {
  const { left, right, width } = setting;
  const lines = Math.min(left.rows.length, right.rows.length);
  if (!isFilled(left) || !isFilled(right)) return false;
  const worded = isWorded(left) && isWorded(right);
  if (!worded && !(lines >= LINES.many && drawnApart(setting))) return false;
  if (drawnInCells(setting) || partTogether(left, right)) return false;
  if (width < WIDTH.wide && !isFlush(setting)) return false;
  if (lines >= LINES.many) return true;
  if (width < WIDTH.sure) return false;
  const isBesideLong = Math.max(left.rows.length, right.rows.length) >= LINES.many;
  return (isBesideLong && drawnApart(setting)) || (goesOn(left) && goesOn(right));
}

/** Columns of short lines, as in an index: the file draws them one after the other, or their lines are not level. */
function partsLists(setting: Setting): boolean {
  const { left, right, width } = setting;
  const lines = Math.min(left.rows.length, right.rows.length);
  if (lines < LINES.many || width < WIDTH.least || !isList(left) || !isList(right)) return false;
  return isFlush(setting) && (drawnApart(setting) || sideBySide(left, right) < LEVEL);
}

function parts(setting: Setting): boolean {
  const lines = Math.min(setting.left.rows.length, setting.right.rows.length);
  return lines >= LINES.few && (partsProse(setting) || partsLists(setting));
}

function leastWidth(pieces: readonly Placed[]): number {
  const monospaced = pieces.filter(({ run }) => isMonospaced(run.font)).length;
  return monospaced * 2 > pieces.length ? WIDTH.monospaced : WIDTH.least;
}

/**
 * The pieces on the sides of the highest white rectangle that parts columns; null if none does.
 * @param rightToLeft the text is of a script that is written from right to left
 */
export function gutterSides(pieces: readonly Placed[], rightToLeft: boolean): Sides | null {
  if (pieces.length < 2 * LINES.few) return null;
  const size = upperMedian(pieces.map((piece) => piece.size));
  const all = whiteSpace(
    pieces.map(({ place }) => place),
    leastWidth(pieces) * size,
    size,
  );
  const highest = all.toSorted((a, b) => heightOf(b) - heightOf(a) || widthOf(b) - widthOf(a));
  for (const gutter of highest.slice(0, MOST)) {
    const sides = sidesOf(pieces, gutter, size);
    if (sides.left.length < LINES.few || sides.right.length < LINES.few) continue;
    if (parts(settingOf(sides, all, size, rightToLeft))) return sides;
  }
  return null;
}
