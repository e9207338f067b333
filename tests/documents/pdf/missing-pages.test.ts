import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { textOf } from '../pages.ts';
import { rawPdf } from './raw-pdf.ts';

const PAGES = 20;
const MISSING = [4, 6, 8, 17];

/** Pages that say which they are; some places of the tree hold something else. */
function withMissing(): Uint8Array {
  const numbers = Array.from({ length: PAGES }, (_, at) => at + 1);
  const objectOf = (page: number) => 3 + 2 * page;
  const kids = numbers.map((page) => (MISSING.includes(page) ? '4 0 R' : `${objectOf(page)} 0 R`));
  const pages = numbers.flatMap((page) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objectOf(page) + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    { dictionary: '', stream: `BT /F1 12 Tf 72 700 Td (This is page ${page}.) Tj ET` },
  ]);
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${PAGES} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '(no page)',
    ...pages,
  ]);
}

test('a place without a page is never taken for another page, in whatever order pages are asked for', async () => {
  const session = await openPdf(withMissing(), PDF_LIMITS);
  const read = new Map<number, string>();
  const failed = new Set<number>();
  const order = [3, 4, 9, 10, 5, 6, 15, 16, 17, 7, 8, 4, 11, 12, 6, 13, 14, 18, 19, 20, 1, 2];
  for (const page of order) {
    const range = await session.pages(page, page);
    for (const content of range.pages) read.set(page, textOf(content));
    for (const refused of range.failed) failed.add(refused.page);
  }
  await session.close();
  expect([...failed].toSorted((a, b) => a - b)).toEqual(MISSING);
  const sound = order.filter((page) => !MISSING.includes(page));
  expect([...read].toSorted(([a], [b]) => a - b)).toEqual(
    sound.toSorted((a, b) => a - b).map((page) => [page, `This is page ${page}.`]),
  );
});
