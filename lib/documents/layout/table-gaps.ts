import type { Box } from '../pdf/page.ts';
import { heightOf } from './boxes.ts';
import { placeOf, tableColumns } from './table-columns.ts';
import { gapAfter, joinedWhere, type Line, lineOf, type Segment } from './table-lines.ts';

export { whiteSpace } from './white-space.ts';
export { partedByStripes } from './white-stripes.ts';

// Wide spaces within text that look like gaps between columns. Three rules, by what tells one from the other.

/** Widest space of running text, in em: after a full stop, or where a line is justified. */
const WIDEST_SPACE = 1.5;
/** Widest space of justified text, in em, if nothing but the width is known. */
export const JUSTIFIED_SPACE = 1.4;
/** Largest gap, in line heights, to a neighbouring line that is compared. */
const NEIGHBOUR = 1.2;
/** Number of lines above and below that are compared. */
const FARTHEST = 4;
/** Share of the lines that a real column fills. */
const SPARSE = 0.4;
/** Segments that begin at one place, at least, and how far in em they are off. */
const FLUSH = { least: 4, off: 0.15 } as const;

const isNoWider = (left: Segment, right: Segment): boolean =>
  right.box.x0 - left.box.x1 <= WIDEST_SPACE * Math.max(left.fontSize, right.fontSize);

/** Whether text of the other line runs across the gap; null if that line ends before it. */
function runsAcross(other: Line, gap: Box): boolean | null {
  if (other.segments.some(({ box }) => box.x0 < gap.x0 && box.x1 > gap.x1)) return true;
  return other.box.x1 <= gap.x1 ? null : false;
}

const near = (upper: Line, lower: Line): boolean =>
  lower.box.y0 - upper.box.y1 < NEIGHBOUR * Math.max(heightOf(upper.box), heightOf(lower.box));

/** Whether the nearest line above or below that reaches the gap runs across it; null if no near line reaches it. */
function tells(lines: readonly Line[], index: number, step: 1 | -1, gap: Box): boolean | null {
  for (let at = index + step; Math.abs(at - index) <= FARTHEST; at += step) {
    const [line, before] = [lines[at], lines[at - step]];
    if (!line || !before || !(step > 0 ? near(before, line) : near(line, before))) return null;
    const told = runsAcross(line, gap);
    if (told !== null) return told;
  }
  return null;
}

/**
 * By the neighbours: closes spaces that the next line above or below runs across. A column gap continues from line to
 * line.
 */
export function joinedByNeighbours(lines: readonly Line[]): Line[] {
  return lines.map((line, index) => {
    const isSpace = (left: Segment, right: Segment): boolean => {
      if (!isNoWider(left, right)) return false;
      const gap = { ...left.box, x0: left.box.x1, x1: right.box.x0 };
      const found = [tells(lines, index, -1, gap), tells(lines, index, 1, gap)];
      return found.includes(true) && !found.includes(false);
    };
    return lineOf(joinedWhere(line.segments, isSpace));
  });
}

/** How many lines have a segment in each column. */
function filledOf(lines: readonly Line[], columns: readonly Box[]): number[] {
  const filled = columns.map(() => 0);
  for (const line of lines) {
    for (const place of new Set(line.segments.map(({ box }) => placeOf(box, columns).first))) {
      filled[place] = (filled[place] ?? 0) + 1;
    }
  }
  return filled;
}

/** Whether all segments of a column, three or more, begin at one place: wide spaces of running text do not. */
function areFlush(segments: readonly Segment[]): boolean {
  const [first] = segments;
  if (!first || segments.length < FLUSH.least) return false;
  return segments.every(({ box }) => Math.abs(box.x0 - first.box.x0) <= FLUSH.off * first.fontSize);
}

/** By the columns: closes spaces after several words if few other lines have the column that would begin there. */
export function joinedBySparseColumns(lines: readonly Line[]): Line[] {
  const columns = tableColumns(lines);
  const filled = filledOf(lines, columns);
  const pieces = Map.groupBy(
    lines.flatMap(({ segments }) => segments),
    ({ box }) => placeOf(box, columns).first,
  );
  const flush = new Set([...pieces].flatMap(([at, own]) => (areFlush(own) ? [at] : [])));
  const isSpace = (left: Segment, right: Segment): boolean => {
    const { first } = placeOf(right.box, columns);
    const sparse = (filled[first] ?? 0) < SPARSE * lines.length && !flush.has(first);
    return isNoWider(left, right) && sparse && left.text.split(' ').length > 2;
  };
  return lines.map((line) => lineOf(joinedWhere(line.segments, isSpace)));
}

/** By the width alone: closes every gap that could be a space in justified text. */
export function joinedAsJustified(lines: readonly Line[]): Line[] {
  const isSpace = (left: Segment, right: Segment): boolean =>
    gapAfter(left, right) <= JUSTIFIED_SPACE * right.fontSize;
  return lines.map((line) => lineOf(joinedWhere(line.segments, isSpace)));
}
