import { describe, expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { pdfDate } from '../../../lib/documents/pdf/pdf-date.ts';
import { annotated, pinned } from './annotated.ts';

async function annotationsOf(pdf: Uint8Array) {
  const session = await openPdf(pdf, PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  return pages[0]?.annotations ?? [];
}

describe('what readers left on a page', () => {
  test.each([0, 90, 180, 270])(
    'quotes what is marked, and no line around it, turned by %s',
    async (rotate) => {
      const [highlight, ...others] = await annotationsOf(annotated(rotate));
      expect(highlight).toMatchObject({
        ...{ kind: 'highlight', quote: 'some words And the third', comment: 'Is this so?', author: 'Ada' },
        date: '2024-01-31T12:00:05+01:00',
      });
      expect(highlight?.boxes).toHaveLength(2);
      expect(others).toHaveLength(2);
    },
  );

  test('answers name what they answer; states, pop-ups, links and what is hidden are none', async () => {
    const [, answer, struck, ...more] = await annotationsOf(annotated());
    expect(answer).toMatchObject({ kind: 'text', comment: 'It is.\nTwice.', author: 'böba', reply_to: 1 });
    expect(answer).toMatchObject({ quote: null, date: '2024' });
    expect(struck).toMatchObject({
      kind: 'strike_out',
      quote: null,
      comment: null,
      author: null,
      date: null,
    });
    expect(more).toEqual([]);
  });

  test('a box is where the page shows it', async () => {
    const [highlight] = await annotationsOf(annotated());
    expect(highlight?.boxes?.[0]).toEqual({ x0: 100, y0: 95, x1: 167, y1: 110 });
  });

  test('a file pinned to the page is one', async () => {
    expect(await annotationsOf(pinned())).toMatchObject([
      { kind: 'file_attachment', comment: 'See the file' },
    ]);
  });
});

test.each([
  ["D:20240131120005+01'00'", '2024-01-31T12:00:05+01:00'],
  ['D:20240131120005Z', '2024-01-31T12:00:05Z'],
  ['D:20240131120005-0530', '2024-01-31T12:00:05-05:30'],
  ['D:2024013112', '2024-01-31T12:00:00'],
  ['D:202401', '2024-01'],
  ['D:20249931', null],
  ['yesterday', null],
])('the date %s of a PDF is %s', (text, date) => {
  expect(pdfDate(text)).toBe(date);
});
