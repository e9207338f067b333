import type { PackedRuns } from '../pdf/packed-page.ts';
import { clearGutter } from './gutters.ts';
import { linesByMiddle } from './lines.ts';
import { type Piece, type PieceStart, piecesOf } from './pieces.ts';

/** Columns within columns are looked for to this depth. */
const DEEPEST = 4;

/**
 * The plain text of a page: lines from top to bottom, column after column. What crosses the gutter (a title, a wide
 * table) comes between the columns above and below it. Turned text follows the horizontal text.
 */
export function readingOrder(runs: PackedRuns, starts: readonly PieceStart[]): string {
  const pieces = piecesOf(runs, starts);
  const turns = [0, 90, 270, 180] as const;
  return turns
    .map((turn) => pieces.filter((piece) => piece.turn === turn))
    .filter((own) => own.length > 0)
    .map((own) => linesOf(own, 0).join('\n'))
    .join('\n');
}

function linesOf(pieces: readonly Piece[], depth: number): string[] {
  const gutter = depth < DEEPEST ? clearGutter(pieces) : undefined;
  if (gutter === undefined) return plainLines(pieces);
  const crossing = pieces.filter(({ start, end }) => start < gutter && end > gutter);
  const borders = crossing.map(({ base }) => base).toSorted((a, b) => a - b);
  const lines: string[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const border of [...borders, Number.POSITIVE_INFINITY]) {
    const band = pieces.filter(({ base }) => base > from && base < border);
    const left = band.filter(({ end }) => end <= gutter);
    const right = band.filter(({ start }) => start >= gutter);
    const columns = isRightToLeft(band) ? [right, left] : [left, right];
    for (const column of columns) if (column.length > 0) lines.push(...linesOf(column, depth + 1));
    if (border !== from && border < Number.POSITIVE_INFINITY) {
      lines.push(...plainLines(pieces.filter(({ base }) => base === border)));
    }
    from = border;
  }
  return lines;
}

function plainLines(pieces: readonly Piece[]): string[] {
  return linesByMiddle(pieces)
    .map(lineText)
    .filter((line) => line !== '');
}

function lineText(line: readonly Piece[]): string {
  const sorted = line.toSorted((a, b) => a.start - b.start);
  if (isRightToLeft(line)) sorted.reverse();
  return sorted
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' ');
}

function isRightToLeft(pieces: readonly Piece[]): boolean {
  return pieces.filter(({ rightToLeft }) => rightToLeft).length * 2 > pieces.length;
}
