import { upperMedian } from '../../core/statistics.ts';
import type { Box } from '../pdf/page.ts';
import { breaksOf, partedAt, sharedGaps, stretchesOf } from './bands.ts';
import { goesBeside, type Setting, type Sides, settingOf, sidesOf } from './beside-gutter.ts';
import { heightOf, middleX, middleY, widthOf } from './boxes.ts';
import { drawnApart, LINES, parts } from './column-signs.ts';
import { isMonospaced } from './fonts.ts';
import type { Placed } from './placed.ts';
import { isList } from './strips.ts';
import { whiteSpace } from './white-space.ts';

// Where a page falls apart: at the white between columns, at what goes across them, into rows of cells.

/** In font sizes. A space of monospaced text is 0.6 wide. */
const WIDTH = { least: 0.6, monospaced: 0.9 } as const;
/** White rectangles that are looked at, the highest first. */
const MOST = 16;
/** Lines a cell, on the side that has more: fewer are the rows of a plain table. */
const CELL_LINES = 2;

function leastWidth(pieces: readonly Placed[]): number {
  const monospaced = pieces.filter(({ run }) => isMonospaced(run.font)).length;
  return monospaced * 2 > pieces.length ? WIDTH.monospaced : WIDTH.least;
}

/** Rows of cells of several lines, each cell read for itself; null if there are none. */
function cellsOf(setting: Setting, sides: Sides, all: readonly Box[]): Cut | null {
  const { left, right, rightToLeft, gutter } = setting;
  if (!isList(left) || !isList(right)) return null;
  const heights = sharedGaps(setting);
  const rows = Math.max(left.rows.length, right.rows.length);
  if (heights.length === 0 || rows < CELL_LINES * (heights.length + 1)) return null;
  const edges = all.filter((other) => other === gutter || goesBeside(other, gutter)).map(middleX);
  const placed = [...sides.left, ...sides.right].map((piece) => ({
    piece,
    row: heights.filter((height) => height <= middleY(piece.place)).length,
    column: edges.filter((edge) => edge <= middleX(piece.place)).length,
  }));
  const byCell = Map.groupBy(
    placed,
    ({ row, column }) => row * MOST + (rightToLeft ? MOST - column : column),
  );
  const cells = [...byCell].toSorted((a, b) => a[0] - b[0]).map(([, cell]) => cell.map(({ piece }) => piece));
  return { before: [sides.above], cells, after: [sides.below] };
}

/** How the text of a page is written and ruled. */
export interface Writing {
  /** Of a script that is written from right to left. */
  rightToLeft: boolean;
  /** Horizontal rules. */
  rules: readonly Box[];
}

/** The parts of a page in the order in which they are read; cells are parts of one table or one group of cards. */
export interface Cut {
  before: Placed[][];
  cells: Placed[][];
  after: Placed[][];
}

const cutInto = (before: Placed[][]): Cut => ({ before, cells: [], after: [] });

const inOrder = ({ above, left, right, below }: Sides, rightToLeft: boolean): Cut =>
  cutInto(rightToLeft ? [above, right, left, below] : [above, left, right, below]);

/** A part of a page, and the white in it. */
interface Part {
  pieces: readonly Placed[];
  all: readonly Box[];
  /** Of the text, in points. */
  size: number;
  writing: Writing;
}

/** What is beside a white rectangle; null where one side has too little. */
function beside(
  gutter: Box,
  { pieces, all, size, writing }: Part,
): { sides: Sides; setting: Setting } | null {
  const sides = sidesOf(pieces, gutter, size);
  if (sides.left.length < LINES.few || sides.right.length < LINES.few) return null;
  return { sides, setting: settingOf(sides, all, size, writing.rightToLeft) };
}

/** What the white between columns parts: the bands that go across it, or the columns on its sides. */
function cutBy(gutter: Box, part: Part): Cut | null {
  const found = beside(gutter, part);
  if (!found) return null;
  const { sides, setting } = found;
  if (!parts(setting)) return cellsOf(setting, sides, part.all);
  for (const height of breaksOf(setting, part.writing.rules)) {
    const bands = partedAt(part.pieces, height);
    if (bands) return cutInto(bands);
  }
  return inOrder(sides, setting.rightToLeft);
}

/** The same of a stretch of the white alone, where the file draws one side and then the other. */
function cutByStretch(gutter: Box, part: Part): Cut | null {
  const whole = beside(gutter, part);
  for (const stretch of whole ? stretchesOf(gutter, whole.setting) : []) {
    const found = beside(stretch, part);
    if (found && drawnApart(found.setting) && parts(found.setting)) {
      return inOrder(found.sides, part.writing.rightToLeft);
    }
  }
  return null;
}

/**
 * How a page, or a part of it, falls apart: by the highest white rectangle that parts
 * columns, or rows of cells. Null if none does.
 */
export function cutOf(pieces: readonly Placed[], writing: Writing): Cut | null {
  if (pieces.length < 2 * LINES.few) return null;
  const size = upperMedian(pieces.map((piece) => piece.size));
  const boxes = pieces.map(({ place }) => place);
  const all = whiteSpace(boxes, leastWidth(pieces) * size, size);
  const highest = all.toSorted((a, b) => heightOf(b) - heightOf(a) || widthOf(b) - widthOf(a)).slice(0, MOST);
  const part = { pieces, all, size, writing };
  for (const gutter of highest) {
    const found = cutBy(gutter, part) ?? cutByStretch(gutter, part);
    if (found) return found;
  }
  return null;
}
