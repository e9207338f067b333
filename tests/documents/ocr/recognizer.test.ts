import { degrees, PDFDocument } from 'pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import type { RecognizedWord } from '../../../lib/documents/ocr/recognized.ts';
import { createRecognizer } from '../../../lib/documents/ocr/recognizer.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import type { PagePicture } from '../../../lib/documents/pdf/messages.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { Box } from '../../../lib/documents/pdf/page.ts';
import { PROSE, picture } from './pictures.ts';
import { type DrawnWord, textPdf } from './text-pdf.ts';

const recognizer = createRecognizer();
afterAll(() => recognizer.close());

const options = () => ({ languages: ['eng'], signal: AbortSignal.timeout(60_000) });
const textOf = (words: RecognizedWord[]) => words.map(({ text }) => text).join(' ');

/** Whether a word was read where it was drawn, to within `points` on every side. */
function readInPlace({ text, box }: DrawnWord, words: RecognizedWord[], points: number): boolean {
  const near = (a: number, b: number) => Math.abs((a * 72) / 200 - b) <= points;
  return words.some(
    (word) =>
      word.text === text &&
      near(word.box.x0, box.x0) &&
      near(word.box.x1, box.x1) &&
      near(word.box.y0, box.y0) &&
      near(word.box.y1, box.y1),
  );
}

describe('a page of text', () => {
  test('is read word for word, each where it was drawn, in the order of reading', async () => {
    const { picture: page, drawn } = await picture({ text: PROSE });
    const { confidence, words } = await recognizer.recognize(page, options());
    // Capitals stand on the baseline; g, p, q and y reach 2.4 points below it.
    const found = drawn.filter((word) => readInPlace(word, words, 4));
    expect(found.length / drawn.length).toBeGreaterThanOrEqual(0.98);
    expect(words.length).toBeLessThanOrEqual(drawn.length * 1.02);
    expect(confidence).toBeGreaterThan(80);
    expect(confidence).toBeLessThanOrEqual(100);
    const lines = words.map(({ line }) => line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(new Set(lines).size).toBe(new Set(drawn.map(({ box }) => box.y1)).size);
  });

  test('in two columns is read column by column', async () => {
    const { picture: page, drawn } = await picture({ text: PROSE, columns: 2 });
    const { words } = await recognizer.recognize(page, options());
    const half = page.width / 2;
    const sides = words.map(({ box }) => (box.x0 < half ? 'left' : 'right'));
    expect(sides.lastIndexOf('left')).toBeLessThan(sides.indexOf('right'));
    const found = drawn.filter((word) => readInPlace(word, words, 4));
    expect(found.length / drawn.length).toBeGreaterThanOrEqual(0.98);
  });

  test('asked for together with another is not mixed up with it', async () => {
    const [one, other] = await Promise.all([
      picture({ text: 'One apple' }),
      picture({ text: 'Other pears' }),
    ]);
    await recognizer.recognize(one.picture, options());
    const pages = await Promise.all(
      [one, other].map(({ picture: page }) => recognizer.recognize(page, options())),
    );
    expect(pages.map(({ words }) => textOf(words))).toEqual(['One apple', 'Other pears']);
  });
});

describe('a page that lies on its side or on its head', () => {
  test.each([90, 180, 270])('turned by %i degrees is read, each word where it lies', async (angle) => {
    const text = PROSE.slice(0, 500);
    const { bytes, drawn } = await textPdf([{ text }]);
    const pdf = await PDFDocument.load(bytes);
    pdf.getPage(0).setRotation(degrees(angle));
    const { confidence, words } = await recognizer.recognize(await rendered(await pdf.save()), options());
    const found = (drawn[0] ?? []).filter((word) =>
      readInPlace({ ...word, box: turned(word.box, angle) }, words, 4),
    );
    expect(found.length / text.trim().split(/\s+/).length).toBeGreaterThanOrEqual(0.98);
    expect(confidence).toBeGreaterThan(80);
    expect(words[0]?.text).toBe('The');
  });
});

describe('a page without text to read', () => {
  test('that is blank has no words and no confidence', async () => {
    const { picture: page } = await picture({ text: '' });
    expect(await recognizer.recognize(page, options())).toEqual({ confidence: 0, words: [] });
  });

  test('that is written in a mirror is told by its confidence', async () => {
    const pdf = await PDFDocument.create();
    const [page] = await pdf.embedPdf((await textPdf([{ text: PROSE.slice(0, 500) }])).bytes);
    if (page) pdf.addPage([612, 792]).drawPage(page, { x: 612, y: 0, xScale: -1, yScale: 1 });
    const { confidence } = await recognizer.recognize(await rendered(await pdf.save()), options());
    expect(confidence).toBeLessThan(60);
  });
});

describe('what cannot be read is told with its reason', () => {
  test('a picture that is no PNG, one that is cut off, and one that is not what it says', async () => {
    const { picture: good } = await picture({ text: 'Still here' });
    const broken = [
      { ...good, png: Buffer.from('GIF89a') },
      { ...good, png: good.png.subarray(0, good.png.length / 2) },
      { ...good, width: good.width - 1 },
    ];
    for (const each of broken) {
      await expect(recognizer.recognize(each, options())).rejects.toMatchObject({
        name: 'PermanentError',
        code: 'ocr_failed',
      });
    }
    expect(textOf((await recognizer.recognize(good, options())).words)).toBe('Still here');
  });

  test('a picture larger than a page is ever drawn, before Tesseract makes room for it', async () => {
    const { picture: good } = await picture({ text: 'Small' });
    const png = Buffer.from(good.png);
    png.writeUInt32BE(50_000, 16);
    png.writeUInt32BE(50_000, 20);
    const huge = { ...good, png, width: 50_000, height: 50_000 };
    await expect(recognizer.recognize(huge, options())).rejects.toThrow('50000 × 50000 pixels');
  });

  test('a language without data, naming those there are', async () => {
    const { picture: page } = await picture({ text: 'Sprache' });
    const { signal } = options();
    for (const languages of [['eng', 'lat'], ['__proto__'], []]) {
      await expect(recognizer.recognize(page, { languages, signal })).rejects.toMatchObject({
        code: 'ocr_language_unknown',
        message: expect.stringContaining('one or more of eng'),
      });
    }
  });
});

async function rendered(pdf: Uint8Array): Promise<PagePicture> {
  const session = await openPdf(pdf, PDF_LIMITS);
  const page = await session.render(1, 200);
  await session.close();
  return page;
}

/** Where a box of a page of 612 × 792 points is when the page is turned clockwise. */
function turned({ x0, y0, x1, y1 }: Box, angle: number): Box {
  if (angle === 90) return { x0: 792 - y1, y0: x0, x1: 792 - y0, y1: x1 };
  if (angle === 180) return { x0: 612 - x1, y0: 792 - y1, x1: 612 - x0, y1: 792 - y0 };
  return { x0: y0, y0: 612 - x1, x1: y1, y1: 612 - x0 };
}
