import { findGutter } from './gutter.ts';
import type { Placed } from './piece.ts';

/** Columns within columns are looked for to this depth. */
const DEEPEST = 4;
/** Pieces stand on one line when their middles differ by less than this part of the smaller size. */
const SAME_LINE = 0.5;

/**
 * The text of a page: lines from top to bottom, a column after the other where text stands in columns. What
 * crosses the gap between two columns (a title, a wide table) parts them: above it first, then it, then below.
 * Text that is turned follows the horizontal text.
 */
export function readingOrder(pieces: Placed[]): string {
  const turns = [0, 90, 270, 180] as const;
  return turns
    .map((turn) => pieces.filter((piece) => piece.turn === turn))
    .filter((placed) => placed.length > 0)
    .map((placed) => linesOf(placed, 0).join('\n'))
    .join('\n');
}

function linesOf(pieces: Placed[], depth: number): string[] {
  const gutter = depth < DEEPEST ? findGutter(pieces) : undefined;
  if (gutter === undefined) return plainLines(pieces);
  const crossing = pieces.filter(({ start, end }) => start < gutter && end > gutter);
  const borders = crossing.map(({ base }) => base).toSorted((a, b) => a - b);
  const lines: string[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const border of [...borders, Number.POSITIVE_INFINITY]) {
    const band = pieces.filter(({ base }) => base > from && base < border);
    const left = band.filter(({ end }) => end <= gutter);
    const right = band.filter(({ start }) => start >= gutter);
    const columns = rightToLeftMostly(band) ? [right, left] : [left, right];
    for (const column of columns) if (column.length > 0) lines.push(...linesOf(column, depth + 1));
    if (border !== from && border < Number.POSITIVE_INFINITY) {
      lines.push(...plainLines(pieces.filter(({ base }) => base === border)));
    }
    from = border;
  }
  return lines;
}

function plainLines(pieces: Placed[]): string[] {
  const lines: Placed[][] = [];
  for (const piece of pieces.toSorted((a, b) => a.base - b.base)) {
    const line = lines.at(-1);
    const anchor = line?.[0];
    const near = anchor ? SAME_LINE * Math.min(anchor.size, piece.size) : 0;
    if (line && anchor && piece.base - anchor.base < near) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map(inLine).filter((line) => line !== '');
}

function inLine(line: Placed[]): string {
  const sorted = line.toSorted((a, b) => a.start - b.start);
  if (rightToLeftMostly(line)) sorted.reverse();
  return sorted
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' ');
}

function rightToLeftMostly(pieces: Placed[]): boolean {
  return pieces.filter(({ rightToLeft }) => rightToLeft).length * 2 > pieces.length;
}
