import { middleX, overlapX } from '../layout/boxes.ts';
import type { Line, Segment } from '../layout/table-lines.ts';

/** In font sizes: gap between two lines of one heading. */
export const LINES = 0.75;
/** In font sizes: edges of two lines that are set flush right, and how far their middles are apart then. */
const FLUSH = 0.1;
const OFF_CENTRE = 0.4;
/** Words and signs that end no heading. */
const OPEN =
  /[,&/–-]$|\s(?:of|per|from|to|in|and|or|the|with|for|by|on|at|than|de|du|des|et|und|der|für|von)$/iu;

/** The nearest piece below that shares some width with a heading. */
function pieceBelow(segment: Segment, lines: readonly Line[]): Segment | undefined {
  return lines
    .flatMap(({ segments }) => segments)
    .find(({ box }) => box.y0 > segment.box.y0 + segment.fontSize / 2 && overlapX(box, segment.box) > 0);
}

/**
 * Whether a heading goes on right below: with a small letter, after a word that ends nothing, or flush right though one
 * of the two lines is longer. Otherwise what is below may be the headings that it stands over.
 */
export function goesOnBelow(segment: Segment | undefined, lines: readonly Line[]): boolean {
  const below = segment && pieceBelow(segment, lines);
  if (!below || below.box.y0 - segment.box.y1 >= LINES * segment.fontSize) return false;
  if (/^\p{Ll}/u.test(below.text) || OPEN.test(segment.text.trim())) return true;
  const isFlush = Math.abs(below.box.x1 - segment.box.x1) <= FLUSH * segment.fontSize;
  return isFlush && Math.abs(middleX(below.box) - middleX(segment.box)) > OFF_CENTRE * segment.fontSize;
}
