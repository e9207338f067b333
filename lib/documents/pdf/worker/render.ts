import type { PagePicture } from '../messages.ts';
import type { OpenDocument } from './document.ts';
import type { Pdfium } from './pdfium.ts';
import { png } from './png.ts';
import { loadPage } from './read-page.ts';
import { Refused } from './refused.ts';

const MOST_PIXELS = 25_000_000;
/** FPDF_ANNOT, FPDF_REVERSE_BYTE_ORDER: fpdfview.h. */
const WITH_ANNOTATIONS = 1;
const RED_FIRST = 16;
/** FPDFBitmap_Gray, FPDFBitmap_BGR, bytes of a pixel, flags. A grey bitmap stays empty if its bytes are reversed. */
const GREY = { format: 1, perPixel: 1, flags: WITH_ANNOTATIONS } as const;
const COLOURS = { format: 2, perPixel: 3, flags: WITH_ANNOTATIONS | RED_FIRST } as const;
const WHITE = 0xffffffff;

type Look = typeof GREY | typeof COLOURS;

/** A page as a picture in grey, as OCR wants it. */
export function renderPage(pdfium: Pdfium, document: OpenDocument, page: number, dpi: number): PagePicture {
  return drawn(pdfium, document, page, { look: GREY, dpiOf: () => dpi });
}

/** A page in colour, as wide as asked for in pixels; less if it would have too many of them. */
export function imageOf(pdfium: Pdfium, document: OpenDocument, page: number, width: number): PagePicture {
  return drawn(pdfium, document, page, { look: COLOURS, dpiOf: (points) => (width / points) * 72 });
}

interface Drawing {
  look: Look;
  /** Resolution for a page of this width in points. */
  dpiOf(pointsWide: number): number;
}

function drawn(pdfium: Pdfium, document: OpenDocument, page: number, { look, dpiOf }: Drawing): PagePicture {
  const { api } = pdfium;
  const handle = loadPage(pdfium, document, page);
  try {
    const points = [api.FPDF_GetPageWidthF(handle), api.FPDF_GetPageHeightF(handle)] as const;
    const [pointsWide, pointsHigh] = [Math.max(1, points[0]), Math.max(1, points[1])];
    const dpi = Math.min(dpiOf(pointsWide), Math.sqrt(MOST_PIXELS / (pointsWide * pointsHigh)) * 72);
    const width = Math.max(1, Math.round((pointsWide * dpi) / 72));
    const height = Math.max(1, Math.round((pointsHigh * dpi) / 72));
    const bitmap = api.FPDFBitmap_CreateEx(width, height, look.format, 0, 0);
    if (bitmap === 0) throw new Refused('pdf_page_failed', `Page ${page} cannot be drawn at ${dpi} dpi.`);
    try {
      api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      api.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, look.flags);
      const rows = rowsOf(pdfium, bitmap, { bytes: width * look.perPixel, height });
      return { png: png({ rows, width, height, perPixel: look.perPixel }), width, height, dpi };
    } finally {
      api.FPDFBitmap_Destroy(bitmap);
    }
  } finally {
    api.FPDF_ClosePage(handle);
  }
}

/** The samples of a bitmap without what pads its rows. */
function rowsOf(
  { api, heap }: Pdfium,
  bitmap: number,
  { bytes, height }: { bytes: number; height: number },
): Uint8Array {
  const stride = api.FPDFBitmap_GetStride(bitmap);
  const padded = heap.copy(api.FPDFBitmap_GetBuffer(bitmap), stride * height);
  for (let y = 1; y < height; y++) padded.copyWithin(y * bytes, y * stride, y * stride + bytes);
  return padded.subarray(0, bytes * height);
}
