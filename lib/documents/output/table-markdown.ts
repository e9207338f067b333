import type { Cell, Table } from '../tables/table.ts';
import { headRows, type TextRow, textRows } from '../tables/table-rows.ts';
import { escaped } from './escaped.ts';

type Shown = Pick<Table, 'rows' | 'header'>;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const inHtml = (text: string): string => text.replaceAll(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter);

const spans = ({ colSpan, rowSpan }: Cell): boolean => colSpan > 1 || rowSpan > 1;

function pipes(rows: readonly TextRow[], header: boolean): string {
  const width = rows.reduce((most, { texts }) => Math.max(most, texts.length), 0);
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const texts = rows.map((row) => row.texts.map(escaped));
  const [head = [], ...body] = header ? texts : [[], ...texts];
  return [line(head), line(Array.from({ length: width }, () => '---')), ...body.map(line)].join('\n');
}

function htmlCell(cell: Cell, name: 'td' | 'th'): string {
  const wide = cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '';
  const tall = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '';
  return `<${name}${wide}${tall}>${inHtml(cell.text.replaceAll(/\s+/gu, ' ').trim())}</${name}>`;
}

function html(table: Shown): string {
  const heads = headRows(table);
  const rows = table.rows.map((row, at) => {
    const cells = row.map((cell) => htmlCell(cell, at < heads ? 'th' : 'td'));
    return `<tr>${cells.join('')}</tr>`;
  });
  return ['<table>', ...rows, '</table>'].join('\n');
}

/** A table as GitHub-flavoured Markdown; one whose cells span is HTML, which Markdown takes as it is. */
export const tableMarkdown = (table: Shown): string =>
  table.rows.some((row) => row.some(spans)) ? html(table) : pipes(textRows(table), table.header);
