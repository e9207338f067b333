import { expect, test } from 'vitest';
import { markedFigures } from '../../../lib/documents/figures/marked-figures.ts';
import { orderBox } from '../../../lib/documents/order-box.ts';
import { imagesOf } from '../../../lib/documents/output/figure-image.ts';
import type { Paragraph } from '../../../lib/documents/text/paragraphs.ts';

const paragraphs = (...texts: (string | { alt: string })[]): Paragraph[] =>
  texts.map((own, at): Paragraph => {
    const box = orderBox(at);
    const shared = { level: 0, page: 1, box, lines: [{ at: 0, page: 1, box }] };
    if (typeof own === 'string') return { ...shared, kind: 'text', text: own };
    return { ...shared, kind: 'aside', part: 'image', text: own.alt };
  });

test('an image of a form is a figure with its alternative text and the caption behind or before it', () => {
  const found = markedFigures(
    paragraphs(
      'It rained.',
      { alt: 'The hill' },
      'Figure 1: Rain.',
      'Abb. 2 Tal',
      { alt: 'The valley' },
      { alt: 'A dog' },
    ),
  );
  expect(found.map(({ alt, caption, number, paragraph }) => ({ alt, caption, number, paragraph }))).toEqual([
    { alt: 'The hill', caption: 'Figure 1: Rain.', number: '1', paragraph: 2 },
    { alt: 'The valley', caption: 'Abb. 2 Tal', number: '2', paragraph: 3 },
    { alt: 'A dog', caption: null, number: null, paragraph: null },
  ]);
  expect(found.map((figure, at) => imagesOf('job_1')({ page: 1, number: at + 1, figure }))).toEqual([
    null,
    null,
    null,
  ]);
});
