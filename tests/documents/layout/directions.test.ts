import { describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { TextRun } from '../../../lib/documents/pdf/page.ts';
import { pageOf, run, textOf } from '../pages.ts';
import { onePage } from '../pdf/raw-pdf.ts';

async function textOfPdf(stream: string): Promise<string> {
  const session = await openPdf(onePage({ dictionary: '', stream }), PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  return pages.map(textOf).join('\n');
}

/** Characters of a line that is set downwards at x, each in a box of its own. */
const downwards = (text: string, x: number): TextRun[] =>
  [...text].map((character, at) => ({
    ...run({ x, y: 0, text: character }),
    box: { x0: x, x1: x + 10, y0: 100 + at * 10, y1: 110 + at * 10 },
  }));

describe('the direction of text', () => {
  test('lines set downwards are read from the right', () => {
    const page = pageOf(1, []);
    page.runs = [...downwards('これに反する', 280), ...downwards('日本国民は、', 300)];
    expect(textOf(page)).toBe('日本国民は、\nこれに反する');
  });

  test('characters below each other in a table are not lines set downwards', () => {
    const page = pageOf(
      1,
      ['甲', '乙', '丙'].map((text, at) => ({ x: 50, y: 100 + at * 20, text })),
    );
    expect(textOf(page)).toBe('甲\n乙\n丙');
  });

  test('in a right-to-left line numbers and words of other scripts read from the left', () => {
    const page = pageOf(1, [
      { x: 50, y: 100, text: 'שנה' },
      { x: 75, y: 100, text: 'Great' },
      { x: 103, y: 100, text: 'Britain' },
      { x: 142, y: 100, text: 'בשנת' },
      { x: 165, y: 100, text: 'והתושבים' },
      { x: 208, y: 100, text: 'שלום' },
    ]);
    expect(textOf(page)).toBe('שלום והתושבים בשנת Great Britain שנה');
  });

  test('the shapes that Arabic letters take within words are read as letters', () => {
    expect(textOf(pageOf(1, [{ x: 50, y: 100, text: 'ﻛﻼﻡ' }]))).toBe('كلام');
  });

  test('text of a negative size, turned back by its matrix, stands upright', async () => {
    expect(
      await textOfPdf(
        'BT /F1 -12 Tf -1 0 0 -1 72 700 Tm (First) Tj ET BT /F1 12 Tf 72 680 Td (Second) Tj ET',
      ),
    ).toBe('First\nSecond');
  });

  test('text drawn twice, a hair apart, is read once', async () => {
    const word = '(H) Tj 0.3 0 Td (H) Tj 8.4 0 Td (i) Tj 0.3 0 Td (i) Tj';
    expect(await textOfPdf(`BT /F1 12 Tf 72 700 Td ${word} ET`)).toBe('Hi');
  });
});
