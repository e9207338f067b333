import type { Cell } from './table.ts';

export type SpanningText = Pick<Cell, 'text' | 'colSpan' | 'rowSpan'>;

/** Puts a cell's text in its first place and empty text in the others. @returns the column after it */
function put(grid: string[][], row: number, from: number, cell: SpanningText): number {
  let col = from;
  while (grid[row]?.[col] !== undefined) col += 1;
  for (const [below, record] of grid.slice(row, row + cell.rowSpan).entries()) {
    for (let c = col; c < col + cell.colSpan; c++) record[c] = below === 0 && c === col ? cell.text : '';
  }
  return col + cell.colSpan;
}

/** A table's texts by row and column; a spanning cell's text is in its first place, the others are empty. */
export function textGrid(rows: readonly (readonly SpanningText[])[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    row.reduce((col, cell) => put(grid, index, col, cell), 0);
  }
  return grid.map((record) => Array.from(record, (text) => text ?? ''));
}
