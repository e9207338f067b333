import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { textOf } from '../pages.ts';
import * as good from './good.ts';
import { ownerOnly } from './hostile.ts';
import { onePage } from './raw-pdf.ts';

async function read(bytes: Uint8Array) {
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages, failed } = await session.pages(1, 50);
  const info = await session.info();
  await session.close();
  expect(failed).toEqual([]);
  return { info, pages, texts: pages.map(textOf) };
}

test('Japanese and Chinese are read by predefined CMaps, without fonts or ToUnicode', async () => {
  expect((await read(good.shiftJis())).texts).toEqual(['日本語']);
  expect((await read(good.gbk())).texts).toEqual(['中文']);
});

test('right-to-left text comes in the order in which it is read', async () => {
  expect((await read(good.hebrew())).texts).toEqual(['שלום עולם']);
});

test('on a rotated page text, size and boxes are as shown', async () => {
  const { pages } = await read(await good.rotated());
  expect(pages.map((page) => [textOf(page), page.rotation])).toEqual([
    ['Turned by 0', 0],
    ['Turned by 90', 90],
    ['Turned by 180', 180],
    ['Turned by 270', 270],
  ]);
  expect(pages.map(({ width, height }) => [width, height])).toEqual([
    [600, 800],
    [800, 600],
    [600, 800],
    [800, 600],
  ]);
  for (const { runs } of pages) {
    expect(runs[0]?.angle).toBe(0);
    expect(runs[0]?.fontSize).toBe(20);
    expect(runs[0]?.box.x0).toBeCloseTo(50, 0);
    expect(runs[0]?.box.y0).toBeGreaterThan(20);
    expect(runs[0]?.box.y1).toBeLessThan(60);
  }
});

test('two columns are read one after the other, below the title over both', async () => {
  const { texts } = await read(good.twoColumns());
  expect(texts[0]?.split('\n')).toEqual([
    'A title that goes across both of the columns below',
    ...good.LEFT_COLUMN,
    ...good.RIGHT_COLUMN,
  ]);
});

test('what is filled in to a form is part of the text; attachments, metadata, links and rulings are seen', async () => {
  const { info, pages, texts } = await read(await good.everything());
  expect(texts[0]).toContain('Name: Ada Lovelace');
  expect(info).toMatchObject({ pages: 1, form: true, attachments: 1, encrypted: false });
  expect(info.metadata).toMatchObject({ Title: 'Everything', Author: 'A. Author' });
  const [page] = pages;
  expect(page?.links.map(({ url }) => url)).toEqual(['https://example.org/page']);
  expect(page?.rulings).toHaveLength(5);
  expect(page?.runs[0]).toMatchObject({ font: 'Helvetica-Bold', bold: true, italic: false, fontSize: 12 });
});

test('an owner password alone keeps nobody from reading; its permissions are told', async () => {
  const { info, texts } = await read(ownerOnly());
  expect(texts).toEqual(['Open to all readers']);
  expect(info.encrypted).toBe(true);
  expect(info.permissions).toEqual({ print: true, modify: false, copy: false, annotate: false });
});

test('a page says whether it is scanned, mixed or empty', async () => {
  expect((await read(await good.pictured())).pages.map(({ kind }) => kind)).toEqual(['scanned', 'empty']);
  const [page] = (await read(await good.pictured('Fig. 1: a picture of everything'))).pages;
  expect(page).toMatchObject({ kind: 'mixed', images: 1, imageShare: 1 });
});

test('a page is rendered as a grey PNG at the dots per inch that were asked for', async () => {
  const session = await openPdf(good.twoColumns(), PDF_LIMITS);
  const picture = await session.render(1, 72);
  await session.close();
  expect([picture.width, picture.height]).toEqual([595, 842]);
  const png = Buffer.from(picture.png);
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([595, 842]);
});

/** One glyph that stands for several letters, as fonts of TeX map `ff`. */
function ligatures(): Uint8Array {
  const cmap =
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7a> <0020> endbfrange 2 beginbfchar <80> <00660066> <81> <006600660069> endbfchar endcmap end end';
  const widths = Array.from({ length: 98 }, () => 500).join(' ');
  const font = `<< /Type /Font /Subtype /TrueType /BaseFont /Some /FirstChar 32 /LastChar 129 /Widths [${widths}] /ToUnicode 6 0 R >>`;
  const stream = 'BT /F1 24 Tf 72 700 Td (di\\200er o\\201ce) Tj ET';
  return onePage({ dictionary: '', stream }, { font, more: [{ dictionary: '', stream: cmap }] });
}

test('all letters of a ligature are read, and a letter drawn twice is read once', async () => {
  expect((await read(ligatures())).texts).toEqual(['differ office']);
  const stream = 'BT /F1 24 Tf 72 700 Td (off) Tj 1 0 0 1 72.3 700 Tm (off) Tj ET';
  expect((await read(onePage({ dictionary: '', stream }))).texts).toEqual(['off']);
});
