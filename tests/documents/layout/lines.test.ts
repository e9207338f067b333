import { describe, expect, test } from 'vitest';
import { linesByOverlap, linesByTallest } from '../../../lib/documents/layout/lines.ts';

/** A piece of `size` points from `top` down, as each of the two rules wants it. */
function piece(name: string, top: number, size = 10) {
  const box = { x0: 0, x1: 10, y0: top, y1: top + size };
  return { name, size, box, place: box };
}

const named = (lines: { name: string }[][]) => lines.map((line) => line.map(({ name }) => name).join(' '));

describe('pieces that share a line', () => {
  test('are the same by both rules on lines set apart', () => {
    const pieces = [piece('b', 12), piece('a', 0), piece('a2', 1), piece('b2', 12)];
    for (const lines of [linesByTallest(pieces), linesByOverlap(pieces)]) {
      expect(named(lines)).toEqual(['a a2', 'b b2']);
    }
  });

  test('a superscript stays on the line of the tallest piece', () => {
    const pieces = [piece('base', 0, 10), piece('2', -3, 6)];
    expect(named(linesByTallest(pieces))).toEqual(['2 base']);
  });

  test('rows set so tight that they touch are two by their shared height, and one below the tallest piece', () => {
    const pieces = [piece('above', 0, 14), piece('below', 8, 12)];
    expect(named(linesByOverlap(pieces))).toEqual(['above', 'below']);
    expect(named(linesByTallest(pieces))).toEqual(['above below']);
  });
});
