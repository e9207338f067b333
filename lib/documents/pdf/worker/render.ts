import { crc32, deflateSync } from 'node:zlib';
import type { PagePicture } from '../messages.ts';
import type { OpenDocument } from './document.ts';
import type { Pdfium } from './pdfium.ts';
import { loadPage } from './read-page.ts';
import { Refused } from './refused.ts';

const MOST_PIXELS = 25_000_000;
/** FPDFBitmap_Gray; FPDF_ANNOT, fpdfview.h. */
const GREY = 1;
const WITH_ANNOTATIONS = 1;
const WHITE = 0xffffffff;

/** A page as a picture in grey, as OCR wants it. */
export function renderPage(pdfium: Pdfium, document: OpenDocument, page: number, dpi: number): PagePicture {
  const { api, heap } = pdfium;
  const handle = loadPage(pdfium, document, page);
  const [pointsWide, pointsHigh] = [api.FPDF_GetPageWidthF(handle), api.FPDF_GetPageHeightF(handle)];
  const most = Math.sqrt(MOST_PIXELS / Math.max(1, pointsWide * pointsHigh)) * 72;
  const used = Math.min(dpi, most);
  const width = Math.max(1, Math.round((pointsWide * used) / 72));
  const height = Math.max(1, Math.round((pointsHigh * used) / 72));
  const bitmap = api.FPDFBitmap_CreateEx(width, height, GREY, 0, 0);
  if (bitmap === 0) throw new Refused('pdf_page_failed', `Page ${page} cannot be drawn at ${used} dpi.`);
  api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  api.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, WITH_ANNOTATIONS);
  const stride = api.FPDFBitmap_GetStride(bitmap);
  const pixels = heap.copy(api.FPDFBitmap_GetBuffer(bitmap), stride * height);
  api.FPDFBitmap_Destroy(bitmap);
  api.FPDF_ClosePage(handle);
  return { png: png(pixels, stride, width, height), width, height, dpi: used };
}

/** Eight bits of grey, no filter: https://www.w3.org/TR/png-3/ */
function png(pixels: Uint8Array, stride: number, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * stride, y * stride + width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level: 1 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
