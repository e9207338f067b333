import { afterAll, expect, test } from 'vitest';
import { recognizedContent } from '../../../lib/documents/ocr/recognized-content.ts';
import { createRecognizer } from '../../../lib/documents/ocr/recognizer.ts';
import { drawnRules } from '../../../lib/documents/ocr/worker/drawn-rules.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { ruledPicture } from './ruled-pages.ts';

const recognizer = createRecognizer();
afterAll(() => recognizer.close());

const ROWS = [
  ['Port', 'Month', 'Tides', 'Mean'],
  ['Hull', 'March', '61', '4.62'],
  ['Whitby', 'March', '59', '4.10'],
  ['Leith', '', '58', '4.96'],
];

test.each([0, 1])('a ruled table in a scan at 200 dpi has its cells, sloping by %i°', async (slope) => {
  const picture = await ruledPicture(ROWS, slope);
  const { signal } = new AbortController();
  const recognized = await recognizer.recognize(picture, { languages: ['eng'], signal });
  const body = { width: 612, height: 792, rotation: 0, links: [] };
  const scanned = { page: 1, kind: 'scanned' as const, images: 1, leftOut: null, body };
  const tables = tablesOf(recognizedContent(scanned, recognized, picture.dpi));
  expect(tables.map(({ rows }) => rows.map((row) => row.map(({ text }) => text)))).toEqual([ROWS]);
});

/** A page of 200 dpi with black areas on it. */
function picture(...areas: { x: number; y: number; width: number; height: number }[]) {
  const [width, height] = [600, 400];
  const rows = new Uint8Array(width * height).fill(255);
  for (const area of areas)
    for (let y = area.y; y < area.y + area.height; y++)
      rows.fill(0, y * width + area.x, y * width + area.x + area.width);
  return { rows, width, height };
}

test('rules are long and thin: letters, areas and short strokes are none, and gaps of a scanner do not cut them', () => {
  const line = { x: 50, y: 100, width: 400, height: 3 };
  const letter = { x: 60, y: 120, width: 30, height: 4 };
  const area = { x: 100, y: 200, width: 300, height: 90 };
  const { rules } = drawnRules(picture(line, letter, area), 200);
  expect(rules).toEqual([{ x0: 50, y0: 101, x1: 450, y1: 102 }]);
  const pieces = [0, 1, 2, 3].map((at) => ({ x: 50 + at * 100, y: 100, width: 98, height: 3 }));
  expect(drawnRules(picture(...pieces), 200).rules).toHaveLength(1);
});

test('crossing rules are taken out of the picture, a line under words is not', () => {
  const line = { x: 50, y: 100, width: 400, height: 3 };
  const wall = { x: 200, y: 50, width: 3, height: 150 };
  expect(drawnRules(picture(line, wall), 200).without.rows.every((grey) => grey === 255)).toBe(true);
  expect(drawnRules(picture(line), 200).without.rows.some((grey) => grey === 0)).toBe(true);
});
