import { upperMedian } from '../../core/statistics.ts';
import type { Box } from '../pdf/page.ts';
import { heightOf, middleY, overlapX } from './boxes.ts';
import type { Placed } from './placed.ts';
import type { Row, Strip } from './strips.ts';

// Where columns that stand below other columns begin anew: two stories of a newspaper, columns below a table, rows of
// cards. The white between the columns may go through all of them.

/** In sizes of the text: how much larger a heading is, and how small a note; how far the rows that begin beside each other are apart. */
const HEADING = 1.2;
const SMALL = 0.92;
const WHITE = 0.7;
const LEVEL = 0.6;
/** Part of the width of both columns that a rule goes across, and how far in points text may reach over it. */
const ACROSS = 0.85;
const TOUCH = 1.5;
/** In the usual distances of lines: less is enough for many rows; and against every gap that only one side has. */
const GAP = { least: 2.2, rows: 1.35, many: 3, larger: 1.3 } as const;

interface Pair {
  left: Strip;
  right: Strip;
  /** How often the file's content changes sides: at least twice a band and once within it. */
  changes: number;
  /** Of the text, in points. */
  size: number;
}

interface Gap {
  /** Bottom of the row above and top of the row below. */
  from: number;
  to: number;
}

const gapsOf = (rows: readonly Row[]): Gap[] =>
  rows.slice(1).map((row, at) => ({ from: rows[at]?.box.y1 ?? row.box.y0, to: row.box.y0 }));

const stepsOf = (rows: readonly Row[]): number[] =>
  rows.slice(1).map((row, at) => middleY(row.box) - middleY(rows[at]?.box ?? row.box));

const isDrawnInBands = ({ changes }: Pair, heights: readonly number[]): boolean =>
  changes > 2 * heights.length;

/** Heights of the rules that go across both columns, without text through them. */
function atRules({ left, right }: Pair, rules: readonly Box[]): number[] {
  const [x0, x1] = [Math.min(left.box.x0, right.box.x0), Math.max(left.box.x1, right.box.x1)];
  const rows = [...left.rows, ...right.rows];
  return rules.flatMap((rule) => {
    if (overlapX(rule, { ...rule, x0, x1 }) < ACROSS * (x1 - x0)) return [];
    const y = middleY(rule);
    return rows.some(({ box }) => box.y0 + TOUCH < y && box.y1 - TOUCH > y) ? [] : [y];
  });
}

/** Whether all below a height is small print, as footnotes at the foot of each column are. */
function areNotes({ left, right }: Pair, height: number): boolean {
  const rows = [...left.rows, ...right.rows];
  const high = upperMedian(rows.map(({ box }) => heightOf(box)));
  return rows.every(({ box }) => box.y0 < height - 1 || heightOf(box) < SMALL * high);
}

/** Heights between the left side's heading and what stands before it, where the right side begins anew beside its text. */
function belowHeadings(pair: Pair): number[] {
  const { left, right, size } = pair;
  const heights = left.rows.flatMap((row, at) => {
    const [before, next] = [left.rows[at - 1], left.rows[at + 1]];
    if (!before || !next || heightOf(row.box) < HEADING * heightOf(next.box)) return [];
    if (heightOf(before.box) >= heightOf(row.box)) return [];
    const begins = gapsOf(right.rows).some(
      ({ from, to }) => from <= row.box.y0 + TOUCH && Math.abs(to - next.box.y0) <= LEVEL * size,
    );
    return begins ? [(before.box.y1 + row.box.y0) / 2] : [];
  });
  return isDrawnInBands(pair, heights) ? heights : [];
}

/** Heights of the gaps that both sides have, with level rows below, where each is larger than any of one side alone. */
export function sharedGaps(pair: Pair): number[] {
  const { left, right, size } = pair;
  const pitch = upperMedian([...stepsOf(left.rows), ...stepsOf(right.rows)]);
  const [ours, theirs] = [gapsOf(left.rows), gapsOf(right.rows)];
  const high = upperMedian([...left.rows, ...right.rows].map(({ box }) => heightOf(box)));
  const meets = (gap: Gap, others: readonly Gap[]) =>
    others.find((other) => Math.abs(gap.to - other.to) <= (LEVEL * size) / 2);
  const shared = ours.flatMap((gap) => {
    const other = meets(gap, theirs);
    return other ? [{ from: Math.max(gap.from, other.from), to: Math.min(gap.to, other.to) }] : [];
  });
  const widerThan = (pitches: number) =>
    shared.filter(({ from, to }) => to - from >= pitches * pitch - high && !areNotes(pair, to));
  const many = widerThan(GAP.rows);
  const wide = many.length >= GAP.many ? many : widerThan(GAP.least);
  const isShared = ({ to }: Gap) => wide.some((gap) => Math.abs(gap.to - to) <= LEVEL * size);
  const alone = [...ours, ...theirs].filter((gap) => !isShared(gap));
  const largest = alone.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  const heights = wide
    .filter(({ from, to }) => to - from >= GAP.larger * largest)
    .map(({ from, to }) => (from + to) / 2);
  return isDrawnInBands(pair, heights) ? heights : [];
}

/** Parts of a gutter between the heights at which neither side has text: what is beside each may be of another kind. */
export function stretchesOf(gutter: Box, { left, right, size }: Pair): Box[] {
  const theirs = gapsOf(right.rows);
  const ends = gapsOf(left.rows).flatMap((gap) =>
    theirs.flatMap((other) => {
      const [from, to] = [Math.max(gap.from, other.from), Math.min(gap.to, other.to)];
      return to - from >= WHITE * size ? [(from + to) / 2] : [];
    }),
  );
  const edges = [gutter.y0, ...ends, gutter.y1];
  return ends.length === 0 ? [] : edges.slice(1).map((y1, at) => ({ ...gutter, y0: edges[at] ?? y1, y1 }));
}

/** Heights at which both columns end and others begin, rising. */
export function breaksOf(pair: Pair, rules: readonly Box[]): number[] {
  const found = [...belowHeadings(pair), ...atRules(pair, rules), ...sharedGaps(pair)];
  return found.toSorted((a, b) => a - b);
}

/** The pieces above and below a height; null where one has none. */
export function partedAt(pieces: readonly Placed[], height: number): [Placed[], Placed[]] | null {
  const above = pieces.filter(({ place }) => middleY(place) < height);
  const below = pieces.filter(({ place }) => middleY(place) >= height);
  return above.length > 0 && below.length > 0 ? [above, below] : null;
}
