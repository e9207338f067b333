import type { Box } from '../../pdf/page.ts';
import type { Grey } from './grey-picture.ts';

/** Degrees clockwise of text against the picture that it stands on. */
export type Turn = 0 | 90 | 180 | 270;

const RADIANS = Math.PI / 180;
const PAPER = 255;

/** A picture whose text is turned, with the text upright. */
export function upright(picture: Grey, turn: Turn): Grey {
  if (turn === 0) return picture;
  const { rows, width, height } = picture;
  if (turn === 180) return { ...picture, rows: rows.toReversed() };
  const turned = new Uint8Array(rows.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = turn === 90 ? (width - 1 - x) * height + y : x * height + (height - 1 - y);
      turned[at] = rows[y * width + x] ?? PAPER;
    }
  }
  return { rows: turned, width: height, height: width };
}

/** Where a box of the upright picture stands on the turned one. @param size of the upright picture */
export function turnedBack(
  { x0, y0, x1, y1 }: Box,
  turn: Turn,
  { width, height }: Pick<Grey, 'width' | 'height'>,
): Box {
  if (turn === 90) return { x0: height - y1, y0: x0, x1: height - y0, y1: x1 };
  if (turn === 180) return { x0: width - x1, y0: height - y1, x1: width - x0, y1: height - y0 };
  if (turn === 270) return { x0: y0, y0: width - x1, x1: y1, y1: width - x0 };
  return { x0, y0, x1, y1 };
}

/** A picture turned about its middle so that lines which slope by `degrees` clockwise are level. */
export function levelled({ rows, width, height }: Grey, degrees: number): Grey {
  if (degrees === 0) return { rows, width, height };
  const [sin, cos] = [Math.sin(degrees * RADIANS), Math.cos(degrees * RADIANS)];
  const [middleX, middleY] = [width / 2, height / 2];
  const level = new Uint8Array(rows.length).fill(PAPER);
  for (let y = 0; y < height; y++) {
    let fromX = middleX - middleX * cos - (y - middleY) * sin;
    let fromY = middleY - middleX * sin + (y - middleY) * cos;
    for (let x = 0; x < width; x++, fromX += cos, fromY += sin) {
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const at = top * width + left;
      const [right, down] = [fromX - left, fromY - top];
      const above = (rows[at] ?? PAPER) * (1 - right) + (rows[at + 1] ?? PAPER) * right;
      const below = (rows[at + width] ?? PAPER) * (1 - right) + (rows[at + width + 1] ?? PAPER) * right;
      level[y * width + x] = above * (1 - down) + below * down;
    }
  }
  return { rows: level, width, height };
}

/** The part of a picture, a fifth of its height and 300 rows at least, that has most ink. */
export function fullestBand({ rows, width, height }: Grey): Grey {
  const high = Math.min(height, Math.max(300, Math.round(height / 5)));
  const ink = Array.from({ length: height }, (_, y) => {
    let sum = 0;
    for (let x = 0; x < width; x += 4) sum += PAPER - (rows[y * width + x] ?? PAPER);
    return sum;
  });
  let sum = ink.slice(0, high).reduce((all, each) => all + each, 0);
  let [best, from] = [sum, 0];
  for (let y = high; y < height; y++) {
    sum += (ink[y] ?? 0) - (ink[y - high] ?? 0);
    if (sum > best) [best, from] = [sum, y - high + 1];
  }
  return { rows: rows.subarray(from * width, (from + high) * width), width, height: high };
}
