import type { Box } from '../pdf/page.ts';
import type { Cell } from '../tables/table.ts';
import { textGrid } from '../tables/text-grid.ts';
import type { Paragraph } from '../text/paragraphs.ts';

/** A table and its place in the document. */
export interface PlacedTable {
  page: number;
  box: Box;
  rows: readonly (readonly Pick<Cell, 'text' | 'colSpan' | 'rowSpan'>[])[];
  /** Whether the first row names the columns. */
  header: boolean;
}

const BULLET = /^[•◦▪‣●○■□–—*·-] +/u;
const NUMBERED = /^\(?(\d{1,3})[.)] +/;

/** Escapes what Markdown would read as markup anywhere in a line. */
const escapedWithin = (text: string): string => text.replaceAll(/[\\`*_[\]<>|]/g, '\\$&');

/** Escapes what Markdown would read as markup (CommonMark 0.31, section 2.4). */
function escaped(text: string): string {
  return escapedWithin(text)
    .replace(/^(#{1,6} |[-+] |={2,}|-{2,}|~{3,})/, '\\$1')
    .replace(/^(\d{1,9})([.)] )/, '$1\\$2');
}

function tableMarkdown({ rows, header }: PlacedTable): string {
  const grid = textGrid(rows);
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const texts = grid.map((row) => row.map((text) => escaped(text.replaceAll(/\s+/g, ' ').trim())));
  const [head = [], ...body] = header ? texts : [[], ...texts];
  return [line(head), line(Array.from({ length: width }, () => '---')), ...body.map(line)].join('\n');
}

/** A fence longer than any within (CommonMark 0.31, section 4.5). */
function fenced(text: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** The text from `from`, with the marks of notes as footnotes (GitHub Flavored Markdown). */
function marked({ text, references = [] }: Paragraph, from: number): string {
  let [markdown, at] = ['', from];
  for (const { at: mark, length, label } of references) {
    if (mark < at) continue;
    const before = text.slice(at, mark);
    markdown += `${at === from ? escaped(before.trimStart()) : escapedWithin(before)}[^${label}]`;
    at = mark + length;
  }
  return (markdown + (at === from ? escaped(text.slice(at).trim()) : escapedWithin(text.slice(at)))).trim();
}

function paragraphMarkdown(paragraph: Paragraph): string {
  const { kind, level, text, note } = paragraph;
  if (kind === 'code') return fenced(text);
  const indent = text.length - text.trimStart().length;
  if (note) return `[^${note.label}]: ${marked(paragraph, note.length)}`;
  if (kind === 'heading') return `${'#'.repeat(level)} ${marked(paragraph, indent)}`;
  if (kind !== 'list') return marked(paragraph, indent);
  const own = text.trimStart();
  const number = NUMBERED.exec(own);
  if (number) return `${number[1]}. ${marked(paragraph, indent + number[0].length)}`;
  const bullet = BULLET.exec(own);
  return bullet ? `- ${marked(paragraph, indent + bullet[0].length)}` : marked(paragraph, indent);
}

const isBefore = (table: PlacedTable, { page, box }: Paragraph): boolean =>
  table.page < page || (table.page === page && table.box.y0 <= box.y0 && table.box.x0 < box.x1);

/**
 * The document as Markdown, block by block, each followed by a blank line. A table comes before the first paragraph
 * below it on its page.
 * @param tables by page, from top to bottom
 */
export function* markdown(
  paragraphs: Iterable<Paragraph>,
  tables: readonly PlacedTable[] = [],
): Generator<string> {
  let next = 0;
  for (const paragraph of paragraphs) {
    for (let table = tables[next]; table && isBefore(table, paragraph); table = tables[next]) {
      yield `${tableMarkdown(table)}\n\n`;
      next += 1;
    }
    yield `${paragraphMarkdown(paragraph)}\n\n`;
  }
  for (const table of tables.slice(next)) yield `${tableMarkdown(table)}\n\n`;
}

/** Marks missing pages, so that the text before and after them does not read as continuous. */
export function missingPagesMarkdown(first: number, last: number): string {
  if (first === last) return `> Page ${first} is missing: it could not be read.\n\n`;
  return `> Pages ${first} to ${last} are missing: they could not be read.\n\n`;
}
