import type { TextRun } from '../pdf/page.ts';
import { directions } from '../text/scripts.ts';
import { framesOf } from './frames.ts';
import { gutterSides } from './gutter.ts';
import { withoutLineNumbers } from './line-numbers.ts';
import type { Placed } from './placed.ts';
import { segmentsOf, type TextSegment } from './segments.ts';

export { withShifts } from './shifted.ts';
export type { TextSegment };

/** Columns within columns are looked for to this depth. */
const DEEPEST = 12;

/** A column of text at one angle: its lines from top to bottom, each as segments from left to right. */
export interface TextColumn {
  /** Degrees clockwise, straightened. */
  angle: number;
  lines: TextSegment[][];
  /** Its runs in the order of the file's content. */
  runs: TextRun[];
}

/**
 * The columns of a page in reading order, without line numbers. Text at another angle than most of the page's comes
 * after it.
 */
export function textColumns(runs: readonly TextRun[]): TextColumn[] {
  return framesOf(runs).flatMap(({ angle, placed }) =>
    columnsOf(withoutLineNumbers(placed), isRightToLeft(placed)).map((column) => ({
      angle,
      lines: segmentsOf(column),
      runs: column.map(({ run }) => run),
    })),
  );
}

function isRightToLeft(pieces: readonly Placed[]): boolean {
  let [letters, rightToLeft] = [0, 0];
  for (const { text } of pieces) {
    const found = directions(text);
    letters += found.letters;
    rightToLeft += found.rightToLeft;
  }
  return rightToLeft * 2 > letters;
}

/**
 * Cuts at the highest gutter: what is above it, its sides, what is below it, each cut in turn. Text that crosses a
 * gutter (a title, the caption of a wide figure) so separates the columns above it from those below.
 */
function columnsOf(pieces: readonly Placed[], rightToLeft: boolean, depth = 0): Placed[][] {
  const sides = depth < DEEPEST ? gutterSides(pieces, rightToLeft) : null;
  if (!sides) return pieces.length === 0 ? [] : [[...pieces]];
  const { above, left, right, below } = sides;
  const inOrder = rightToLeft ? [above, right, left, below] : [above, left, right, below];
  return inOrder.flatMap((part) => columnsOf(part, rightToLeft, depth + 1));
}
