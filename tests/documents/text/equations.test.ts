import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import type { TextRun } from '../../../lib/documents/pdf/page.ts';
import { readDocument } from '../../../lib/documents/text/document-text.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { block, pageOf, run } from '../pages.ts';

const PROSE = [
  'The water in the harbour rises as the moon passes over it, and falls',
  'again some hours after. How far it rises is told by the sum below, in',
  'which every term stands for one of the bodies that pull at the water.',
];

const formula = (text: string, x: number, y: number, font = 'CMMI10'): TextRun => ({
  ...run({ x, y, text }),
  font,
});

function told(...formulas: TextRun[]) {
  const page = pageOf(1, [...block(60, 100, PROSE), ...block(60, 220, PROSE)]);
  const { paragraphs } = atOnce(readDocument([readPage({ ...page, runs: [...page.runs, ...formulas] })]));
  return paragraphs.map(({ kind, text, box }) => ({ kind, text, box }));
}

describe('equations', () => {
  test('set off from the text are told with their box, as they read, their number at the end', () => {
    const found = told(formula('h = a + b', 180, 170), run({ x: 380, y: 170, text: '(3)' }));
    expect(found.map(({ kind }) => kind)).toEqual(['text', 'equation', 'text']);
    expect(found[1]).toEqual({
      kind: 'equation',
      text: 'h = a + b (3)',
      box: { x0: 180, y0: 162, x1: 395, y1: 172 },
    });
  });

  test('in an OpenType font of formulas, or of single italic letters and signs, are too', () => {
    const [, first] = told(formula('∑ x ≤ y', 180, 170, 'LatinModernMath-Regular'));
    expect(first).toMatchObject({ kind: 'equation', text: '∑ x ≤ y' });
    const italic = (text: string, x: number) => ({ ...run({ x, y: 170, text }), italic: true });
    const [, second] = told(italic('E', 180), run({ x: 188, y: 170, text: '=' }), italic('m', 196));
    expect(second).toMatchObject({ kind: 'equation', text: 'E = m' });
  });

  test('take the lines of their fractions; two with numbers are two', () => {
    const fraction = told(
      formula('a + b', 200, 160),
      formula('q =', 170, 167),
      formula('c + d', 200, 174),
    ).filter(({ kind }) => kind === 'equation');
    expect(fraction).toHaveLength(1);
    const two = told(
      ...[formula('x = 1', 180, 165), run({ x: 380, y: 165, text: '(1)' })],
      ...[formula('y = 2', 180, 178), run({ x: 380, y: 178, text: '(2)' })],
    ).filter(({ kind }) => kind === 'equation');
    expect(two.map(({ text }) => text)).toEqual(['x = 1 (1)', 'y = 2 (2)']);
  });

  test.each([
    [
      'within a sentence',
      [run({ x: 60, y: 160, text: 'so that the height is ' }), formula('h = a', 172, 160)],
    ],
    [
      'that a program prints',
      [formula('⇒', 180, 170), { ...run({ x: 192, y: 170, text: '0' }), font: 'Courier' }],
    ],
    ['that are words and a sign', [run({ x: 180, y: 170, text: 'height = rise + fall' })]],
    ['without a relation', [formula('abc', 180, 170)]],
  ])('%s are none', (_, runs) => {
    expect(told(...runs).filter(({ kind }) => kind === 'equation')).toEqual([]);
  });
});
