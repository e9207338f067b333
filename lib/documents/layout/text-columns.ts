import { countRightToLeft } from '../../text/scripts.ts';
import type { Box, TextRun } from '../pdf/page.ts';
import { directions } from '../text/scripts.ts';
import { framesOf } from './frames.ts';
import { cutOf, type Writing } from './gutter.ts';
import { withoutLineNumbers } from './line-numbers.ts';
import type { Placed } from './placed.ts';
import { segmentsOf, type TextSegment } from './segments.ts';
import { type Column, inTreeOrder } from './tree-order.ts';

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
  /** Shared by the cells of one table, or by what a tagged file's tree parts of one column; undefined for others. */
  grid: object | undefined;
}

/**
 * The columns of a page in reading order, without line numbers. Text at another angle than most of the page's comes
 * after it.
 * @param rules horizontal ones, each in one piece
 */
export function textColumns(runs: readonly TextRun[], rules: readonly Box[] = []): TextColumn[] {
  return framesOf(runs).flatMap(({ angle, placed }) =>
    inTreeOrder(columnsOf(withoutLineNumbers(placed), writingOf(placed, angle === 0 ? rules : []))).map(
      ({ pieces, grid }) => ({
        angle,
        lines: segmentsOf(pieces),
        runs: pieces.map(({ run }) => run),
        grid,
      }),
    ),
  );
}

function writingOf(pieces: readonly Placed[], rules: readonly Box[]): Writing {
  if (!pieces.some(({ text }) => countRightToLeft(text) > 0)) return { rightToLeft: false, rules };
  let [letters, rightToLeft] = [0, 0];
  for (const { text } of pieces) {
    const found = directions(text);
    letters += found.letters;
    rightToLeft += found.rightToLeft;
  }
  return { rightToLeft: rightToLeft * 2 > letters, rules };
}

/**
 * Cuts at the highest gutter: what is above it, its sides, what is below it, each cut in turn. Text that crosses a
 * gutter (a title, the caption of a wide figure) so separates the columns above it from those below.
 */
function columnsOf(pieces: readonly Placed[], writing: Writing, depth = 0, grid?: object): Column[] {
  const cut = depth < DEEPEST ? cutOf(pieces, writing) : null;
  if (!cut) return pieces.length === 0 ? [] : [{ pieces, grid }];
  const all = (parts: readonly Placed[][], own = grid) =>
    parts.flatMap((part) => columnsOf(part, writing, depth + 1, own));
  return [...all(cut.before), ...all(cut.cells, grid ?? {}), ...all(cut.after)];
}
