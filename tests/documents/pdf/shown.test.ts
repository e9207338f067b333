import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../../lib/documents/pdf/page.ts';
import * as given from './shown.ts';

async function firstPage(bytes: Uint8Array): Promise<PageContent> {
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages } = await session.pages(1, 1);
  await session.close();
  const [page] = pages;
  if (!page) throw new Error('the page was not read');
  return page;
}

const wordsOf = ({ runs }: PageContent): string[] =>
  runs.flatMap(({ text }) => text.trim().split(/\s+/)).filter((word) => word !== '');

test.each([
  ['outside', 'outside'],
  ['invisible', 'invisible'],
  ['transparent', 'invisible'],
  ['nearly white on white', 'colour'],
  ['red on red', 'colour'],
  ['under a box', 'covered'],
  ['cut away', 'clipped'],
  ['tiny', 'tiny'],
] as const)('text that is %s is left out and counted as %s', async (how, reason) => {
  const page = await firstPage(given.hiddenInOneWay[how]);
  expect(wordsOf(page)).toEqual(['shown']);
  expect(page.hidden).toEqual({ [reason]: 'unseen'.length });
});

test('text in a layer that is off is left out, however the layer is named', async () => {
  const page = await firstPage(given.layersOff);
  expect(wordsOf(page)).toEqual(['shown', 'formed']);
  expect(page.hidden).toEqual({ layer: 4 * 'unseen'.length });
});

test('text on dark ground, grey, underlined, highlighted or tightly clipped is shown', async () => {
  const page = await firstPage(given.shownInSpiteOfLooks);
  expect(wordsOf(page)).toEqual(['onDark', 'grey', 'underlined', 'marked', 'clippedTight', 'stamped']);
  expect(page.hidden).toEqual({});
});

test('the text layer of a scan is its text, over the picture or under it', async () => {
  for (const how of ['over', 'under'] as const) {
    const page = await firstPage(given.scanWithText(how));
    expect(wordsOf(page).join(' ')).toBe('recognized words of a scanned page');
    expect(page.hidden).toEqual({});
  }
});

test('a word of a scan that is blacked out is left out of its text layer', async () => {
  const page = await firstPage(given.redactedScan);
  expect(wordsOf(page)).toEqual(['public']);
  expect(page.hidden).toEqual({ invisible: 'secret'.length });
});

test.each([0, 90])('annotations that show text are text at their place, turned by %i', async (rotate) => {
  const page = await firstPage(given.annotated(rotate));
  expect(wordsOf(page)).toEqual(['Tenant:', 'APPROVED', 'Typed']);
  const stamp = page.runs.find(({ text }) => text.startsWith('APPROVED'))?.box;
  const [x0, y0, x1, y1] = rotate === 0 ? [200, 62, 400, 102] : [690, 200, 730, 400];
  expect(stamp?.x0).toBeGreaterThan(x0);
  expect(stamp?.y0).toBeGreaterThan(y0 - 12);
  expect(stamp?.x1).toBeLessThan(x1 + 12);
  expect(stamp?.y1).toBeLessThan(y1);
});

test('a form says what it shows: labels of choices, names of checked boxes, lines of a field, no hidden field', async () => {
  const { runs } = await firstPage(await given.filledForm());
  expect(runs.map(({ text }) => text.trim())).toEqual([
    '☑ newsletter',
    '☑ contact: letter',
    'Sweden',
    '12345678',
    'It is written over two lines because the field',
    'is narrow',
  ]);
});
