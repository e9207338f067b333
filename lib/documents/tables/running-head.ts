import { aligned, gapBetween, type Line } from '../layout/table-lines.ts';

/** Share of the page's height at its top and bottom where running heads and feet stand. */
const MARGIN = 0.13;
const NUMBER = /^[-–—]?\s?(\d{1,4}|[ivxlc]{1,7})\s?[-–—]?$/i;
/** Difference, in em, below which two gaps are the same. */
const SAME = 0.3;

/** Two or three pieces, the first or the last of them a number alone. */
function looksLikeOne({ segments }: Line): boolean {
  if (segments.length < 2 || segments.length > 3) return false;
  const numbers = segments.map(({ text }) => NUMBER.test(text));
  return numbers.filter(Boolean).length === 1 && (numbers.at(0) || numbers.at(-1) || false);
}

/** A row of a table at the page's edge: as far from the next as that from the one after, and in its columns. */
function isRow(line: Line, next: Line | undefined, after: Line | undefined): boolean {
  if (!next || !after || !aligned(line, next)) return false;
  const [first, second] =
    line.box.y0 < next.box.y0
      ? [gapBetween(line, next), gapBetween(next, after)]
      : [gapBetween(next, line), gapBetween(after, next)];
  return Math.abs(first - second) < SAME;
}

/** The lines without the running head and foot that hold the page's number. @param height of the page, points. */
export function withoutRunningHead(lines: readonly Line[], height: number): Line[] {
  const [first, second, third] = lines;
  const [last, before, earlier] = lines.toReversed();
  const head = first && first.box.y1 < MARGIN * height && looksLikeOne(first) && !isRow(first, second, third);
  const foot =
    last && last.box.y0 > (1 - MARGIN) * height && looksLikeOne(last) && !isRow(last, before, earlier);
  return lines.slice(head ? 1 : 0, foot ? -1 : undefined);
}
