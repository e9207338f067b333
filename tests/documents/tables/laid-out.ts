import type { Box, PageContent, TextRun } from '../../../lib/documents/pdf/page.ts';
import type { Cell, Table } from '../../../lib/documents/tables/table.ts';

/** A run in a font of 10 points whose characters are 5 points wide; `y` is its top. */
export function run(text: string, x: number, y: number, look: Partial<TextRun> = {}): TextRun {
  const box = { x0: x, y0: y, x1: x + 5 * text.length, y1: y + 11 };
  return { text, box, fontSize: 10, font: 'Helvetica', bold: false, italic: false, angle: 0, ...look };
}

export const rule = (x0: number, y0: number, x1: number, y1: number): Box => ({ x0, y0, x1, y1 });

/** A page of given runs and rulings. */
export function pageOf(runs: TextRun[], rulings: Box[] = []): PageContent {
  const text = runs.map((each) => each.text).join('\n');
  return {
    ...{ page: 1, width: 595, height: 842, rotation: 0, kind: 'text' },
    ...{ runs, text, rulings, images: 0, imageShare: 0, links: [] },
  };
}

/** A cell's text, and how many columns and rows it spans where more than one. */
export const span = ({ text, colSpan, rowSpan }: Cell): string => {
  const over = colSpan > 1 || rowSpan > 1 ? ` ${colSpan}x${rowSpan}` : '';
  return `${text}${over}`;
};
/** Each table as its rows, cells parted by bars. */
export const shown = (tables: Table[]) =>
  tables.map((table) => table.rows.map((row) => row.map(span).join(' | ')));

/** Three columns of 100 points and rows of 20, from (50, 100). */
export const frame = (rows: number) => [
  ...Array.from({ length: rows + 1 }, (_, i) => rule(50, 100 + 20 * i, 350, 100.5 + 20 * i)),
  ...[50, 150, 250, 350].map((x) => rule(x, 100, x + 0.5, 100 + 20 * rows)),
];
/** Texts at the left of the columns of `frame`, at one height. */
export const rowAt = (y: number, ...texts: string[]) =>
  texts.flatMap((text, col) => (text === '' ? [] : [run(text, 55 + 100 * col, y)]));
