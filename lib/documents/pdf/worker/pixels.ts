import type { Box } from '../page.ts';
import type { Frame } from './frame.ts';
import type { Pdfium } from './pdfium.ts';

/** FPDFBitmap_BGRx; FPDF_ANNOT: fpdfview.h. */
const COLOUR = 3;
const BYTES = 4;
const WITH_ANNOTATIONS = 1;
const WHITE = 0xffffffff;
const MOST_PIXELS = 2_000_000;

/** A small picture of a page, in colour. */
export interface Pixels {
  data: Uint8Array;
  stride: number;
  width: number;
  height: number;
  /** Pixels a point. */
  scale: number;
}

/** Draws a page at one pixel a point, or smaller. Undefined if there is no memory for it. */
export function pixelsOf({ api, heap }: Pdfium, page: number, frame: Frame): Pixels | undefined {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / Math.max(1, frame.width * frame.height)));
  const width = Math.max(1, Math.round(frame.width * scale));
  const height = Math.max(1, Math.round(frame.height * scale));
  const bitmap = api.FPDFBitmap_CreateEx(width, height, COLOUR, 0, 0);
  if (bitmap === 0) return undefined;
  api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, WITH_ANNOTATIONS);
  const stride = api.FPDFBitmap_GetStride(bitmap);
  const data = heap.copy(api.FPDFBitmap_GetBuffer(bitmap), stride * height);
  api.FPDFBitmap_Destroy(bitmap);
  return { data, stride, width, height, scale };
}

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
function* rows({ stride, width, height, scale }: Pixels, box: Box): Generator<[number, number]> {
  const [left, right] = [Math.max(0, Math.floor(box.x0 * scale)), Math.min(width, Math.ceil(box.x1 * scale))];
  const [top, bottom] = [
    Math.max(0, Math.floor(box.y0 * scale)),
    Math.min(height, Math.ceil(box.y1 * scale)),
  ];
  for (let y = top; y < bottom; y++) yield [y * stride + left * BYTES, y * stride + right * BYTES];
}
