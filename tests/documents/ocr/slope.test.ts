import { describe, expect, test } from 'vitest';
import type { Grey } from '../../../lib/documents/ocr/worker/grey-picture.ts';
import { slopeOf } from '../../../lib/documents/ocr/worker/slope.ts';
import { fullestBand, levelled, turnedBack, upright } from '../../../lib/documents/ocr/worker/turned.ts';

/** Lines of words, as blots of uneven length. */
function lines(width = 800, height = 1000): Grey {
  const rows = new Uint8Array(width * height).fill(255);
  let seed = 7;
  for (let y = 100; y < height - 100; y += 36) {
    for (let x = 80; x < width - 120; ) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const long = 20 + (seed % 60);
      for (let row = y; row < y + 14; row++) rows.fill(0, row * width + x, row * width + x + long);
      x += long + 12;
    }
  }
  return { rows, width, height };
}

const TURNS = [0, 90, 180, 270] as const;
const back = { 0: 0, 90: 270, 180: 180, 270: 90 } as const;

describe('how the lines of a picture run', () => {
  test.each([-9, -2.3, 0, 0.8, 5])('a slope of %d degrees is found and levelled', (angle) => {
    const sloping = levelled(lines(), -angle);
    const found = slopeOf(sloping);
    expect(found.upright).toBe(false);
    expect(found.skew).toBeCloseTo(angle, 0);
    expect(Math.abs(slopeOf(levelled(sloping, found.skew)).skew)).toBeLessThanOrEqual(0.4);
  });

  test.each(TURNS)('text turned by %d degrees is set upright', (turn) => {
    const turned = upright(lines(), back[turn]);
    const found = slopeOf(turned);
    expect(found.upright).toBe(turn % 180 !== 0);
    expect(found.certainty).toBeGreaterThan(1.5);
    expect(Buffer.compare(upright(turned, turn).rows, lines().rows)).toBe(0);
  });
});

test.each(TURNS)('a box of the upright picture is where it was on the one turned by %d degrees', (turn) => {
  const [width, height] = [6, 4];
  const rows = new Uint8Array(width * height).fill(255);
  rows[1 * width + 4] = 0;
  const turned = upright({ rows, width, height }, back[turn]);
  const box = turnedBack({ x0: 4, y0: 1, x1: 5, y1: 2 }, turn, { width, height });
  expect(turned.rows[box.y0 * turned.width + box.x0]).toBe(0);
  expect([box.x1 - box.x0, box.y1 - box.y0]).toEqual([1, 1]);
});

test('the band with most ink is the one that holds the text', () => {
  const rows = new Uint8Array(100 * 2000).fill(255);
  rows.fill(0, 100 * 1500, 100 * 1510);
  const band = fullestBand({ rows, width: 100, height: 2000 });
  expect(band.height).toBe(400);
  expect(band.rows.includes(0)).toBe(true);
});
