import { inSlices } from '../../core/slices.ts';
import { Chunker } from '../output/chunks.ts';
import { coverageRows, entityRows, keywordRows, learningSetRows, type Row } from '../output/csv-rows.ts';
import { markdown, missingPagesMarkdown } from '../output/markdown.ts';
import { passagesOf } from '../output/passages.ts';
import { plainText } from '../output/plain-text.ts';
import type { Findings, FindingsOfJob } from '../report.ts';
import { everyPage } from '../steps/every-page.ts';
import { tableCsv } from '../tables/table-csv.ts';
import { plainTextOf } from '../text/listings.ts';
import { type Sentence, sentencesOf } from '../text/sentences.ts';
import type { ReadPages, StoredPage } from './queries.ts';

/** The text of all pages, unmended, a form feed between pages. @param total pages of the document */
export async function* textOutput(read: ReadPages, total: number): AsyncGenerator<string> {
  async function* texts() {
    for await (const { page, body } of everyPage(read)) yield { page, text: plainTextOf(body.lines) };
  }
  yield* plainText(texts(), total);
}

/** The document as Markdown, block by block; missing pages are named where they would be. */
export async function* markdownOutput(read: ReadPages, total: number): AsyncGenerator<string> {
  let at = 0;
  for await (const { page, body, paragraphs } of everyPage(read)) {
    if (page > at + 1) yield missingPagesMarkdown(at + 1, page - 1);
    yield* markdown(
      paragraphs ?? [],
      body.tables.map((table) => ({ page, ...table })),
    );
    at = page;
  }
  if (at < total) yield missingPagesMarkdown(at + 1, total);
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

/** Chunks for search and retrieval as JSON Lines. */
export async function* chunksOutput(
  read: ReadPages,
  structure: Findings<'structure'>,
): AsyncGenerator<string> {
  const chunker = new Chunker(structure.sections);
  for await (const sentences of sentencesByPage(read, structure, passagesOf)) {
    for (const chunk of chunker.take(sentences)) yield `${JSON.stringify(chunk)}\n`;
  }
  for (const chunk of chunker.end()) yield `${JSON.stringify(chunk)}\n`;
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
      yield [page, text, path, paragraph + 1, box.x0, box.y0, box.x1, box.y1];
    }
  }
}

/** CSV rows of one analysis, header first; null if its findings are missing. */
export const FINDING_ROWS = {
  keywords: ({ keywords }: FindingsOfJob) => (keywords ? keywordRows(keywords.keywords) : null),
  entities: ({ entities }: FindingsOfJob) => (entities ? entityRows(entities.entities) : null),
  coverage: ({ coverage }: FindingsOfJob) => (coverage ? coverageRows(coverage) : null),
  learning_set: ({ coverage }: FindingsOfJob) => (coverage ? learningSetRows(coverage.learning_set) : null),
} as const;

/** A table of a page as CSV, guarded against formulas; null if the page has no such table. @param table from 1 */
export function tableOutput({ body }: StoredPage, table: number): string | null {
  const found = body.tables[table - 1];
  return found ? tableCsv(found) : null;
}
