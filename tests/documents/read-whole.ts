import { PDF_LIMITS } from '../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../lib/documents/pdf/page.ts';
import { chunksOutput, htmlOutput, markdownOutput, textOutput } from '../../lib/documents/records/output.ts';
import { pageRecord } from '../../lib/documents/records/page-record.ts';
import type { ReadPages, StoredPage } from '../../lib/documents/records/queries.ts';
import { unpackPage } from '../../lib/documents/records/stored-page.ts';
import type { Findings } from '../../lib/documents/report.ts';
import { structureOf, wholeTextOf } from '../../lib/documents/whole/whole-text.ts';

/** A document as its formats are rendered from. */
export interface WholeDocument {
  pages: StoredPage[];
  read: ReadPages;
  total: number;
  structure: Findings<'structure'>;
}

const readerOf =
  (pages: readonly StoredPage[]): ReadPages =>
  async ({ after, limit }) =>
    pages.filter(({ page }) => page > after).slice(0, limit);

/** Pages as stored, put together as the steps do it, without a database. */
export async function wholeOf(contents: readonly PageContent[]): Promise<WholeDocument> {
  const packed = await Promise.all(
    contents.map(async (content) => ({ ...(await pageRecord(content)), paragraphs: null })),
  );
  const text = await wholeTextOf(packed, []);
  const pages = await Promise.all(
    packed.map(async ({ body, ...figures }): Promise<StoredPage> => {
      const paragraphs = text.byPage.get(figures.page) ?? [];
      const pictured = text.figures.get(figures.page);
      return { ...figures, body: await unpackPage(body), paragraphs, ...(pictured && { pictured }) };
    }),
  );
  const structure = structureOf(text);
  return { pages, read: readerOf(pages), total: pages.at(-1)?.page ?? 0, structure };
}

/** The first pages of a file. */
export async function readWhole(bytes: Uint8Array, most = 1_000): Promise<WholeDocument> {
  const pdf = await openPdf(bytes, PDF_LIMITS);
  const last = Math.min(pdf.pageCount, most);
  const { pages } = await pdf.pages(1, last).finally(() => pdf.close());
  return wholeOf(pages);
}

const joined = async (pieces: AsyncIterable<string>): Promise<string> =>
  (await Array.fromAsync(pieces)).join('');

export interface Formats {
  text: string;
  markdown: string;
  html: string;
  chunks: { text: string; section: string[]; page: number; paragraphs: string[] }[];
}

/** A document in the formats that hold all of its text. */
export async function formatsOf({ read, total, structure }: WholeDocument): Promise<Formats> {
  const lines = (await joined(chunksOutput(read, { structure, labels: null })))
    .split('\n')
    .filter((line) => line !== '');
  return {
    text: await joined(textOutput(read, total)),
    markdown: await joined(markdownOutput(read, total, { structure, labels: null })),
    html: await joined(htmlOutput(read, total, { structure, labels: null }, { title: '', language: null })),
    chunks: lines.map((line) => JSON.parse(line)),
  };
}
