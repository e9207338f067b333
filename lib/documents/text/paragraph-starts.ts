import { upperMedian } from '../../core/statistics.ts';
import type { TextLine } from './page-text.ts';
import { NOTE_MARKS, RAISED_DIGITS } from './raised-letters.ts';
import { isRightToLeft } from './scripts.ts';

const LIST_ITEM = /^(?:[•◦▪‣●○■□–—*·-] |\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)] )/u;
const DOT_LEADERS = /(?:\. ?){4,}|…{2,}|(?:·\s?){4,}/;
const SENTENCE_END = new RegExp(`[.!?:;。！？…؟]["'”’»)\\]${NOTE_MARKS}]*$`, 'u');

/** A note begins with its raised number. */
const NOTE = new RegExp(`^[${RAISED_DIGITS}]{1,3}\\s?\\p{L}`, 'u');

/** In parts of the font size, of the usual distance of lines, of the column's width. */
const OTHER_SIZE = 0.12;
const WIDE_GAP = 1.35;
const INDENT = 0.8;
const SHORT = 0.2;

export const isListItem = (text: string): boolean => LIST_ITEM.test(text);
/** A line of a table of contents: dots lead to a page number. */
export const hasDotLeaders = (text: string): boolean => DOT_LEADERS.test(text);
const endsSentence = (text: string): boolean => SENTENCE_END.test(text.slice(-8));

interface Shape {
  left: number;
  right: number;
  /** Median distance from a line to the next, in parts of the font size. */
  pitch: number;
}

/** Distance from a line to the next, in the direction in which lines of this angle follow each other. */
function advance(line: TextLine, next: TextLine): number {
  if (line.angle === 90) return line.box.x1 - next.box.x1;
  if (line.angle === 270) return next.box.x0 - line.box.x0;
  if (line.angle === 180) return line.box.y1 - next.box.y1;
  return next.box.y1 - line.box.y1;
}

function shapeOf(lines: readonly TextLine[]): Shape {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  const steps: number[] = [];
  for (const [place, line] of lines.entries()) {
    left = Math.min(left, line.box.x0);
    right = Math.max(right, line.box.x1);
    const next = lines[place + 1];
    const step = next ? advance(line, next) / line.size : 0;
    if (step > 0.5 && step < 3) steps.push(step);
  }
  return { left, right, pitch: upperMedian(steps) || 1.2 };
}

const isOtherSize = (before: TextLine, line: TextLine): boolean =>
  Math.abs(before.size / line.size - 1) > OTHER_SIZE;

/** An indented first line, or a line after one that ends short with the end of a sentence. */
function isAfterBreak(before: TextLine, line: TextLine, { left, right }: Shape): boolean {
  if (line.angle !== 0) return false;
  const rightToLeft = isRightToLeft(line.text);
  const indent = rightToLeft ? before.box.x1 - line.box.x1 : line.box.x0 - before.box.x0;
  const rest = rightToLeft ? before.box.x0 - left : right - before.box.x1;
  const endsShort = rest > SHORT * (right - left) && endsSentence(before.text);
  if (endsShort && Math.abs(indent) <= INDENT * line.size) return true;
  return indent > INDENT * line.size && (!before.starts || endsShort);
}

/** A sentence that goes on in bold letters, or after them: a line of them in it is no heading. */
function goesOnInBold(before: TextLine, line: TextLine, { left, right }: Shape): boolean {
  if (before.bold === line.bold || line.angle !== 0) return false;
  const isFull = right - before.box.x1 <= SHORT * (right - left);
  return (
    isFull && !endsSentence(before.text) && (before.bold || !before.starts) && /^\p{Ll}/u.test(line.text)
  );
}

function starts(before: TextLine, line: TextLine, shape: Shape): boolean {
  const step = advance(before, line) / Math.max(before.size, line.size);
  if (step > WIDE_GAP * shape.pitch || step < -0.5) return true;
  if (isOtherSize(before, line)) return true;
  if (before.bold !== line.bold && !goesOnInBold(before, line, shape)) return true;
  if (isListItem(line.text) || NOTE.test(line.text)) return true;
  if (hasDotLeaders(before.text) || hasDotLeaders(line.text)) return true;
  return isAfterBreak(before, line, shape);
}

/** Whether a paragraph continues from one column or page to the next: no sentence ends, and none begins. */
export function goesOn(before: string, after: string): boolean {
  return !endsSentence(before) && /^["'“‘«(]?\p{Ll}/u.test(after) && !isListItem(after);
}

/**
 * Sets `starts` on the lines of one column. The first line always starts; `goesOn` decides when columns are joined.
 */
export function markStarts<Line extends TextLine>(lines: Line[]): Line[] {
  const shape = shapeOf(lines);
  for (const [place, line] of lines.entries()) {
    const before = lines[place - 1];
    line.starts = !before || starts(before, line, shape);
  }
  return lines;
}
