import { PDFDocument, StandardFonts } from 'pdf-lib';
import { expect, test } from 'vitest';
import { atOnce } from '../../lib/core/slices.ts';
import { PDF_LIMITS } from '../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../lib/documents/pdf/open-pdf.ts';
import { readDocument } from '../../lib/documents/text/document-text.ts';
import { readPage } from '../../lib/documents/text/read-page.ts';
import { sentencesOf } from '../../lib/documents/text/sentences.ts';

const LEFT = [
  'The left column is set in short lines and',
  'it holds a word that is broken, as infor-',
  'mation often is in narrow columns. What',
  'follows it comes from the other side and',
];
const RIGHT = [
  'the right column takes it up again. There',
  'the information is whole. A last sentence',
  'fills what is left of this column, which',
  'ends well above the foot of the page.',
];

async function twoColumns(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  const bold = await pdf.embedFont(StandardFonts.TimesRomanBold);
  for (const number of [1, 2, 3]) {
    const page = pdf.addPage([595, 842]);
    page.drawText(`A running head ${number}`, { x: 60, y: 800, size: 9, font });
    page.drawText('A title that reaches across both of the columns', { x: 90, y: 740, size: 18, font: bold });
    for (const [x, lines] of [[315, RIGHT] as const, [60, LEFT] as const]) {
      for (const [at, text] of lines.entries()) page.drawText(text, { x, y: 700 - at * 13, size: 11, font });
    }
  }
  return await pdf.save();
}

test('a PDF in two columns comes out in sentences, through the engine that reads it', async () => {
  const pdf = await openPdf(await twoColumns(), PDF_LIMITS);
  const { pages } = await pdf.pages(1, 3).finally(() => pdf.close());
  const { paragraphs, repeated } = atOnce(readDocument(pages.map(readPage)));
  expect(repeated.map(({ pattern }) => pattern)).toEqual(['a running head #']);
  expect(paragraphs.slice(0, 2).map(({ kind }) => kind)).toEqual(['heading', 'text']);
  const sentences = atOnce(sentencesOf(paragraphs, 'en'));
  expect(sentences.slice(0, 4).map(({ text }) => text)).toEqual([
    'The left column is set in short lines and it holds a word that is broken, as information often is in narrow columns.',
    'What follows it comes from the other side and the right column takes it up again.',
    'There the information is whole.',
    'A last sentence fills what is left of this column, which ends well above the foot of the page.',
  ]);
  expect(sentences.map(({ page }) => page)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]);
});
