import type { Box } from '../pdf/page.ts';
import type { PageBody } from '../records/stored-page.ts';
import { tabbed, textRows } from '../tables/table-rows.ts';
import { flowOf } from '../text/page-flow.ts';

/** A line of a page's plain text: one as set, or a row of a table with a tab between two cells. */
export interface PageLine {
  text: string;
  box: Box;
  /** Place in the page's lines; null for a row. */
  line: number | null;
  /** Of a row: places of its table and of itself in it. */
  row: { table: number; at: number } | null;
}

type Content = Pick<PageBody, 'lines' | 'tables'>;

/** The lines of a page in reading order, tables row by row. */
function pageLines({ lines, tables }: Content): PageLine[] {
  return flowOf(lines, tables).flatMap((item): PageLine[] => {
    if ('line' in item) {
      const line = lines[item.line];
      return line ? [{ text: line.text, box: line.box, line: item.line, row: null }] : [];
    }
    const table = tables[item.table];
    const rows = table ? textRows(table) : [];
    return rows.flatMap(({ texts, box }, at) => {
      const text = tabbed(texts);
      return text === '' ? [] : [{ text, box, line: null, row: { table: item.table, at } }];
    });
  });
}

/** The plain text of a page, as set, tables row by row. */
export const pageText = (content: Content): string =>
  pageLines(content)
    .map(({ text }) => text)
    .join('\n');
