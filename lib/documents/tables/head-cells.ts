import { around, middleX, overlapX, overlapY, union, widthOf } from '../layout/boxes.ts';
import { above, placeOf } from '../layout/table-columns.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { numbersColumns, unitRange } from './across.ts';
import { cellText, type PlacedCell } from './cells.ts';
import { centredRanges, evenRanges, type Range } from './centred-ranges.ts';
import type { Lattice, Rule } from './rulings.ts';
import { wallsAround } from './walls.ts';
import { goesOnBelow, LINES } from './wrapped-headings.ts';

/** A heading, its lines joined. */
interface Heading extends Range {
  segments: Segment[];
  box: Box;
  /** Number of headings above it. */
  depth: number;
}

/** In font sizes: how much two lines set tight overlap. */
const OVERLAP = 0.5;
/** How far a heading's middle may be off its columns' middle, in font sizes. */
const CENTRED = 1.2;
/** In font sizes: how far below a heading the rule under it is. */
const UNDER = 1;

/** The columns under a rule that is drawn right below a heading, but not across the whole table. */
function underlined(
  segment: Segment,
  line: Line,
  columns: readonly Box[],
  rules: readonly Rule[],
): Range | null {
  const x = middleX(segment.box);
  const rule = rules.find(({ at, from, to }) => {
    const below = at - segment.box.y1;
    return from <= x && to >= x && below > -2 && below < UNDER * segment.fontSize;
  });
  const own = line.segments.filter(({ box }) => rule && rule.from <= middleX(box) && rule.to >= middleX(box));
  if (!rule || own.length > 1) return null;
  const under = columns.flatMap((column, at) => {
    const shared = Math.min(rule.to, column.x1) - Math.max(rule.from, column.x0);
    return shared > 0.5 * widthOf(column) ? [at] : [];
  });
  const [first] = under;
  if (first === undefined || under.length === columns.length) return null;
  return { first, last: under.at(-1) ?? first };
}

const isSingle = ({ first, last }: Range): boolean => first === last;

/** The columns between the rules left and right of a heading; null if it stands between none. */
function betweenWalls(box: Box, columns: readonly Box[], vertical: readonly Rule[]): Range | null {
  const { left, right } = wallsAround(box, vertical);
  if (left === null && right === null) return null;
  const within = columns.flatMap((column, at) => {
    const x = middleX(column);
    return x > (left ?? Number.NEGATIVE_INFINITY) && x < (right ?? Number.POSITIVE_INFINITY) ? [at] : [];
  });
  const [first] = within;
  if (
    first === undefined ||
    (left === null && first > 0) ||
    (right === null && within.at(-1) !== columns.length - 1)
  )
    return null;
  if ((left === null || right === null) && within.length > 1) return null;
  return { first, last: within.at(-1) ?? first };
}

/** The columns of each heading of a line. */
function rangesOf(
  line: Line,
  columns: readonly Box[],
  rules: Lattice,
  below: ReadonlySet<number>,
  lines: readonly Line[],
): Range[] {
  const unit = unitRange(line, lines[lines.indexOf(line) - 1], columns);
  if (unit) return [unit];
  const inOrder = line.segments.length === columns.length;
  const own = line.segments.map(({ box }, at) => (inOrder ? { first: at, last: at } : placeOf(box, columns)));
  const marked = line.segments.map((segment) => underlined(segment, line, columns, rules.horizontal));
  if (marked.some((range) => range && !isSingle(range))) return own.map((range, at) => marked[at] ?? range);
  const walled = line.segments.map(({ box }) => {
    const range = betweenWalls(box, columns, rules.vertical);
    // The frame around a table parts none of its columns.
    const isFrame = range?.first === 0 && range.last === columns.length - 1;
    return isFrame && line.segments.length > 1 ? null : range;
  });
  if (walled.some((range) => range !== null)) return own.map((range, at) => walled[at] ?? range);
  if (inOrder || below.size === 0) return own;
  const found = centredRanges(line.segments, columns, below);
  if (!found) return own;
  return found.map((range, at) => (goesOnBelow(line.segments[at], lines) ? (own[at] ?? range) : range));
}

const sameRange = (a: Range, b: Range): boolean => a.first === b.first && a.last === b.last;
const meets = (a: Range, b: Range): boolean => a.first <= b.last && b.first <= a.last;

function isParted(upper: Box, lower: Box, rules: readonly Rule[]): boolean {
  const x = middleX(lower);
  return rules.some(
    ({ at, from, to }) =>
      at > upper.y1 - 2 && at < lower.y0 + 2 && from <= x && to >= x && upper.y1 < lower.y1,
  );
}

/** Columns that have a heading below each line. */
function filledBelow(lines: readonly Line[], columns: readonly Box[]): Set<number>[] {
  return lines.map((_, at) => {
    const later = lines.slice(at + 1).flatMap(({ segments }) => segments);
    return new Set(
      columns.flatMap((column, col) => (later.some(({ box }) => above(box, column)) ? [col] : [])),
    );
  });
}

