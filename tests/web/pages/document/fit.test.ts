import { describe, expect, test } from 'vitest';
import type { BoxJson, LineJson } from '../../../../web/pages/document/blocks.ts';
import { cellLines, setLine, stretch } from '../../../../web/pages/document/fit.ts';

const line = (text: string, box: BoxJson, angle = 0): LineJson => ({
  text,
  box,
  size: 10,
  bold: false,
  angle,
});
const FLAT = { x0: 50, y0: 100, x1: 130, y1: 112 };
const TALL = { x0: 50, y0: 100, x1: 62, y1: 400 };

describe('a line', () => {
  test('fills the width of its box, from where its script begins', () => {
    expect(setLine(line('Salt and sea', FLAT))).toMatchObject({ x: 50, length: 80, rightToLeft: false });
    expect(setLine(line('שלום לכם חברים', FLAT))).toMatchObject({ x: 130, length: 80, rightToLeft: true });
    expect(setLine(line('(12) שלום', FLAT)).rightToLeft).toBe(true);
  });

  test('with a gap that is not told keeps its letters as they are', () => {
    const wide = { x0: 50, y0: 100, x1: 550, y1: 112 };
    expect(setLine(line('Chapter 3: Utilities 6', wide)).length).toBeNull();
    expect(
      setLine(line('A line of letters that fills all of the width, as most lines of a text do', wide)).length,
    ).toBe(500);
  });

  test('stays within a box that is lower than its size', () => {
    expect(setLine({ ...line('x', { ...FLAT, y1: 104 }), size: 40 }).size).toBeLessThanOrEqual(6);
  });

  test('that runs down or up is turned, and one of a vertical script stands upright', () => {
    expect(setLine(line('Down the side', TALL, 90)).transform).toMatch(/^rotate\(90 /);
    expect(setLine(line('Up the side', TALL, 270)).transform).toMatch(/^rotate\(-90 /);
    expect(setLine(line('海辺の本の話', TALL))).toMatchObject({ upright: true, transform: null, y: 100 });
  });
});

describe('a cell', () => {
  test('has as many lines as its box is high, of about one length', () => {
    const box = { x0: 0, y0: 0, x1: 80, y1: 36 };
    const lines = cellLines({ text: 'Origin of the infection, as reported', box }, 10);
    expect(lines).toHaveLength(3);
    expect(lines.map(({ text }) => text).join(' ')).toBe('Origin of the infection, as reported');
    for (const { box: own } of lines) expect([own.x0 > 0, own.x1 < 80]).toEqual([true, true]);
    expect(cellLines({ text: ' ', box }, 10)).toEqual([]);
  });

  test('is pressed into its cell, and never stretched to its width', () => {
    const [short] = cellLines({ text: '4.6', box: { x0: 0, y0: 0, x1: 120, y1: 12 } }, 10);
    expect(short?.box.x1).toBeLessThan(20);
    const [long] = cellLines({ text: 'September', box: { x0: 0, y0: 0, x1: 30, y1: 12 } }, 10);
    expect(long?.box).toMatchObject({ x0: 0, x1: 30 });
  });

  test('stands level in the middle of a row that is higher than its text is wide', () => {
    const [short] = cellLines({ text: '4.6', box: { x0: 0, y0: 100, x1: 120, y1: 120 } }, 10);
    expect(short && setLine(short)).toMatchObject({ transform: null, length: null, size: 10 });
    expect(short?.box).toMatchObject({ y0: 104, y1: 116 });
  });

  test('with one long word keeps it whole', () => {
    const box = { x0: 0, y0: 0, x1: 80, y1: 36 };
    expect(cellLines({ text: 'Incomprehensibilities', box }, 10).map(({ text }) => text)).toEqual([
      'Incomprehensibilities',
    ]);
  });
});

test('a stretch of a line stands in it, and from the right where the script runs so', () => {
  const { x0, x1 } = stretch(line('salt and sea', FLAT), { from: 9, to: 12 });
  expect(x0).toBeGreaterThan(95);
  expect(x1).toBeCloseTo(130);
  expect(stretch(line('שלום לכם', FLAT), { from: 0, to: 4 }).x1).toBeCloseTo(130);
});
