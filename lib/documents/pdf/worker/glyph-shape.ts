import type { Box } from '../page.ts';
import type { Pdfium } from './pdfium.ts';

/** The tight box of a character from where it stands, turned upright, y growing upwards; undefined if it is empty. */
export function glyphShape({ call, heap }: Pdfium, text: number, index: number): Box | undefined {
  const { out } = heap;
  if (call.charBox(text, index, out, out + 8, out + 16, out + 24) === 0) return undefined;
  const [left, right, bottom, top] = [heap.double(0), heap.double(1), heap.double(2), heap.double(3)];
  if (right <= left || top <= bottom) return undefined;
  call.origin(text, index, out, out + 8);
  const [x, y] = [heap.double(0), heap.double(1)];
  const size = call.fontSize(text, index);
  call.matrix(text, index, out);
  // The direction of the line, as fonts may be drawn upside down within it.
  const [dx, dy] = [heap.float(0) * Math.sign(size), heap.float(1) * Math.sign(size)];
  const scale = Math.abs(size) * Math.hypot(heap.float(2), heap.float(3)) || 1;
  const isUpright = Math.abs(dx) >= Math.abs(dy);
  const [across, up] = isUpright
    ? [right - left, [bottom - y, top - y]]
    : [top - bottom, [left - x, right - x]];
  const sign = (isUpright ? dx : -dy) < 0 ? -1 : 1;
  const [a = 0, b = 0] = up.map((value) => (value * sign) / scale);
  return { x0: 0, x1: across / scale, y0: Math.min(a, b), y1: Math.max(a, b) };
}

/** Whether a character is drawn by the glyph of the one before or after it, as those of a ligature are. */
export function sharesGlyph(pdfium: Pdfium, text: number, index: number): boolean {
  const own = leftOf(pdfium, text, index);
  return own === leftOf(pdfium, text, index - 1) || own === leftOf(pdfium, text, index + 1);
}

function leftOf({ call, heap }: Pdfium, text: number, index: number): number | undefined {
  const { out } = heap;
  return call.charBox(text, index, out, out + 8, out + 16, out + 24) === 0 ? undefined : heap.double(0);
}
