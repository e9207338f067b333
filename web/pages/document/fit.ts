import type { BoxJson, LineJson } from './blocks.ts';

/** How a line of text is set so that it fills its box. */
export interface SetLine {
  x: number;
  y: number;
  /** Points. */
  size: number;
  /** Points that the text is stretched or pressed to. */
  length: number;
  rightToLeft: boolean;
  /** Of SVG; null for horizontal text. */
  transform: string | null;
  /** From top to bottom, letter by letter. */
  upright: boolean;
}

/** From the baseline to the foot of a line's box, as a share of the size. */
const DESCENT = 0.22;
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufefc]/u;
const VERTICAL = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Sets a printed line into its box: along it, whichever way the line runs. */
export function setLine({ text, box, size, angle }: LineJson): SetLine {
  const wide = box.x1 - box.x0;
  const high = box.y1 - box.y0;
  const isDown = high > 1.5 * wide && [...text].length > 2;
  const rightToLeft = RIGHT_TO_LEFT.test(text);
  const upright = isDown && angle === 0 && VERTICAL.test(text);
  const thick = isDown ? wide : high;
  const fit = Math.max(1, Math.min(size || thick, thick * 1.4));
  const flat = { size: fit, rightToLeft, upright };
  if (upright) return { ...flat, x: (box.x0 + box.x1) / 2, y: box.y0, length: high, transform: null };
  if (!isDown) {
    const x = rightToLeft ? box.x1 : box.x0;
    return { ...flat, x, y: box.y1 - DESCENT * Math.min(fit, high), length: wide, transform: null };
  }
  // Degrees run clockwise: at 90 a line goes down, and else up.
  const [x, y, turn] =
    angle === 90 ? [box.x0 + DESCENT * fit, box.y0, 90] : [box.x1 - DESCENT * fit, box.y1, -90];
  return { ...flat, x, y, length: high, transform: `rotate(${turn} ${x} ${y})` };
}

/** A box a little larger, so that a frame does not cross letters. */
export const wider = ({ x0, y0, x1, y1 }: BoxJson, by: number): BoxJson => ({
  x0: x0 - by,
  y0: y0 - by,
  x1: x1 + by,
  y1: y1 + by,
});
