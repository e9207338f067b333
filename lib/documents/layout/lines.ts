import type { Box } from '../pdf/page.ts';
import { heightOf, middleY, overlapY, union } from './boxes.ts';

// When pieces of text share a line. Three rules, which differ on superscripts, tall symbols and tight leading.

/** Of the font size, between middles. */
const MIDDLES_APART = 0.5;
/** Of the font size, below the tallest box of the line. */
const BELOW_TALLEST = 0.2;
/** Of the lower of two heights. */
const SHARED_HEIGHT = 0.55;

/** For plain text: a piece joins the line if its middle is near that of the line's first piece. */
export function linesByMiddle<T extends { base: number; size: number }>(pieces: readonly T[]): T[][] {
  const lines: T[][] = [];
  for (const piece of pieces.toSorted((a, b) => a.base - b.base)) {
    const line = lines.at(-1);
    const anchor = line?.[0];
    const near = anchor ? MIDDLES_APART * Math.min(anchor.size, piece.size) : 0;
    if (line && anchor && piece.base - anchor.base < near) line.push(piece);
    else lines.push([piece]);
  }
  return lines;
}

/** For paragraphs: a piece joins the line if its middle touches the tallest piece; superscripts stay on their line. */
export function linesByTallest<T extends { place: Box; size: number }>(pieces: readonly T[]): T[][] {
  const sorted = pieces.toSorted((a, b) => middleY(a.place) - middleY(b.place) || a.place.x0 - b.place.x0);
  const lines: T[][] = [];
  let line: T[] = [];
  let tallest: Box | null = null;
  for (const piece of sorted) {
    if (!tallest || middleY(piece.place) > tallest.y1 + BELOW_TALLEST * piece.size) {
      line = [];
      lines.push(line);
      tallest = piece.place;
    } else if (heightOf(piece.place) > heightOf(tallest)) tallest = piece.place;
    line.push(piece);
  }
  return lines;
}

/** For tables: a piece joins the line if it shares more than half its height with it; rows may be set tight. */
export function linesByOverlap<T extends { box: Box }>(pieces: readonly T[]): T[][] {
  const lines: { pieces: T[]; box: Box }[] = [];
  for (const piece of pieces.toSorted((a, b) => middleY(a.box) - middleY(b.box))) {
    const line = lines.at(-1);
    const least = line ? SHARED_HEIGHT * Math.min(heightOf(line.box), heightOf(piece.box)) : 0;
    if (line && overlapY(line.box, piece.box) >= least) {
      line.pieces.push(piece);
      line.box = union(line.box, piece.box);
    } else lines.push({ pieces: [piece], box: piece.box });
  }
  return lines.map((line) => line.pieces);
}
