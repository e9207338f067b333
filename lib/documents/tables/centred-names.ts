import { upperMedian } from '../../core/statistics.ts';
import { around, middleY, overlapX } from '../layout/boxes.ts';
import { CELL_LINES, gapBetween, type Line, lineOf, type Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { cellText, type PlacedCell } from './cells.ts';

// Names in a first column that stand half-way down the rows that they name, as cells over several rows do.

/** In usual distances of rows: how far a name's middle may be off the middle of its rows, or of the two around it. */
const OFF = { rows: 0.35, line: 0.2 } as const;
/** Names, and the part of the lines that has none in the first column. */
const FEWEST = { names: 2, without: 0.3 } as const;

interface Name {
  segments: Segment[];
  box: Box;
}

const rest = (line: Line, column: Box): Segment[] =>
  line.segments.filter(({ box }) => overlapX(box, column) <= 0);

/** Pieces of the first column; those right below one another, with no row of their own, are one name. */
function namesOf(lines: readonly Line[], column: Box): Name[] {
  const names: Name[] = [];
  let last: Line | undefined;
  for (const line of lines) {
    const own = line.segments.filter(({ box }) => overlapX(box, column) > 0);
    if (own.length === 0) continue;
    const name = names.at(-1);
    const goesOn =
      last && rest(line, column).length === 0 && gapBetween(last, lineOf(own)) < CELL_LINES.alone;
    if (name && goesOn) name.segments.push(...own);
    else names.push({ segments: own, box: around(own.map(({ box }) => box)) });
    if (name && goesOn) name.box = around(name.segments.map(({ box }) => box));
    last = lineOf(own);
  }
  return names;
}

/** For each name the first row and the one after the last, if all rows can be shared out so that names stand half-way. */
function sharedOut(names: readonly Name[], rows: readonly Box[], pitch: number): number[] | null {
  const ends: number[] = [];
  let from = 0;
  for (const { box } of names) {
    const first = rows[from];
    if (!first) return null;
    const off = rows.slice(from).map((row) => Math.abs(middleY({ ...first, y1: row.y1 }) - middleY(box)));
    const least = Math.min(...off);
    if (least > OFF.rows * pitch) return null;
    from += off.indexOf(least) + 1;
    ends.push(from);
  }
  return from === rows.length ? ends : null;
}

/** Whether some name stands between two rows, or the first row begins without one. */
function areCentred(names: readonly Name[], rows: readonly Box[], pitch: number): boolean {
  const [first] = rows;
  if (!first || (names[0]?.box.y0 ?? 0) > first.y1) return true;
  return names.some(({ box }) => {
    const next = rows.findIndex((row) => middleY(row) > middleY(box));
    const [upper, lower] = [rows[next - 1], rows[next]];
    if (!upper || !lower || middleY(lower) - middleY(upper) > 1.3 * pitch) return false;
    return Math.abs(middleY(upper) + middleY(lower) - 2 * middleY(box)) < 2 * OFF.line * pitch;
  });
}

/** The names of a first column that are set half-way down their rows, and the lines without them. */
export interface CentredNames {
  lines: Line[];
  /** The cells, each with the row where it begins. */
  cells: PlacedCell[];
}

/** Null if the first column holds names of single rows, or of the rows below them. */
export function centredNames(lines: readonly Line[], columns: readonly Box[]): CentredNames | null {
  const [column] = columns;
  if (!column || columns.length < 2) return null;
  const left = lines.flatMap((line) => {
    const segments = rest(line, column);
    return segments.length === 0 ? [] : [lineOf(segments)];
  });
  const rows = left.map(({ box }) => box);
  const names = namesOf(lines, column);
  if (names.length < FEWEST.names || rows.length < names.length * (1 + FEWEST.without)) return null;
  if (left.some(({ segments }) => segments.length * 2 < columns.length - 1)) return null;
  const pitch = upperMedian(rows.slice(1).map((row, at) => middleY(row) - middleY(rows[at] ?? row)));
  if (!areCentred(names, rows, pitch)) return null;
  const ends = sharedOut(names, rows, pitch);
  if (!ends) return null;
  const cells = names.map(({ segments, box }, at) => {
    const row = ends[at - 1] ?? 0;
    const rowSpan = (ends[at] ?? row + 1) - row;
    return { row, col: 0, rowSpan, colSpan: 1, box, text: cellText(segments.map(({ text }) => text)) };
  });
  return { lines: left, cells };
}
