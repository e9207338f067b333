import type { Place } from '../layout/boxes.ts';
import { headRows, type TextRow, tabbed, textRows } from '../tables/table-rows.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { partsReader } from '../text/sentences.ts';
import type { Block, TableBlock } from './blocks.ts';
import { listingParts } from './listing-parts.ts';
import type { Chain, Chains } from './table-chains.ts';

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

function rowTexts({ texts, box }: Pick<TextRow, 'texts' | 'box'>, page: number, parts: Parts): string[] {
  const whole = tabbed(texts);
  if (whole.length <= LONGEST_ROW) return whole === '' ? [] : [whole];
  return texts.flatMap((text) => parts(inCell(text, { page, box }), 0).map((part) => part.text));
}

/** The rows that name the columns, a line each, and how many of the part's own rows they are. */
interface Head {
  rows: number;
  text: string;
}

function piecesOfTable({ id, page, place, table }: TableBlock, head: Head, parts: Parts): Piece[] {
  const repeated = head.text.length <= LONGEST_HEAD ? head.text : '';
  return textRows(table).flatMap((row, at) =>
    rowTexts(row, page, parts).map(
      (text): Piece => ({
        ...{ id, page, place, text, box: row.box, continued: [], kind: 'row' },
        head: at < head.rows ? '' : repeated,
      }),
    ),
  );
}

/** Finds the head of each table; a part on a later page that lacks it has that of the part before. */
function headReader(chains: Chains): (block: TableBlock) => Head {
  const known = new Map<Chain, string>();
  return ({ page, number, table }) => {
    const chain = chains.of({ page, table: number });
    const part = chain?.parts.find((each) => each.page === page && each.table === number);
    const rows = part?.continues?.heads || headRows(table);
    const own = textRows({ rows: table.rows.slice(0, rows) }).map(({ texts }) => tabbed(texts));
    const text = own.join('\n') || (part?.continues && chain ? (known.get(chain) ?? '') : '');
    if (chain) known.set(chain, text);
    return { rows, text };
  };
}

/** Cuts blocks into pieces. @param language BCP 47 */
export function pieceReader(language: string, chains: Chains): (blocks: readonly Block[]) => Piece[] {
  const parts = partsReader(language);
  const headOf = headReader(chains);
  return (blocks) =>
    blocks.flatMap((block) => {
      if ('figure' in block) return [];
      if ('table' in block) return piecesOfTable(block, headOf(block), parts);
      const { id, place, paragraph } = block;
      const kind = paragraph.kind === 'heading' ? 'heading' : 'text';
      const own = paragraph.kind === 'code' ? listingParts(paragraph) : parts(paragraph, place);
      return own.map(
        ({ text, page, box, continued }): Piece => ({
          ...{ id, place, text, page, box, continued, kind, head: '' },
        }),
      );
    });
}
