import type { PlacedCell, PlacedRow } from '../tables/joined-rows.ts';
import { escaped } from './escaped.ts';
import { inHtml } from './in-html.ts';
import { joinedMarked, type Marked, unmarked } from './marked.ts';

/** What must be known of a table before its rows come. */
export interface TableForm {
  columns: number;
  /** Some cell spans several rows or columns. */
  spanning: boolean;
}

function cellText({ text, places }: PlacedCell, inMarkup: (text: string) => string): Marked {
  const own = inMarkup(text.replaceAll(/\s+/gu, ' ').trim());
  if (own === '') return unmarked('');
  return { text: own, spans: places.map((place) => ({ start: 0, end: own.length, ...place })) };
}

function htmlRow(row: PlacedRow, name: 'td' | 'th'): Marked {
  const cells = row.map((cell) => {
    const wide = cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '';
    const tall = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '';
    const own = cellText(cell, inHtml);
    return joinedMarked([unmarked(`<${name}${wide}${tall}>`), own, unmarked(`</${name}>`)]);
  });
  return joinedMarked([unmarked('<tr>'), ...cells, unmarked('</tr>\n')]);
}

function pipeRow({ columns }: TableForm, row: PlacedRow): Marked {
  const cells = Array.from({ length: columns }, (_, at) => {
    const cell = row[at];
    return cell ? cellText(cell, escaped) : unmarked('');
  });
  return joinedMarked([unmarked('| '), joinedMarked(cells, ' | '), unmarked(' |\n')]);
}

/** The top of a table with the rows that name its columns, if there are any. */
export function tableTop(form: TableForm, heads: readonly PlacedRow[]): Marked {
  if (form.spanning) {
    if (heads.length === 0) return unmarked('<table>\n');
    const named = heads.map((row) => htmlRow(row, 'th'));
    return joinedMarked([unmarked('<table>\n<thead>\n'), ...named, unmarked('</thead>\n')]);
  }
  const [head = []] = heads;
  const rule = `| ${Array.from({ length: form.columns }, () => '---').join(' | ')} |\n`;
  return joinedMarked([
    pipeRow(form, head),
    unmarked(rule),
    ...heads.slice(1).map((row) => pipeRow(form, row)),
  ]);
}

export const tableRow = (form: TableForm, row: PlacedRow): Marked =>
  form.spanning ? htmlRow(row, 'td') : pipeRow(form, row);

export const tableEnd = ({ spanning }: TableForm): Marked => unmarked(spanning ? '</table>\n\n' : '\n');
