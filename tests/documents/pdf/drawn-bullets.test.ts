import { expect, test } from 'vitest';
import { withDrawnBullets } from '../../../lib/documents/pdf/drawn-bullets.ts';
import type { Graphic, TextRun } from '../../../lib/documents/pdf/page.ts';

const run = (text: string, y: number, more: Partial<TextRun> = {}): TextRun => ({
  ...{ text, box: { x0: 64, y0: y, x1: 200, y1: y + 16 }, fontSize: 12, font: 'Serif' },
  ...{ bold: false, italic: false, angle: 0, ...more },
});
const shape = (x: number, y: number, size = 4, more: Partial<Graphic> = {}): Graphic => ({
  ...{ kind: 'vector', box: { x0: x, y0: y, x1: x + size, y1: y + size }, parts: 1, complex: 1, key: 'k' },
  ...more,
});
const texts = (runs: TextRun[], graphics: Graphic[]) =>
  withDrawnBullets(runs, graphics).map(({ text }) => text);

test('a shape before each of two lines is a bullet, set where it is drawn', () => {
  const runs = withDrawnBullets([run('high', 100), run('low', 120)], [shape(52, 106), shape(52, 126)]);
  expect(runs.map(({ text }) => text)).toEqual(['•', 'high', '•', 'low']);
  expect(runs[2]?.box).toEqual({ x0: 52, y0: 120, x1: 56, y1: 136 });
});

test('one alone is a bullet where the file tags its line as an item', () => {
  expect(texts([run('high', 100, { tag: { place: 2, role: 'LI' } })], [shape(52, 106)])).toEqual([
    '•',
    'high',
  ]);
  expect(texts([run('high', 100, { tag: { place: 2, role: 'P' } })], [shape(52, 106)])).toEqual(['high']);
});

test.each([
  ['that is large', [shape(40, 100, 14), shape(40, 120, 14)]],
  ['that is far away', [shape(4, 106), shape(4, 126)]],
  [
    'that is long',
    [52, 52].map((x, at) =>
      shape(x, 106 + 20 * at, 4, { box: { x0: 40, y0: 106 + 20 * at, x1: 58, y1: 109 + 20 * at } }),
    ),
  ],
  ['that is a picture', [shape(52, 106, 4, { kind: 'raster' }), shape(52, 126, 4, { kind: 'raster' })]],
  ['within the line', [shape(120, 106), shape(120, 126)]],
])('a shape %s is none', (_, graphics) => {
  expect(texts([run('high', 100), run('low', 120)], graphics)).toEqual(['high', 'low']);
});

test('a shape behind other text of its line is none', () => {
  const label = (y: number) => run('2.1 m', y, { box: { x0: 10, y0: y, x1: 48, y1: y + 16 } });
  const runs = [label(100), run('high', 100), label(120), run('low', 120)];
  expect(texts(runs, [shape(52, 106), shape(52, 126)])).toEqual(['2.1 m', 'high', '2.1 m', 'low']);
});
