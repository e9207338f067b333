import { describe, expect, test } from 'vitest';
import { clearGutter, crossedGutter } from '../../../lib/documents/layout/gutters.ts';

const line = (start: number, end: number, base: number) => ({
  ...{ text: 'words that fill a line', start, end, base, size: 10 },
});

/** Two columns of `count` lines, 20 points apart, and as many titles as asked for across them. */
function columns(count: number, titles = 0) {
  const rows = Array.from({ length: count }, (_, at) => 100 + at * 12);
  return [
    ...Array.from({ length: titles }, (_, at) => line(50, 530, 40 + at * 12)),
    ...rows.flatMap((base) => [line(50, 280, base), line(300, 530, base)]),
  ];
}

describe('a gutter', () => {
  test('is found by both rules between two columns of text', () => {
    expect(clearGutter(columns(6))).toBeCloseTo(290, -1);
    expect(crossedGutter(columns(6))?.left).toHaveLength(6);
  });

  test('that a quarter of the lines cross is found for paragraphs, not for plain text', () => {
    expect(clearGutter(columns(6, 4))).toBeUndefined();
    expect(crossedGutter(columns(6, 4))?.right).toHaveLength(6);
  });

  test('between columns of four lines is found for paragraphs, not for plain text', () => {
    expect(clearGutter(columns(4))).toBeUndefined();
    expect(crossedGutter(columns(4))?.left).toHaveLength(4);
  });

  test('is not found between the cells of a table', () => {
    const cells = columns(8).map((piece) => ({ ...piece, text: 'cell' }));
    expect(clearGutter(cells)).toBeUndefined();
    expect(crossedGutter(cells)).toBeNull();
  });
});
