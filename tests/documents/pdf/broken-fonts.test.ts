import { expect, test } from 'vitest';
import { pageNotes } from '../../../lib/documents/page-notes.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../../lib/documents/pdf/page.ts';
import { BROKEN, proseWith } from './broken-layers.ts';

async function read(bytes: Uint8Array): Promise<PageContent | undefined> {
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages } = await session.pages(1, 1);
  await session.close();
  return pages[0];
}

const WAYS = [
  'letters shuffled',
  'letters moved by 13',
  'codes moved by 1',
  'private use as symbol fonts have it',
  'control characters',
] as const;
const HEADING = 'Findings that the board published in June';

test.each(WAYS)('one font of a page with %s is left out and named, the rest is kept', async (way) => {
  const page = await read(proseWith(BROKEN[way] ?? String.fromCharCode, [HEADING]));
  expect(page?.kind).toBe('text');
  const [broken, ...others] = page?.brokenFonts ?? [];
  expect(others).toEqual([]);
  expect(broken?.font).toBe('Times-Bold');
  expect(broken?.characters).toBeGreaterThan(30);
  const text = page?.runs.map((run) => run.text).join(' ') ?? '';
  expect(text).toContain('The quick development of the river basin');
  expect(new Set(page?.runs.map(({ font }) => font))).toEqual(new Set(['Helvetica']));
});

test('a second font that is sound is kept', async () => {
  const page = await read(proseWith(String.fromCharCode, [HEADING]));
  expect(page?.brokenFonts).toBeUndefined();
  expect(page?.runs.some(({ text }) => text.includes('board published'))).toBe(true);
});

test('a note names the font and says how many characters are left out', () => {
  expect(pageNotes({ hidden: {}, brokenFonts: [{ font: 'Times-Bold', characters: 35 }] })).toEqual([
    'Cannot be read, and left out: 35 characters in the font Times-Bold.',
  ]);
});

test('bullets from a font of signs stay', async () => {
  const bullets = Array.from({ length: 20 }, () => '+');
  const page = await read(proseWith(() => '\uf0b7', bullets));
  expect(page?.brokenFonts).toBeUndefined();
});
