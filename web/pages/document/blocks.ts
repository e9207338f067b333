import type { PageJson } from '../../../lib/documents/http/page-json.ts';

export type ParagraphJson = NonNullable<PageJson['paragraphs']>[number];
export type TableJson = PageJson['tables'][number];
export type BoxJson = NonNullable<ParagraphJson['box']>;
/** A line or a cell that stands somewhere. */
type Placed<T> = Omit<T, 'box'> & { box: BoxJson };
export type LineJson = Placed<NonNullable<PageJson['lines']>[number]>;
export type CellJson = Placed<TableJson['rows'][number][number]>;

/** Of what stands nowhere: forms without pages have no boxes. */
export const NOWHERE: BoxJson = { x0: 0, y0: 0, x1: 0, y1: 0 };

/** Whether a page has a size and can be drawn. */
export const isDrawn = ({ width, height }: Pick<PageJson, 'width' | 'height'>): boolean =>
  width > 0 && height > 0;

/** The lines of a page that can be drawn. */
export const placedLines = ({ lines = [] }: Pick<PageJson, 'lines'>): LineJson[] =>
  lines.map(({ box = NOWHERE, ...line }) => ({ ...line, box }));

/** A part of a page that is shown beside its box. */
export interface Block {
  id: string;
  box: BoxJson;
  paragraph: ParagraphJson | null;
  table: TableJson | null;
  /** Whether it began on an earlier page. */
  continued: boolean;
}

const ofParagraph = (paragraph: ParagraphJson): Block => ({
  ...{ id: paragraph.id, box: paragraph.box ?? NOWHERE },
  ...{ paragraph, table: null, continued: false },
});

const ofTable = (table: TableJson): Block => ({
  ...{ id: table.id, box: table.box ?? NOWHERE },
  ...{ paragraph: null, table, continued: false },
});

/** What begins on a page, in reading order: tables where the service says that they are read. */
export function blocksOf({ paragraphs, tables }: Pick<PageJson, 'paragraphs' | 'tables'>): Block[] {
  const text = paragraphs ?? [];
  const before = (count: number) => tables.filter(({ place }) => place === count).map(ofTable);
  return [...before(0), ...text.flatMap((each, at) => [ofParagraph(each), ...before(at + 1)])];
}

const DEEPEST = 4;

/** Ranks of headings from 1, by id: none is more than one below that before it, as readers of outlines expect. */
export function headingRanks(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  let last = 0;
  for (const { id, paragraph } of blocks) {
    if (paragraph?.kind !== 'heading') continue;
    last = Math.min(DEEPEST, Math.max(1, paragraph.level), last + 1);
    ranks.set(id, last);
  }
  return ranks;
}

/** What goes on here from the pages before. */
export function continuedOn(page: number, earlier: readonly PageJson[]): Block[] {
  return earlier.flatMap(({ paragraphs }) =>
    (paragraphs ?? []).flatMap((paragraph) =>
      paragraph.continued
        .filter((place) => place.page === page)
        .map(({ box = NOWHERE }): Block => ({ ...ofParagraph(paragraph), box, continued: true })),
    ),
  );
}

/** The words of a block, as they are searched. */
export function textOf({ paragraph, table }: Pick<Block, 'paragraph' | 'table'>): string {
  if (paragraph) return paragraph.text;
  return (table?.rows ?? []).map((row) => row.map(({ text }) => text).join('\t')).join('\n');
}

/** Whether two boxes share a part. */
export const overlaps = (a: BoxJson, b: BoxJson): boolean =>
  Math.min(a.x1, b.x1) > Math.max(a.x0, b.x0) && Math.min(a.y1, b.y1) > Math.max(a.y0, b.y0);
