import { marked } from 'marked';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../../lib/documents/pdf/page.ts';
import { LAYOUTS, laidOut } from '../layout/laid-out-pages.ts';
import { orderKept } from '../layout/word-order.ts';
import { formatsOf, readWhole, wholeOf } from '../read-whole.ts';
import { byAutotable } from '../tables/by-autotable.ts';
import { byPdfLib } from '../tables/by-pdf-lib.ts';
import { KINDS, knownTable } from '../tables/known-tables.ts';
import { textOfHtml } from './html-text.ts';
import { lettersKept } from './letters.ts';

/** The pages of all files, read by one engine. */
async function pagesOf(files: readonly Uint8Array[]): Promise<PageContent[]> {
  const all = await PDFDocument.create();
  for (const bytes of files) {
    const file = await PDFDocument.load(bytes);
    for (const page of await all.copyPages(file, file.getPageIndices())) all.addPage(page);
  }
  const pdf = await openPdf(await all.save(), PDF_LIMITS);
  const { pages } = await pdf.pages(1, pdf.pageCount).finally(() => pdf.close());
  return pages;
}

const rawText = ({ runs }: PageContent): string => runs.map(({ text }) => text).join('\n');

const withoutMarkup = (markdown: string): string => markdown.replaceAll(/<[^>]*>|\\/g, ' ');

async function alike(contents: readonly PageContent[]) {
  const document = await wholeOf(contents);
  const { text, markdown, html, chunks } = await formatsOf(document);
  const [plain, told] = [withoutMarkup(markdown), chunks.map((chunk) => chunk.text).join('\n\n')];
  const raw = contents.map(rawText).join('\n');
  const shown = [textOfHtml(await marked.parse(markdown)), textOfHtml(html)];
  return {
    letters: Math.min(...[told, ...shown].map((each) => lettersKept(raw, [each]))),
    order: Math.min(orderKept(text, plain), orderKept(plain, text), orderKept(plain, told)),
  };
}

const GENERATORS = [byAutotable, byPdfLib];
const EACH = 8;

/** A document of one page for each generator, kind and number. */
async function documentsWithTables(): Promise<PageContent[]> {
  const files = GENERATORS.flatMap((generate) =>
    KINDS.flatMap((kind) =>
      Array.from({ length: EACH }, (_, at) =>
        generate(knownTable(generate.name, kind, at + 1), kind, at + 1),
      ),
    ),
  );
  return pagesOf(await Promise.all(files));
}

describe('chunks, text, HTML and Markdown as HTML', () => {
  test('of 64 documents with tables hold every letter, in one order', async () => {
    const pages = await documentsWithTables();
    expect(pages.length).toBe(64);
    for (const page of pages) {
      const { letters, order } = await alike([{ ...page, page: 1 }]);
      expect([page.page, letters]).toEqual([page.page, expect.closeTo(1, 2)]);
      expect(letters).toBeGreaterThanOrEqual(0.995);
      expect(order).toBeGreaterThanOrEqual(0.99);
    }
  }, 60_000);

  test('of pages in columns have one order', async () => {
    const layouts = LAYOUTS.filter((_, at) => at % 4 === 0);
    const files = await Promise.all(layouts.map(async (layout) => (await laidOut(layout)).bytes));
    for (const page of await pagesOf(files)) {
      const { letters, order } = await alike([{ ...page, page: 1 }]);
      expect([page.page, letters]).toEqual([page.page, 1]);
      expect(order).toBeGreaterThanOrEqual(0.99);
    }
  }, 60_000);
});

/** A bill: a heading, lines, and a table whose last row is the total. */
async function bill(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) {
    const page = pdf.addPage([595, 842]);
    const put = (text: string, x: number, y: number, size = 10) => page.drawText(text, { x, y, size, font });
    put(`Harbour works, page ${number} of ${pages}`, 60, 810, 8);
    put(`Bill ${4700 + number}`, 60, 730, 18);
    put('Please pay within thirty days of the date above.', 60, 705);
    const rows = [
      ['Work', 'Hours', 'Sum'],
      ['Ropes spliced', '12', '480.00'],
      ['Lamps trimmed', '3', '96.50'],
    ];
    for (const [at, row] of [...rows, ['', 'Total', `${5760 + number}.50`]].entries()) {
      for (const [col, text] of row.entries()) put(text, 60 + col * 140, 660 - at * 18);
    }
  }
  return pdf.save();
}

describe('what stands only in a table', () => {
  test('is in a chunk, in the text and in Markdown', async () => {
    const { text, markdown, chunks } = await formatsOf(await readWhole(await bill(1)));
    for (const each of [text, markdown, chunks.map((chunk) => chunk.text).join('\n')]) {
      expect(each).toContain('5761.50');
    }
    const total = chunks.find((chunk) => chunk.text.includes('5761.50'));
    expect(total).toMatchObject({
      section: ['Bill 4701'],
      text: expect.stringContaining('Work\tHours\tSum\n'),
    });
  });

  test('loses only running heads to a document of several pages, and they are named', async () => {
    const document = await readWhole(await bill(4));
    const { text, chunks } = await formatsOf(document);
    expect(document.structure.repeated_lines).toEqual([{ text: 'harbour works, page # of #', pages: 4 }]);
    const content = text.replaceAll(/Harbour works, page \d of \d/g, '');
    expect(
      lettersKept(
        content,
        chunks.map((chunk) => chunk.text),
      ),
    ).toBe(1);
  });
});