/** Whether a piece goes on with the heading above it: right below, over the same columns and without a rule between. */
function goesOn(upper: Heading, segment: Segment, range: Range, rules: readonly Rule[]): boolean {
  const gap = (segment.box.y0 - upper.box.y1) / Math.max(1, segment.fontSize);
  if (gap < -OVERLAP || gap > LINES || isParted(upper.box, segment.box, rules)) return false;
  const within = range.first >= upper.first && range.last <= upper.last;
  return sameRange(upper, range) || (within && wraps(upper, segment, range));
}

/** Headings from their lines. */
function headingsOf(lines: readonly Line[], columns: readonly Box[], rules: Lattice): Heading[] {
  const below = filledBelow(lines, columns);
  const found: Heading[] = [];
  for (const [at, line] of lines.entries()) {
    const ranges = rangesOf(line, columns, rules, below[at] ?? new Set(), lines);
    const begins = numbersColumns(line);
    for (const [index, segment] of line.segments.entries()) {
      const range = ranges[index] ?? { first: 0, last: 0 };
      const over = found.filter((heading) => meets(heading, range));
      const upper = over.at(-1);
      if (upper && !begins && goesOn(upper, segment, range, rules.horizontal)) {
        upper.segments.push(segment);
        upper.box = union(upper.box, segment.box);
      } else {
        const depth = Math.max(0, ...over.map((heading) => heading.depth + 1));
        found.push({ ...range, segments: [segment], box: segment.box, depth });
      }
    }
  }
  return found;
}

/** The next line of a wide heading that is shorter than the one above it, in the middle. */
function wraps(upper: Heading, segment: Segment, range: Range): boolean {
  if (range.last === range.first) return false;
  return Math.abs(middleX(upper.box) - middleX(segment.box)) < CENTRED * segment.fontSize;
}

/** From which to which level each heading goes: those that stand beside several levels take them all. */
function levelsOf(headings: readonly Heading[]): { from: number; to: number }[] {
  const deepest = Math.max(0, ...headings.map(({ depth }) => depth));
  const nested = headings.filter((heading) =>
    headings.some((other) => other !== heading && meets(heading, other)),
  );
  const heights = Array.from({ length: deepest + 1 }, (_, depth) =>
    around(nested.filter((heading) => heading.depth === depth).map(({ box }) => box)),
  );
  return headings.map((heading) => {
    if (nested.includes(heading) || nested.length === 0) return { from: heading.depth, to: heading.depth };
    const over = heights.flatMap((box, depth) => (overlapY(box, heading.box) > 1 ? [depth] : []));
    const from = over.at(0) ?? deepest;
    return { from, to: over.at(-1) ?? from };
  });
}

/**
 * The columns as wide as the headings in them, which need not stand above their numbers; not those that may stand over
 * several columns each.
 */
function withNames(lines: readonly Line[], columns: readonly Box[]): Box[] {
  const grown = [...columns];
  const below = filledBelow(lines, columns);
  for (const [line, { segments }] of [...lines.entries()].toReversed()) {
    if (evenRanges(segments, columns, below[line] ?? new Set())) continue;
    for (const { box } of segments) {
      const under = grown.flatMap((column, at) => (overlapX(column, box) > 0 ? [at] : []));
      const [at = 0] = under;
      const column = grown[at];
      if (column && under.length === 1)
        grown[at] = { ...column, x0: Math.min(column.x0, box.x0), x1: Math.max(column.x1, box.x1) };
    }
  }
  return grown;
}

/** The rows of a table's head from its lines: wrapped headings whole, headings over several columns spanning them. */
export function headCells(lines: readonly Line[], columns: readonly Box[], rules: Lattice): PlacedCell[][] {
  if (lines.length === 0) return [];
  const headings = headingsOf(lines, withNames(lines, columns), rules);
  const levels = levelsOf(headings);
  const count = Math.max(0, ...levels.map(({ to }) => to)) + 1;
  const whole = around(lines.map(({ box }) => box));
  const taken = new Set<string>();
  const rows: PlacedCell[][] = Array.from({ length: count }, () => []);
  for (const [index, { segments, box, first, last }] of headings.entries()) {
    const { from, to } = levels[index] ?? { from: 0, to: 0 };
    const text = cellText(segments.map((segment) => segment.text));
    rows[from]?.push({ row: from, col: first, rowSpan: to - from + 1, colSpan: last - first + 1, text, box });
    for (let row = from; row <= to; row++) {
      for (let col = first; col <= last; col++) taken.add(`${row} ${col}`);
    }
  }
  for (const [row, cells] of rows.entries()) {
    for (const [col, column] of columns.entries()) {
      if (taken.has(`${row} ${col}`)) continue;
      const box = { ...whole, x0: column.x0, x1: column.x1 };
      cells.push({ row, col, rowSpan: 1, colSpan: 1, text: '', box });
    }
    cells.sort((a, b) => a.col - b.col);
  }
  return rows;
}
