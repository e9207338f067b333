import type { Box } from '../pdf/page.ts';
import type { PageBody } from '../records/stored-page.ts';
import { type TextRow, tabbed, textRows } from '../tables/table-rows.ts';
import { textsAsSet } from '../text/listings.ts';
import { flowOf } from '../text/page-flow.ts';

/** A line of a page's plain text: one as set, or a row of a table with a tab between two cells. */
export interface PageLine {
  text: string;
  /** Place of its table on the page; null for a line outside tables. */
  table: number | null;
  /** The line itself or the row's cells, from the start of the line. */
  parts: { start: number; end: number; box: Box }[];
}

type Content = Pick<PageBody, 'lines' | 'tables'>;

function rowLine({ texts, boxes }: TextRow, table: number): PageLine[] {
  const text = tabbed(texts);
  let [start, cell] = [0, 0];
  const parts = texts.flatMap((own) => {
    const from = start;
    start += own.length + 1;
    const box = own === '' ? undefined : boxes[cell++];
    return box ? [{ start: from, end: from + own.length, box }] : [];
  });
  return text === '' ? [] : [{ text, table, parts }];
}

/** The lines of a page in reading order, tables row by row. */
export function pageLines({ lines, tables }: Content): PageLine[] {
  const texts = textsAsSet(lines);
  return flowOf(lines, tables).flatMap((item): PageLine[] => {
    if ('table' in item) {
      const table = tables[item.table];
      return table ? textRows(table).flatMap((row) => rowLine(row, item.table)) : [];
    }
    const line = lines[item.line];
    if (!line) return [];
    const { box } = line;
    const text = texts[item.line] ?? line.text;
    return [{ text, table: null, parts: [{ start: 0, end: text.length, box }] }];
  });
}

/** The plain text of a page, as set, tables row by row. */
export const pageText = (content: Content): string =>
  pageLines(content)
    .map(({ text }) => text)
    .join('\n');
