import { beforeAll, describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../lib/documents/pdf/open-pdf.ts';
import { DOCUMENTS } from './unreadable/documents.ts';
import { canPrint, fetchFonts, printed } from './unreadable/printed.ts';

const names = Object.keys(DOCUMENTS);

/** Of each page: its kind, or why it cannot be read. */
async function verdicts(bytes: Uint8Array): Promise<string[]> {
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages } = await session.pages(1, names.length);
  await session.close();
  return pages.map(({ kind, unreadable, runs }) => unreadable ?? (runs.length > 0 ? kind : 'without text'));
}

describe.skipIf(!canPrint)('documents in many scripts, printed with Chromium and fonts of Debian', () => {
  let found: string[] = [];
  beforeAll(async () => {
    await fetchFonts();
    found = await verdicts(await printed(Object.values(DOCUMENTS)));
  }, 120_000);

  test('there are 60, and each is a page', () => {
    expect([names.length, found.length]).toEqual([60, 60]);
  });

  test.each(names)('%s is not called unreadable', (name) => {
    expect(found[names.indexOf(name)]).toBe('text');
  });
});
