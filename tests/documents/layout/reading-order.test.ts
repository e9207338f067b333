import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { textOf } from '../pages.ts';
import { LAYOUTS, laidOut } from './laid-out-pages.ts';
import { orderKept } from './word-order.ts';

const nameOf = ({ columns, head, sidebar, font }: (typeof LAYOUTS)[number]) =>
  `${columns} columns, head: ${head}, sidebar: ${sidebar}, ${font}`;

test.each(LAYOUTS.map((layout) => [nameOf(layout), layout] as const))(
  'a page is read column by column: %s',
  async (_, layout) => {
    const { bytes, text } = await laidOut(layout);
    const session = await openPdf(bytes, PDF_LIMITS);
    const { pages } = await session.pages(1, 1).finally(() => session.close());
    expect(orderKept(text, pages.map(textOf).join('\n'))).toBeGreaterThanOrEqual(0.98);
  },
);
