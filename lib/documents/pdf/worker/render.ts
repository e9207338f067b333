import { heightOf, widthOf } from '../../layout/boxes.ts';
import type { PagePicture } from '../messages.ts';
import type { Box } from '../page.ts';
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

/** A page or a part of it in colour, as wide as asked for in pixels; less if it would have too many of them. */
export function imageOf(
  pdfium: Pdfium,
  document: OpenDocument,
  page: number,
  { width, box }: { width: number; box?: Box | undefined },
): PagePicture {
  return drawn(pdfium, document, page, { look: COLOURS, dpiOf: (points) => (width / points) * 72, box });
}

interface Drawing {
  look: Look;
  /** Resolution for a page of this width in points. */
  dpiOf(pointsWide: number): number;
  /** The part of the page that is drawn; all of it if absent. */
  box?: Box | undefined;
}

function drawn(
  pdfium: Pdfium,
  document: OpenDocument,
  page: number,
  { look, dpiOf, box }: Drawing,
): PagePicture {
  const { api } = pdfium;
  const handle = loadPage(pdfium, document, page);
  try {
    const [pageWide, pageHigh] = [api.FPDF_GetPageWidthF(handle), api.FPDF_GetPageHeightF(handle)];
    const part = box ?? { x0: 0, y0: 0, x1: pageWide, y1: pageHigh };
    const [pointsWide, pointsHigh] = [Math.max(1, widthOf(part)), Math.max(1, heightOf(part))];
    const dpi = Math.min(dpiOf(pointsWide), Math.sqrt(MOST_PIXELS / (pointsWide * pointsHigh)) * 72);
    const width = Math.max(1, Math.round((pointsWide * dpi) / 72));
    const height = Math.max(1, Math.round((pointsHigh * dpi) / 72));
    const bitmap = api.FPDFBitmap_CreateEx(width, height, look.format, 0, 0);
    if (bitmap === 0) throw new Refused('pdf_page_failed', `Page ${page} cannot be drawn at ${dpi} dpi.`);
    try {
      api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      const [left, top, wide, high] = [-part.x0, -part.y0, pageWide, pageHigh].map((points) =>
        Math.round((points * dpi) / 72),
      );
      api.FPDF_RenderPageBitmap(bitmap, handle, left ?? 0, top ?? 0, wide ?? 0, high ?? 0, 0, look.flags);
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
