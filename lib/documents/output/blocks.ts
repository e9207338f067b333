import type { Figure } from '../figures/figure.ts';
import type { Box } from '../pdf/page.ts';
import type { StoredPage } from '../records/queries.ts';
import type { Table } from '../tables/table.ts';
import { tabbed, textRows } from '../tables/table-rows.ts';
import { flowOf } from '../text/page-flow.ts';
import { idsOf } from '../text/paragraph-ids.ts';
import type { Paragraph } from '../text/paragraphs.ts';

interface Placed {
  id: string;
  page: number;
  /** Place in the document's paragraphs; of a table, that of the paragraph before it, or -1. */
  place: number;
}

export interface ParagraphBlock extends Placed {
  paragraph: Paragraph;
  /** The figures that it is the caption of. */
  captioned?: FigureBlock[] | undefined;
}

export interface FigureBlock extends Placed {
  figure: Figure;
  /** On its page, from 1. */
  number: number;
}

export interface TableBlock extends Placed {
  table: Table;
  /** On its page, from 1. */
  number: number;
}

/** A part of the document in reading order. */
export type Block = ParagraphBlock | TableBlock | FigureBlock;

type Content = Pick<StoredPage, 'page' | 'body' | 'paragraphs' | 'pictured'>;

const keyOf = ({ x0, y0, x1, y1 }: Box): string => `${x0} ${y0} ${x1} ${y1}`;

const tableText = (table: Pick<Table, 'rows'>): string =>
  textRows(table)
    .map(({ texts }) => tabbed(texts))
    .join('\n');

/** Ids of the paragraphs that begin on a page, of its tables and of its figures. */
export function idsOnPage({ page, body, paragraphs, pictured = [] }: Content): {
  paragraphs: string[];
  tables: string[];
  figures: string[];
} {
  return {
    paragraphs: idsOf(
      'p',
      page,
      (paragraphs ?? []).map(({ text }) => text),
    ),
    tables: idsOf('t', page, body.tables.map(tableText)),
    figures: idsOf(
      'f',
      page,
      pictured.map(({ caption, alt }) => caption ?? alt ?? ''),
    ),
  };
}

/** For each table the number of paragraphs beginning on the page that were read before it. */
export function paragraphsBefore({ body: { lines, tables }, paragraphs }: Content): Map<number, number> {
  const starts = new Map<string, number>();
  for (const [at, paragraph] of (paragraphs ?? []).entries()) {
    const first = paragraph.lines[0]?.box ?? paragraph.box;
    if (!starts.has(keyOf(first))) starts.set(keyOf(first), at);
  }
  const before = new Map<number, number>();
  let count = 0;
  for (const item of flowOf(lines, tables)) {
    if ('table' in item) before.set(item.table, count);
    else {
      const line = lines[item.line];
      const at = line ? starts.get(keyOf(line.box)) : undefined;
      count = Math.max(count, at === undefined ? 0 : at + 1);
    }
  }
  return before;
}

/**
 * The paragraphs that begin on a page, and its tables, each where it was read.
 * @param first place of the page's first paragraph in the document's
 */
export function blocksOf(content: Content, first: number): Block[] {
  const { page, body } = content;
  const paragraphs = content.paragraphs ?? [];
  const ids = idsOnPage(content);
  const before = paragraphsBefore(content);
  const tables = (count: number): TableBlock[] =>
    body.tables.flatMap((table, at) => {
      if (before.get(at) !== count) return [];
      return [{ id: ids.tables[at] ?? '', page, place: first + count - 1, table, number: at + 1 }];
    });
  const figures = (content.pictured ?? []).map(
    (figure, at): FigureBlock => ({
      ...{ id: ids.figures[at] ?? '', page, place: first + figure.before - 1 },
      ...{ figure, number: at + 1 },
    }),
  );
  const alone = (count: number) =>
    figures.filter(({ figure: { paragraph, before } }) => paragraph === null && before === count);
  return [
    ...tables(0),
    ...alone(0),
    ...paragraphs.flatMap((paragraph, at): Block[] => {
      const captioned = figures.filter(({ figure }) => figure.paragraph === at);
      const own = { id: ids.paragraphs[at] ?? '', page, place: first + at, paragraph };
      return [{ ...own, ...(captioned.length > 0 && { captioned }) }, ...tables(at + 1), ...alone(at + 1)];
    }),
  ];
}
