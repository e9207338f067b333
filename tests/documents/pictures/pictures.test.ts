import { readFileSync } from 'node:fs';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { greyOf } from '../../../lib/documents/ocr/worker/grey-picture.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { png } from '../../../lib/documents/pdf/worker/png.ts';
import { pdfOfPictures } from '../../../lib/documents/pictures/pdf-of-pictures.ts';

/**
 * `eight-ways.tif`: one picture of text as G4, G3 (its bits backwards), G3 in two dimensions, PackBits, LZW with a
 * predictor, Deflate with one, JPEG, and LZW in tiles: pdftoppm 22.12.0 drew it, tiffcp of libtiff 4.5.0 packed it.
 */
const file = (name: string): Buffer => readFileSync(new URL(`./files/${name}`, import.meta.url));

async function drawn(bytes: Uint8Array) {
  const session = await openPdf(bytes, PDF_LIMITS);
  const pages: { width: number; height: number; dark: number }[] = [];
  for (let page = 1; page <= session.pageCount; page++) {
    const { png: picture, width, height } = await session.render(page, 100);
    const { rows } = greyOf(picture, width, height);
    pages.push({ width, height, dark: rows.filter((value) => value < 128).length / rows.length });
  }
  const { pages: read } = await session.pages(1, session.pageCount);
  await session.close();
  return { pages, kinds: [...new Set(read.map(({ kind }) => kind))] };
}

test('every page of a TIFF is one of the document, whatever way it is packed', async () => {
  const { pages, kinds } = await drawn(file('eight-ways.tif'));
  expect(pages).toHaveLength(8);
  expect(kinds).toEqual(['scanned']);
  for (const { width, height, dark } of pages) {
    expect([width, height]).toEqual([480, 120]);
    expect(dark).toBeGreaterThan(0.02);
    expect(dark).toBeLessThan(0.1);
  }
});

/** Exif with one entry, the orientation, as APP1 behind the first marker. */
function turnedJpeg(orientation: number): Buffer {
  const exif = Buffer.from('4578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  exif.writeUInt16BE(orientation, 24);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const plain = file('text.jpg');
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
}

test('a JPEG is drawn the way up that its camera says', async () => {
  const [upright, turned] = await Promise.all([drawn(file('text.jpg')), drawn(turnedJpeg(6))]);
  expect(upright.pages[0]).toMatchObject({ width: 480, height: 120 });
  expect(turned.pages[0]).toMatchObject({ width: 120, height: 480 });
});

test('what one can see through is on white, and a plain PNG goes as it is', async () => {
  const [width, height] = [200, 100];
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * 50; i++) data[4 * i + 3] = 255;
  const { pages } = await drawn(encode({ data, width, height, channels: 4, depth: 8 }));
  expect(pages[0]?.dark).toBeCloseTo(0.5, 1);
  const rows = new Uint8Array(width * height).fill(255, 0, width * 25);
  const plain = png({ rows, width, height, perPixel: 1 });
  expect((await drawn(plain)).pages[0]?.dark).toBeCloseTo(0.75, 1);
  expect(Buffer.from(pdfOfPictures(plain) ?? []).includes(Buffer.from(plain.subarray(60, 90)))).toBe(true);
});

test('a picture is refused by its header, before anybody makes room for it', () => {
  const huge = Buffer.from(png({ rows: new Uint8Array(4), width: 2, height: 2, perPixel: 1 }));
  huge.writeUInt32BE(50_000, 16);
  huge.writeUInt32BE(50_000, 20);
  const circle = Buffer.from(file('eight-ways.tif'));
  const first = circle.readUInt32LE(4);
  circle.writeUInt32LE(first, first + 2 + 12 * circle.readUInt16LE(first));
  const cases: [Uint8Array, string][] = [
    [huge, 'picture_too_large'],
    [circle, 'picture_damaged'],
    [file('eight-ways.tif').subarray(0, 500), 'picture_damaged'],
    [file('text.jpg').subarray(0, 40), 'picture_damaged'],
    [huge.subarray(0, 20), 'picture_damaged'],
  ];
  for (const [bytes, code] of cases) {
    expect(() => pdfOfPictures(bytes)).toThrow(expect.objectContaining({ code }));
  }
  expect(pdfOfPictures(Buffer.from('%PDF-1.7'))).toBeNull();
});
