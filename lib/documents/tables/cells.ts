import { around, union } from '../layout/boxes.ts';
import { placeOf } from '../layout/table-columns.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { acrossAll, acrossValues } from './across.ts';
import type { Range } from './centred-ranges.ts';
import type { Cell } from './table.ts';

/** A cell and the place where it begins. */
export interface PlacedCell extends Cell {
  row: number;
  col: number;
}

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

/** What stands alone beside the row's name, as over all columns of a range. */
function spread(pieces: Map<number, Piece>, { first, last }: Range): void {
  const [at, piece] = [...pieces].find(([col]) => col >= first) ?? [];
  if (at === undefined || !piece) return;
  pieces.delete(at);
  pieces.set(first, { ...piece, last });
}

/** Dots that lead from a name to its values. */
export const LEADER = /(?:(?:\s?\.){4,}|(?:\s\.){2,})\s?$/;

export const cellText = (texts: readonly string[]): string =>
  texts
    .map((text) => text.replace(LEADER, ''))
    .filter((text) => text !== '')
    .join(' ');

/** The cells of one row, empty ones too. */
export function cellsOf(row: readonly Line[], columns: readonly Box[], at: number): PlacedCell[] {
  const [only, ...more] = row;
  const across = only && more.length === 0 ? acrossAll(only, columns) : null;
  const pieces = piecesOf(row, columns);
  const values = only && more.length === 0 ? acrossValues(only, columns) : null;
  if (values) spread(pieces, values);
  const box = around(row.map((line) => line.box));
  if (across) {
    const text = cellText(row.flatMap(({ segments }) => segments.map((segment) => segment.text)));
    return [{ row: at, col: 0, rowSpan: 1, colSpan: columns.length, text, box }];
  }
  const cells: PlacedCell[] = [];
  for (let col = 0; col < columns.length; col++) {
    const place = { row: at, col, rowSpan: 1 };
    const piece = pieces.get(col);
    const empty = { ...box, x0: columns[col]?.x0 ?? 0, x1: columns[col]?.x1 ?? 0 };
    if (!piece) {
      cells.push({ ...place, text: '', box: empty, colSpan: 1 });
      continue;
    }
    let last = col;
    while (last < piece.last && !pieces.has(last + 1)) last += 1;
    const text = cellText(piece.segments.map((segment) => segment.text));
    const own = around(piece.segments.map((segment) => segment.box));
    cells.push({ ...place, text, box: own, colSpan: last - col + 1 });
    col = last;
  }
  return cells;
}

/** Cells that no rule parts from the one below, joined with it. @param closed by row and column */
export function joinedDown(
  rows: readonly PlacedCell[][],
  closed: readonly (readonly boolean[])[],
): PlacedCell[][] {
  const open = new Map<number, PlacedCell>();
  return rows.map((row, at) => {
    const kept: PlacedCell[] = [];
    for (const cell of row) {
      const upper = open.get(cell.col);
      if (upper && upper.colSpan === cell.colSpan) {
        upper.text = cellText([upper.text, cell.text]);
        upper.box = union(upper.box, cell.box);
        upper.rowSpan += 1;
      } else kept.push(cell);
      const top = upper && upper.colSpan === cell.colSpan ? upper : cell;
      if (closed[at]?.[cell.col] === false) open.set(cell.col, top);
      else open.delete(cell.col);
    }
    return kept;
  });
}
