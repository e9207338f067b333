import { inSlices } from '../../core/slices.ts';
import { boxCells, isOrderBox, withoutOrderBoxes } from '../order-box.ts';
import { type Block, blocksOf, idsOnPage } from '../output/blocks.ts';
import { type Chunk, Chunker } from '../output/chunks.ts';
import { coverageRows, entityRows, keywordRows, type Row } from '../output/csv-rows.ts';
import type { ImageOf } from '../output/figure-image.ts';
import { HTML, HTML_END, htmlTop, MarkIds, missingPagesHtml } from '../output/html.ts';
import { ListJoiner } from '../output/list-joiner.ts';
import { missingPagesMarkdown } from '../output/markdown.ts';
import { type BlockForm, MarkdownWriter } from '../output/markdown-writer.ts';
import { type Marked, unmarked } from '../output/marked.ts';
import { labelled, type PageLabels } from '../output/page-labels.ts';
import { pageText } from '../output/page-lines.ts';
import { PageMarks } from '../output/page-marks.ts';
import { pieceReader } from '../output/pieces.ts';
import { plainText } from '../output/plain-text.ts';
import { Chains } from '../output/table-chains.ts';
import type { Findings, FindingsOfJob } from '../report.ts';
import { everyPage } from '../steps/every-page.ts';
import { type PlacedRow, RowJoiner } from '../tables/joined-rows.ts';
import { type Sentence, sentencesOf } from '../text/sentences.ts';
import type { ReadPages } from './queries.ts';

/** The text of all pages, unmended, a form feed between pages. @param total pages of the document */
export async function* textOutput(read: ReadPages, total: number): AsyncGenerator<string> {
  async function* texts() {
    for await (const { page, body } of everyPage(read)) yield { page, text: pageText(body) };
  }
  yield* plainText(texts(), total);
}

interface PageOfBlocks {
  page: number;
  blocks: Block[];
}

/** The blocks of a document, page by page. */
async function* blocksByPage(read: ReadPages): AsyncGenerator<PageOfBlocks> {
  let first = 0;
  for await (const stored of everyPage(read)) {
    yield { page: stored.page, blocks: blocksOf(stored, first) };
    first += stored.paragraphs?.length ?? 0;
  }
}

/** What is known of the whole document. */
export interface Told {
  structure: Findings<'structure'>;
  labels: PageLabels;
  /** Anchors in Markdown where pages begin. */
  pageMarks?: boolean;
  /** Absent where figures are left out. */
  imageOf?: ImageOf | undefined;
}

/** The document as Markdown, piece by piece; missing pages are named where they would be. */
export async function* markdownPieces(
  read: ReadPages,
  total: number,
  { structure, labels, pageMarks = false, imageOf }: Told,
): AsyncGenerator<Marked> {
  const pieces = blockPieces(read, total, { structure, labels, imageOf });
  if (!pageMarks) return yield* pieces;
  const marks = new PageMarks(labels);
  for await (const piece of pieces) yield marks.into(piece);
  yield unmarked(marks.end(total));
}

async function* blockPieces(
  read: ReadPages,
  total: number,
  { structure, labels, imageOf }: Told,
  { missing, form }: { missing: typeof missingPagesMarkdown; form?: BlockForm } = {
    missing: missingPagesMarkdown,
  },
): AsyncGenerator<Marked> {
  const writer = new MarkdownWriter(new Chains(structure.tables), imageOf, form);
  let at = 0;
  for await (const { page, blocks } of blocksByPage(read)) {
    if (page > at + 1) yield* writer.note(missing(at + 1, page - 1, labels));
    for (const block of blocks) yield* writer.write(block);
    at = page;
  }
  yield* writer.end();
  if (at < total) yield* writer.note(missing(at + 1, total, labels));
}

/** The document as Markdown. @param total pages of the document */
export async function* markdownOutput(read: ReadPages, total: number, told: Told): AsyncGenerator<string> {
  for await (const { text } of markdownPieces(read, total, told)) yield text;
}

/** What the head of an HTML page says. */
export interface HtmlHead {
  title: string;
  /** BCP 47; null if it is not known. */
  language: string | null;
}

