import { around } from '../layout/boxes.ts';
import type { Box } from '../pdf/page.ts';
import type { Cell, Table } from './table.ts';
import { textGrid } from './text-grid.ts';

type Rows = Pick<Table, 'rows'>;

/** A row as text. */
export interface TextRow {
  /** One for each column; that of a spanning cell is in its first place, the others are empty. */
  texts: string[];
  /** Of the cells with text that begin in the row, in order. */
  boxes: Box[];
  box: Box;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

/** Of the cells with text that begin and end in the row, or of all. */
function boxOf(row: readonly Cell[]): Box {
  const own = row.filter(({ text, rowSpan }) => text !== '' && rowSpan === 1);
  return around((own.length > 0 ? own : row).map(({ box }) => box));
}

/** The rows of a table with every cell on one line. */
export function textRows({ rows }: Rows): TextRow[] {
  const grid = textGrid(rows);
  return rows.map((row, at) => ({
    texts: (grid[at] ?? []).map(oneLine),
    boxes: row.filter(({ text }) => oneLine(text) !== '').map(({ box }) => box),
    box: boxOf(row),
  }));
}

/** How many columns a table has. */
export const columnsOf = ({ rows }: Rows): number =>
  rows.reduce(
    (most, row) =>
      Math.max(
        most,
        row.reduce((sum, { colSpan }) => sum + colSpan, 0),
      ),
    0,
  );

/** Cells with a tab between two; empty for a row without text. */
export function tabbed(texts: readonly string[]): string {
  return texts.join('\t').trimEnd();
}

/**
 * Rows that name the columns, at most all but one: as found; of a table stored without their number none without a
 * header, else the first, and the second where the first spans columns or rows.
 */
export function headRows({ rows, header, headerRows }: Rows & Pick<Table, 'header' | 'headerRows'>): number {
  const [first] = rows;
  if (!header || !first) return 0;
  if (headerRows !== undefined) return Math.min(rows.length - 1, headerRows);
  const spans = first.reduce((most, { rowSpan }) => Math.max(most, rowSpan), 1);
  const grouped = first.length > 1 && first.some(({ colSpan }) => colSpan > 1);
  return Math.min(rows.length - 1, grouped ? Math.max(2, spans) : spans);
}
