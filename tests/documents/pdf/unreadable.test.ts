import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { BROKEN, namedAs, SCRIPTS, SOUND, unnamed } from './broken-layers.ts';

/** A page's kind, and its fonts that cannot be read. */
async function verdictOn(bytes: Uint8Array): Promise<string> {
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages } = await session.pages(1, 1);
  await session.close();
  const [page] = pages;
  return [page?.kind, ...(page?.brokenFonts ?? []).map(({ font }) => font)].join(' without ');
}

test.each(Object.entries(BROKEN))('a text layer with %s is unreadable', async (_, named) => {
  expect(await verdictOn(namedAs(named))).toBe('unreadable');
});

test('a font that names no glyph and has no map makes its page unreadable', async () => {
  expect(await verdictOn(unnamed())).toBe('unreadable');
});

test.each(Object.entries(SOUND))('%s are read as they are shown', async (_, lines) => {
  expect(await verdictOn(namedAs(String.fromCharCode, lines))).toBe('text');
});

test.each(Object.entries(SCRIPTS))('text in %s is read', async (_, bytes) => {
  expect(await verdictOn(bytes)).toBe('text');
});