/** The document as a page of HTML without scripts, with anchors where pages begin. @param total pages of the document */
export async function* htmlOutput(
  read: ReadPages,
  total: number,
  { structure, labels, imageOf }: Told,
  head: HtmlHead,
): AsyncGenerator<string> {
  yield htmlTop(head);
  const form = { missing: missingPagesHtml, form: HTML };
  const marks = new PageMarks(labels);
  const lists = new ListJoiner();
  const ids = new MarkIds();
  for await (const piece of blockPieces(read, total, { structure, labels, imageOf }, form)) {
    yield lists.take(ids.take(marks.into(piece).text));
  }
  yield `${lists.end()}${marks.end(total)}${HTML_END}`;
}

/** Sentences page by page, with paragraph numbers of the whole document. */
async function* sentencesByPage(
  read: ReadPages,
  { languages: { main } }: Findings<'structure'>,
  piecesOf: typeof sentencesOf,
): AsyncGenerator<Sentence[]> {
  let first = 0;
  for await (const { paragraphs } of everyPage(read)) {
    const place = first;
    const sentences = await inSlices(piecesOf(paragraphs ?? [], main ?? 'en'));
    yield sentences.map((sentence) => ({ ...sentence, paragraph: place + sentence.paragraph }));
    first += paragraphs?.length ?? 0;
  }
}

function lineOf(chunk: Chunk, labels: PageLabels): string {
  const own = chunk.places.some(({ box }) => isOrderBox(box)) ? withoutOrderBoxes(chunk) : chunk;
  return `${JSON.stringify(labelled(own, labels))}\n`;
}

/** Chunks for search and retrieval as JSON Lines. */
export async function* chunksOutput(read: ReadPages, { structure, labels }: Told): AsyncGenerator<string> {
  const chunker = new Chunker(structure.sections);
  const piecesOf = pieceReader(structure.languages.main ?? 'en', new Chains(structure.tables));
  for await (const { blocks } of blocksByPage(read)) {
    for (const chunk of chunker.take(piecesOf(blocks))) yield lineOf(chunk, labels);
  }
  for (const chunk of chunker.end()) yield lineOf(chunk, labels);
}

/** CSV rows of all sentences with their places, header first. */
export async function* sentenceRows(read: ReadPages, structure: Findings<'structure'>): AsyncGenerator<Row> {
  yield ['page', 'sentence', 'section', 'paragraph', 'x0', 'y0', 'x1', 'y1'];
  const { sections } = structure;
  let section = 0;
  for await (const sentences of sentencesByPage(read, structure, sentencesOf)) {
    for (const { page, text, paragraph, box } of sentences) {
      while (paragraph >= (sections[section]?.end ?? Number.POSITIVE_INFINITY)) section += 1;
      const path = sections[section]?.path.join(' > ') ?? '';
      yield [page, text, path, paragraph + 1, ...boxCells(box)];
    }
  }
}

/** CSV rows of one analysis, header first; null if its findings are missing. */
export const FINDING_ROWS = {
  keywords: ({ keywords }: FindingsOfJob) => (keywords ? keywordRows(keywords.keywords) : null),
  entities: ({ entities }: FindingsOfJob) => (entities ? entityRows(entities.entities) : null),
  coverage: ({ coverage }: FindingsOfJob) => (coverage ? coverageRows(coverage) : null),
} as const;

/** The page and number of a table. */
export interface TableNumber {
  page: number;
  /** On its page, from 1. */
  table: number;
}

/** The rows of a table over all of its pages, head first; null if there is none of that number. */
export async function tableRows(
  read: ReadPages,
  { tables }: Pick<Findings<'structure'>, 'tables'>,
  asked: TableNumber,
): Promise<PlacedRow[] | null> {
  const parts = new Chains(tables).of(asked)?.parts ?? [{ ...asked, continues: undefined }];
  const joiner = new RowJoiner();
  const rows: PlacedRow[] = [];
  for (const [at, { page, table, continues }] of parts.entries()) {
    const [stored] = await read({ after: page - 1, limit: 1, maxBytes: 0 });
    const found = stored?.page === page ? stored.body.tables[table - 1] : undefined;
    if (!stored || !found) return null;
    const id = idsOnPage(stored).tables[table - 1] ?? '';
    const { heads, split } = continues ?? { heads: 0, split: false };
    const cut = parts[at + 1]?.continues?.split ?? false;
    for (const row of joiner.take({ id, page, table: found, heads, split, cut })) rows.push(row);
  }
  return rows;
}
