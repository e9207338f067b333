import type { Box } from '../pdf/page.ts';
import { overlapX, union, widthOf } from './boxes.ts';
import type { Line, Segment } from './table-lines.ts';

/** Pairs of segments that are looked at to find out what spans; only a page of thousands of segments has more. */
const MOST_PAIRS = 4e6;

/** Whether two segments share enough width to be one above the other. */
export const above = (a: Box, b: Box): boolean => overlapX(a, b) > Math.min(1, 0.2 * widthOf(a));

function sample(lines: readonly Line[]): readonly Line[] {
  const segments = lines.reduce((sum, line) => sum + line.segments.length, 0);
  const step = Math.ceil(segments ** 2 / MOST_PAIRS);
  return step > 1 ? lines.filter((_, index) => index % step === 0) : lines;
}

/** A segment spans if it covers two or more segments in half of the lines that it overlaps. */
function spans(segment: Segment, lines: readonly Line[]): boolean {
  let met = 0;
  let several = 0;
  for (const line of lines) {
    const under = line.segments.filter((other) => overlapX(other.box, segment.box) > 0).length;
    const meets = line.segments.some((other) => above(other.box, segment.box));
    if (meets && !line.segments.includes(segment)) met += 1;
    if (under > 1) several += 1;
  }
  return several > 0 && several >= 0.5 * met;
}

function components(segments: readonly Segment[]): Box[] {
  const found: Box[] = [];
  for (const { box } of segments.toSorted((a, b) => a.box.x0 - b.box.x0)) {
    const last = found.at(-1);
    if (last && overlapX(last, box) > 0) found[found.length - 1] = union(last, box);
    else found.push(box);
  }
  return found;
}

const filled = (line: Line, column: Box): boolean =>
  line.segments.some((segment) => overlapX(segment.box, column) > 0);

/** Whether a line names two columns, each by a piece of its own. */
const areNamed = ({ segments }: Line, left: Box, right: Box): boolean =>
  segments.some(({ box }) => overlapX(box, left) > 0 && overlapX(box, right) <= 0) &&
  segments.some(({ box }) => overlapX(box, right) > 0 && overlapX(box, left) <= 0);

/**
 * A heading that does not reach over its column's numbers makes a column of its own, next to one that is empty in
 * just that line: the two are one.
 */
function mergeHalves(columns: readonly Box[], lines: readonly Line[], heads: readonly Line[]): Box[] {
  const found: Box[] = [];
  for (const column of columns) {
    const last = found.at(-1);
    const counts = last && {
      left: lines.filter((line) => filled(line, last)).length,
      right: lines.filter((line) => filled(line, column)).length,
      both:
        lines.some((line) => filled(line, last) && filled(line, column)) ||
        heads.some((line) => areNamed(line, last, column)),
    };
    const half = counts && !counts.both && Math.min(counts.left, counts.right) <= 1;
    if (last && half) found[found.length - 1] = union(last, column);
    else found.push(column);
  }
  return found;
}

/** Ranges where segments are one above the other, those that span left out. */
export function placesOf(lines: readonly Line[]): Box[] {
  const seen = sample(lines);
  const segments = lines.flatMap((line) => line.segments);
  return components(segments.filter((segment) => !spans(segment, seen)));
}

/**
 * The columns of lines that may form a table, from left to right: ranges where segments are one above the other.
 * @param heads lines above them that may name columns
 */
export const tableColumns = (lines: readonly Line[], heads: readonly Line[] = []): Box[] =>
  mergeHalves(placesOf(lines), lines, heads);

/** First and last column that a segment is in; the nearest for a segment between columns. */
export function placeOf(segment: Box, columns: readonly Box[]): { first: number; last: number } {
  const under = columns.flatMap((column, index) => (above(segment, column) ? [index] : []));
  const [first] = under;
  if (first !== undefined) return { first, last: under.at(-1) ?? first };
  let nearest = 0;
  for (const [index, column] of columns.entries()) {
    if (overlapX(segment, column) > overlapX(segment, columns[nearest] ?? column)) nearest = index;
  }
  return { first: nearest, last: nearest };
}
