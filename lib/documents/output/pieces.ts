import type { Place } from '../layout/boxes.ts';
import { headRows, type TextRow, tabbed, textRows } from '../tables/table-rows.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { partsReader } from '../text/sentences.ts';
import type { Block, TableBlock } from './blocks.ts';

/** What is not cut further for chunks: a sentence, a heading or other short text, a row of a table. */
export interface Piece extends Place {
  /** Of its paragraph or table. */
  id: string;
  /** Place in the document's paragraphs; of a row, that of the paragraph before its table, or -1. */
  place: number;
  text: string;
  /** Its parts on later pages. */
  continued: Place[];
  kind: 'text' | 'heading' | 'row';
  /** Of a row: the rows that name its columns, a line each; empty for those themselves and if there are none. */
  head: string;
  /** Begins a chunk: the table has its head again here. */
  breaks: boolean;
}

/** A row longer than this is cut between its cells, and within them between sentences. */
const LONGEST_ROW = 1_000;
/** A longer head is not repeated. */
const LONGEST_HEAD = 500;

type Parts = ReturnType<typeof partsReader>;

const inCell = (text: string, { page, box }: Place): Paragraph => ({
  ...{ kind: 'text', level: 0, text, page, box },
  lines: [{ at: 0, page, box }],
});

function rowTexts({ texts, box }: TextRow, page: number, parts: Parts): string[] {
  const whole = tabbed(texts);
  if (whole.length <= LONGEST_ROW) return whole === '' ? [] : [whole];
  return texts.flatMap((text) => parts(inCell(text, { page, box }), 0).map((part) => part.text));
}

function piecesOfTable({ id, page, place, table }: TableBlock, parts: Parts): Piece[] {
  const rows = textRows(table);
  const heads = headRows(table);
  const head = rows
    .slice(0, heads)
    .map(({ texts }) => tabbed(texts))
    .join('\n');
  const repeated = head.length <= LONGEST_HEAD ? head : '';
  return rows.flatMap((row, at) =>
    rowTexts(row, page, parts).map(
      (text): Piece => ({
        ...{ id, page, place, text, box: row.box, continued: [], kind: 'row', breaks: false },
        head: at < heads ? '' : repeated,
      }),
    ),
  );
}

/** Cuts blocks into pieces. @param language BCP 47 */
export function pieceReader(language: string): (blocks: readonly Block[]) => Piece[] {
  const parts = partsReader(language);
  return (blocks) =>
    blocks.flatMap((block) => {
      if ('table' in block) return piecesOfTable(block, parts);
      const { id, place, paragraph } = block;
      const kind = paragraph.kind === 'heading' ? 'heading' : 'text';
      return parts(paragraph, place).map(
        ({ text, page, box, continued }): Piece => ({
          ...{ id, place, text, page, box, continued, kind, head: '', breaks: false },
        }),
      );
    });
}
