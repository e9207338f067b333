import type { Box } from '../pdf/page.ts';
import { heightOf, middleY, overlapX, overlapY, union } from './boxes.ts';

// When pieces of text share a line. Two rules, which differ on superscripts, tall symbols and tight leading.

/** Of the font size, below the tallest box of the line. */
const BELOW_TALLEST = 0.2;
/** Of the lower of two heights. */
const SHARED_HEIGHT = 0.55;
/** Of the lower of two heights: pieces above one another that are farther apart are two lines. */
const APART = 0.5;

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

/** Whether a piece stands below one of the line, which a third, set half-way between the two, must not join. */
const isBelow = <T extends { box: Box }>(piece: T, line: readonly T[]): boolean =>
  line.some(({ box }) => {
    const high = Math.min(heightOf(box), heightOf(piece.box));
    return overlapX(box, piece.box) > APART * high && middleY(piece.box) - middleY(box) > APART * high;
  });

/** For tables: a piece joins the line if it shares more than half its height with it; rows may be set tight. */
export function linesByOverlap<T extends { box: Box }>(pieces: readonly T[]): T[][] {
  const lines: { pieces: T[]; box: Box; top: number; least: number }[] = [];
  for (const piece of pieces.toSorted((a, b) => middleY(a.box) - middleY(b.box))) {
    const line = lines.at(-1);
    const [middle, high] = [middleY(piece.box), heightOf(piece.box)];
    // Most pieces stand level with the first of their line, so that none of it needs to be looked at.
    const isLevel = line && middle - line.top <= APART * Math.min(line.least, high);
    const least = line ? SHARED_HEIGHT * Math.min(heightOf(line.box), heightOf(piece.box)) : 0;
    if (line && overlapY(line.box, piece.box) >= least && (isLevel || !isBelow(piece, line.pieces))) {
      line.pieces.push(piece);
      line.box = union(line.box, piece.box);
      line.least = Math.min(line.least, high);
    } else lines.push({ pieces: [piece], box: piece.box, top: middle, least: high });
  }
  return lines.map((line) => line.pieces);
}
