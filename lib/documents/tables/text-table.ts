import { around, union } from '../layout/boxes.ts';
import { placeOf, tableColumns } from '../layout/table-columns.ts';
import { joinedBySparseColumns } from '../layout/table-gaps.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { hasHeader } from './header.ts';
import { notATable } from './not-a-table.ts';
import { rowsOf } from './rows.ts';
import type { Cell, Table } from './table.ts';

interface Piece {
  last: number;
  segments: Segment[];
}

/** The segments of a row by the column where they begin. */
function piecesOf(row: readonly Line[], columns: readonly Box[]): Map<number, Piece> {
  const pieces = new Map<number, Piece>();
  for (const segment of row.flatMap((line) => line.segments)) {
    const { first, last } = placeOf(segment.box, columns);
    const piece = pieces.get(first);
    if (piece) piece.segments.push(segment);
    else pieces.set(first, { last, segments: [segment] });
    if (piece) piece.last = Math.max(piece.last, last);
  }
  return pieces;
}

function cellsOf(row: readonly Line[], columns: readonly Box[]): Cell[] {
  const pieces = piecesOf(row, columns);
  const box = around(row.map((line) => line.box));
  const cells: Cell[] = [];
  for (let col = 0; col < columns.length; col++) {
    const piece = pieces.get(col);
    const empty = { ...box, x0: columns[col]?.x0 ?? 0, x1: columns[col]?.x1 ?? 0 };
    if (!piece) {
      cells.push({ text: '', box: empty, colSpan: 1, rowSpan: 1 });
      continue;
    }
    let last = col;
    while (last < piece.last && !pieces.has(last + 1)) last += 1;
    const text = piece.segments.map((segment) => segment.text).join(' ');
    const own = around(piece.segments.map((segment) => segment.box));
    cells.push({ text, box: own, colSpan: last - col + 1, rowSpan: 1 });
    col = last;
  }
  return cells;
}

const bold = (row: readonly Line[]): boolean =>
  row.every((line) => line.segments.every((segment) => segment.bold));

/** Whether most rows fill most columns; two rows need a heading not to be a coincidence. */
function enough(rows: readonly Cell[][], columns: number, header: boolean): boolean {
  const filled = rows.map((row) => row.filter((cell) => cell.text !== '').length);
  const several = filled.filter((count) => count > 1).length;
  const places = filled.reduce((sum, count) => sum + count, 0);
  const needed = header && columns > 2 ? 2 : 3;
  if (columns < 2 || rows.length < needed || several < (header ? 2 : needed)) return false;
  const least = rows.length < 5 && !header ? 0.65 : 0.4;
  return several >= 0.6 * rows.length && places >= least * rows.length * columns;
}

/** Lines of several segments, if there are enough: a line of one may be longer than its column. */
function tellingColumns(lines: readonly Line[]): readonly Line[] {
  const several = lines.filter((line) => line.segments.length > 1);
  return several.length < 3 ? lines : several;
}

/**
 * The table formed by a block of lines without rules; null if they form none.
 * @param contents the page belongs to a table of contents
 */
export function textTable(block: readonly Line[], contents: boolean): Table | null {
  const lines = joinedBySparseColumns(block);
  const columns = tableColumns(tellingColumns(lines));
  if (columns.length < 2 || notATable(lines, columns, contents)) return null;
  const grouped = rowsOf(lines, columns);
  const rows = grouped.map((row) => cellsOf(row, columns));
  const header = hasHeader(rows, grouped.map(bold));
  if (!enough(rows, columns.length, header)) return null;
  return {
    box: lines.map((line) => line.box).reduce(union),
    rows,
    header,
    spanning: rows.some((row) => row.some((cell) => cell.colSpan > 1)),
  };
}
