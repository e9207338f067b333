import type { Box } from '../page.ts';
import type { Frame } from './frame.ts';
import type { Pdfium } from './pdfium.ts';

/** FPDFBitmap_BGRx; FPDF_ANNOT: fpdfview.h. */
const COLOUR = 3;
const BYTES = 4;
const WITH_ANNOTATIONS = 1;
const WHITE = 0xffffffff;
const MOST_PIXELS = 2_000_000;

/** A small picture of a part of a page, in colour. */
export interface Pixels {
  data: Uint8Array;
  stride: number;
  /** The part, in pixels of the page. */
  part: Box;
  /** Pixels a point. */
  scale: number;
}

/**
 * Draws a part of a page at one pixel a point, or smaller. Undefined if there is no memory for it.
 * @param part in points
 */
export function pixelsOf(
  { api, heap }: Pdfium,
  page: number,
  { frame, part }: { frame: Frame; part: Box },
): Pixels | undefined {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / Math.max(1, frame.width * frame.height)));
  const width = Math.max(1, Math.round(frame.width * scale));
  const height = Math.max(1, Math.round(frame.height * scale));
  const { x0, y0, x1, y1 } = pixelsIn(part, scale, { x0: 0, y0: 0, x1: width, y1: height });
  if (x1 <= x0 || y1 <= y0) return { data: new Uint8Array(), stride: 0, part: { x0, y0, x1, y1 }, scale };
  const bitmap = api.FPDFBitmap_CreateEx(x1 - x0, y1 - y0, COLOUR, 0, 0);
  if (bitmap === 0) return undefined;
  api.FPDFBitmap_FillRect(bitmap, 0, 0, x1 - x0, y1 - y0, WHITE);
  api.FPDF_RenderPageBitmap(bitmap, page, -x0, -y0, width, height, 0, WITH_ANNOTATIONS);
  const stride = api.FPDFBitmap_GetStride(bitmap);
  const data = heap.copy(api.FPDFBitmap_GetBuffer(bitmap), stride * (y1 - y0));
  api.FPDFBitmap_Destroy(bitmap);
  return { data, stride, part: { x0, y0, x1, y1 }, scale };
}

/** The pixels that a box in points reaches into, of those within `all`. */
const pixelsIn = (box: Box, scale: number, all: Box): Box => ({
  x0: Math.max(all.x0, Math.floor(box.x0 * scale)),
  y0: Math.max(all.y0, Math.floor(box.y0 * scale)),
  x1: Math.min(all.x1, Math.ceil(box.x1 * scale)),
  y1: Math.min(all.y1, Math.ceil(box.y1 * scale)),
});

/** Largest difference of a colour channel between two pictures within a box, 0 to 255. */
export function difference(a: Pixels, b: Pixels, box: Box): number {
  let most = 0;
  for (const [from, to] of rows(a, box)) {
    for (let at = from; at < to; at++) {
      if (at % BYTES === BYTES - 1) continue;
      const apart = Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
      if (apart > most) most = apart;
    }
  }
  return most;
}

/** How far the darkest and the lightest of a colour channel are apart within a box, 0 to 255. */
export function contrast(pixels: Pixels, box: Box): number {
  const least = [255, 255, 255];
  const most = [0, 0, 0];
  for (const [from, to] of rows(pixels, box)) {
    for (let at = from; at < to; at++) {
      const channel = at % BYTES;
      const value = pixels.data[at] ?? 0;
      if (value < (least[channel] ?? 0)) least[channel] = value;
      if (value > (most[channel] ?? 255)) most[channel] = value;
    }
  }
  return Math.max(...most.map((value, channel) => value - (least[channel] ?? 0)));
}

/** Where each row of a box begins and ends in the data. */
function* rows({ stride, part, scale }: Pixels, box: Box): Generator<[number, number]> {
  const { x0, y0, x1, y1 } = pixelsIn(box, scale, part);
  for (let y = y0 - part.y0; y < y1 - part.y0; y++) {
    yield [y * stride + (x0 - part.x0) * BYTES, y * stride + (x1 - part.x0) * BYTES];
  }
}
