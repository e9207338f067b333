import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import type { PageContent } from '../../../lib/documents/pdf/page.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { textOf } from '../pages.ts';
import { onePage } from './raw-pdf.ts';

async function read(bytes: Uint8Array): Promise<PageContent> {
  const session = await openPdf(bytes, PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  const [page] = pages;
  if (!page) throw new Error('The page was not read.');
  return page;
}

test.each([
  [0.3, ['left right']],
  [0.45, ['left right']],
  [0.6, ['left', 'right']],
  [1.1, ['left', 'right']],
  [4, ['left', 'right']],
])(
  'a gap of %f sizes parts runs where it is more than a half, and is a space in the text',
  async (gap, runs) => {
    const stream = `BT /F1 10 Tf 72 700 Td [(left) ${-1000 * gap} (right)] TJ ET`;
    const page = await read(onePage({ dictionary: '', stream }));
    expect(page.runs.map(({ text }) => text.trim())).toEqual(runs);
    expect(textOf(page)).toBe('left right');
  },
);

/** As TeX's CMSY10, whose tallest sign reaches almost a size below the baseline. F2 on a page of `onePage`. */
const SIGNS = [
  '<< /Type /Font /Subtype /Type1 /BaseFont /Signs /FirstChar 42 /LastChar 42 /Widths [500] /FontDescriptor 7 0 R >>',
  '<< /Type /FontDescriptor /FontName /Signs /Flags 4 /FontBBox [-29 -960 1116 775] /ItalicAngle 0 /Ascent 775 /Descent -960 /CapHeight 700 /StemV 80 >>',
];

function withSign(rotation: number): Uint8Array {
  const stream =
    'BT /F2 10 Tf 60 700 Td (*) Tj /F1 10 Tf 15 0 Td (The sign is of this line,) Tj 0 -12 Td (and not of this one.) Tj ET';
  const resources = '/Font << /F1 5 0 R /F2 6 0 R >>';
  const page = `/Rotate ${rotation}`;
  return onePage({ dictionary: '', stream }, { resources, page, more: SIGNS });
}

test.each([0, 90, 180, 270])(
  'a sign of a font that is higher than its letters stays on its line, turned by %i',
  async (rotation) => {
    const page = await read(withSign(rotation));
    const sign = page.runs.find(({ text }) => text.startsWith('*'));
    const letters = page.runs.find(({ text }) => text.startsWith('The sign'));
    const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = sign?.box ?? {};
    expect(Math.min(x1 - x0, y1 - y0)).toBeCloseTo(5, 0);
    expect(Math.max(x1 - x0, y1 - y0)).toBeCloseTo(7.75 + 3.5, 1);
    const middle = (box = sign?.box) =>
      rotation % 180 === 0 ? ((box?.y0 ?? 0) + (box?.y1 ?? 0)) / 2 : ((box?.x0 ?? 0) + (box?.x1 ?? 0)) / 2;
    expect(Math.abs(middle() - middle(letters?.box))).toBeLessThan(1.5);
    expect(readPage(page).lines.map(({ text }) => text)).toEqual([
      '* The sign is of this line,',
      'and not of this one.',
    ]);
  },
);
