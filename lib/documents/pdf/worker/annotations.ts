import type { Box } from '../page.ts';
import { boxOf, type Frame } from './frame.ts';
import type { Pdfium } from './pdfium.ts';

/** Annotation flags: ISO 32000-1, table 165. */
const HIDDEN = 1 << 1;
const NO_VIEW = 1 << 5;
const MOST_ANNOTATIONS = 5_000;
/** FPDF_ANNOT_*, fpdf_annot.h: links, which are read as such, and pop-ups, whose text is that of what they belong to. */
const PASSED_BY = new Set([2, 16]);

/** An annotation that the page shows. */
export interface Annotation {
  handle: number;
  /** Its place among all annotations of the page, from 0. */
  index: number;
  /** FPDF_ANNOT_*, fpdf_annot.h. */
  subtype: number;
  /** In the page's own coordinates. */
  left: number;
  bottom: number;
  width: number;
  height: number;
  box: Box;
}

/** Calls `use` for each annotation that is neither hidden nor only printed; its handle is closed afterwards. */
export function eachShown(
  { api, call, heap }: Pdfium,
  { page, frame }: { page: number; frame: Frame },
  use: (annotation: Annotation) => void,
): void {
  const count = Math.min(MOST_ANNOTATIONS, call.countAnnotations(page));
  for (let i = 0; i < count; i++) {
    const handle = call.annotation(page, i);
    if (handle === 0) continue;
    const subtype = call.annotationType(handle);
    const isShown = !PASSED_BY.has(subtype) && (call.annotationFlags(handle) & (HIDDEN | NO_VIEW)) === 0;
    if (isShown && api.FPDFAnnot_GetRect(handle, heap.out)) {
      const [left, top, right, bottom] = [heap.float(0), heap.float(1), heap.float(2), heap.float(3)];
      const box = boxOf(frame.matrix, left, bottom, right, top);
      use({ handle, index: i, subtype, left, bottom, width: right - left, height: top - bottom, box });
    }
    call.closeAnnotation(handle);
  }
}
