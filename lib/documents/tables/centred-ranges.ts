import { around, middleX, overlapX, widthOf } from '../layout/boxes.ts';
import type { Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';

/** Columns from `first` to `last`. */
export interface Range {
  first: number;
  last: number;
}

/** In font sizes: what it costs to leave a column between headings without one, and to stand beside all columns. */
const LEFT_OUT = 1;
const BESIDE = 20;
/** In font sizes: by how much more headings may be off that are each over as many columns as the others. */
const EVEN = 0.6;
/** Part of a column beside it that a heading over one column does not cover. */
const COVERED = 0.9;
/** In font sizes: how unlike the same shift of several headings may be. */
const ALIKE = 0.6;
/** More columns or headings are not looked at in all combinations. */
const MOST = 24;

const rangeBox = ({ first, last }: Range, columns: readonly Box[]): Box =>
  around(columns.slice(first, last + 1));

/** Least distance of the edges or the middles of two boxes. */
const offOf = (a: Box, b: Box): number =>
  Math.min(Math.abs(a.x0 - b.x0), Math.abs(a.x1 - b.x1), Math.abs(middleX(a) - middleX(b)));

/** Edges of the columns in the middle of the gaps between them. */
function wideColumns(columns: readonly Box[]): Box[] {
  return columns.map((column, at) => {
    const [before, after] = [columns[at - 1], columns[at + 1]];
    const x0 = before ? (before.x1 + column.x0) / 2 : column.x0;
    return { ...column, x0, x1: after ? (column.x1 + after.x0) / 2 : column.x1 };
  });
}

/** How far a heading's middle is off the middle of its columns, in font sizes. */
function costOf(segment: Segment, range: Range, columns: readonly Box[], wide: readonly Box[]): number {
  const em = Math.max(1, segment.fontSize);
  const [text, cell] = [rangeBox(range, columns), rangeBox(range, wide)];
  const beside =
    overlapX(segment.box, cell) < 0.5 * Math.min(widthOf(segment.box), widthOf(cell)) ? BESIDE : 0;
  const past = columns.some((column, at) => {
    return (at < range.first || at > range.last) && overlapX(column, segment.box) > COVERED * widthOf(column);
  });
  if (range.first === range.last) return (past ? BESIDE : 0) + beside + offOf(segment.box, text) / em;
  const at = middleX(segment.box);
  return beside + Math.min(Math.abs(middleX(text) - at), Math.abs(middleX(cell) - at)) / em;
}

interface Best {
  cost: number;
  ranges: Range[];
}

/** Ranges from a first column that a heading may be over: several only if all have headings below. */
function rangesFrom(first: number, count: number, below: ReadonlySet<number>): Range[] {
  const ranges = [{ first, last: first }];
  if (!below.has(first)) return ranges;
  for (let last = first + 1; last < count && below.has(last); last++) ranges.push({ first, last });
  return ranges;
}

/** What it costs to go on with a range. */
function costAfter(before: Best, used: number, range: Range): number {
  if (before.ranges.length === 0) return atEdge(range.first - 1);
  return before.cost + (range.first - used) * LEFT_OUT;
}

/** All headings so far and one more, by the number of columns that are used up. */
function withHeading(
  best: readonly (Best | null)[],
  ranges: readonly Range[],
  costs: readonly number[],
): (Best | null)[] {
  const next: (Best | null)[] = best.map(() => null);
  for (const [used, before] of best.entries()) {
    if (!before) continue;
    for (const [index, range] of ranges.entries()) {
      if (range.first < used) continue;
      const cost = costAfter(before, used, range) + (costs[index] ?? 0);
      const known = next[range.last + 1];
      if (!known || cost < known.cost) next[range.last + 1] = { cost, ranges: [...before.ranges, range] };
    }
  }
  return next;
}

/**
 * The columns that the headings of a line are centred over, from left to right, so that all are off as little as can
 * be and few columns between them are left out; null if there are too many to tell.
 * @param below columns that have a heading below the line
 */
export function centredRanges(
  segments: readonly Segment[],
  columns: readonly Box[],
  below: ReadonlySet<number>,
): Range[] | null {
  const count = columns.length;
  if (count > MOST || segments.length > count) return null;
  const wide = wideColumns(columns);
  const ranges = columns.flatMap((_, first) => rangesFrom(first, count, below));
  let best: (Best | null)[] = [{ cost: 0, ranges: [] }, ...columns.map(() => null)];
  for (const segment of segments) {
    const costs = ranges.map((range) => costOf(segment, range, columns, wide));
    best = withHeading(best, ranges, costs);
  }
  const ends = best.flatMap((end, used) => (end ? [{ ...end, cost: end.cost + atEdge(count - used) }] : []));
  const [found] = ends.toSorted((a, b) => a.cost - b.cost);
  const even = evenRanges(segments, columns, below);
  const cost = even?.reduce((sum, range, at) => sum + costAt(segments[at], range, columns, wide), 0);
  const isBetter = found && cost !== undefined && cost <= found.cost + EVEN * segments.length;
  return even && (isBetter || areShifted(segments, even, columns)) ? even : (found?.ranges ?? null);
}

/** Whether all headings are off the middle of their columns alike, as above figures that are set flush right. */
function areShifted(
  segments: readonly Segment[],
  ranges: readonly Range[],
  columns: readonly Box[],
): boolean {
  const boxes = ranges.map((range) => rangeBox(range, columns));
  const offs = segments.map(({ box }, at) => middleX(box) - middleX(boxes[at] ?? box));
  const em = Math.max(1, ...segments.map(({ fontSize }) => fontSize));
  const within = boxes.every((box, at) => Math.abs(offs[at] ?? 0) < widthOf(box) / 2);
  return within && Math.max(...offs) - Math.min(...offs) < ALIKE * em;
}

const costAt = (segment: Segment | undefined, range: Range, columns: readonly Box[], wide: readonly Box[]) =>
  segment ? costOf(segment, range, columns, wide) : 0;

/** The columns that have headings below, shared out evenly; null if that does not go up, or each has but one. */
export function evenRanges(
  segments: readonly Segment[],
  columns: readonly Box[],
  below: ReadonlySet<number>,
): Range[] | null {
  const [first, ...rest] = columns.flatMap((_, at) => (below.has(at) ? [at] : []));
  const last = rest.at(-1);
  if (first === undefined || last !== first + rest.length) return null;
  const each = (rest.length + 1) / segments.length;
  if (each < 2 || !Number.isInteger(each)) return null;
  return segments.map((_, at) => ({ first: first + at * each, last: first + (at + 1) * each - 1 }));
}

/** Columns that are left out before the first heading, but for the first column, or after the last. */
const atEdge = (columns: number): number => (Math.max(0, columns) * LEFT_OUT) / 2;
