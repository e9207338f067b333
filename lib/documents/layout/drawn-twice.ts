import type { Box } from '../pdf/page.ts';
import { overlapX, widthOf } from './boxes.ts';

// Some producers draw text twice, a hair apart, to make it bold. Two rules, on runs and on runs already joined.

/** Of the font size, between the corners of the two. */
const HAIR = 0.15;
/** Of the width of the second. */
const COVERED = 0.7;

interface Run {
  text: string;
  place: Box;
  size: number;
}

/** For paragraphs: the same text in the same place. */
export function isShadow(run: Run, before: Run): boolean {
  return (
    before.text === run.text &&
    Math.abs(before.place.x0 - run.place.x0) < HAIR * run.size &&
    Math.abs(before.place.y0 - run.place.y0) < HAIR * run.size
  );
}

interface Word {
  text: string;
  box: Box;
}

/** For tables: the end of what is joined so far, drawn over it. */
export const repeatsEnd = (word: Word, before: Word): boolean =>
  before.text.endsWith(word.text) && overlapX(before.box, word.box) > COVERED * widthOf(word.box);
