import type { Box } from '../page.ts';
import type { OpenDocument } from './document.ts';
import { boxOf, type Frame } from './frame.ts';
import type { Pdfium } from './pdfium.ts';
import type { RunWriter } from './run-writer.ts';

/** FPDF_ANNOT_WIDGET, fpdf_annot.h; FPDF_FORMFIELD_*, fpdf_formfill.h. */
const WIDGET = 20;
const COMBO_BOX = 4;
const LIST_BOX = 5;
const TEXT_FIELD = 6;
const WITH_TEXT = new Set([COMBO_BOX, LIST_BOX, TEXT_FIELD]);
const MOST_FIELDS = 5_000;
const LARGEST_FONT = 12;

interface Line {
  text: string;
  box: Box;
  fontSize: number;
}

/** Writes the values of form fields, one piece per line: PDFium leaves them out of a page's text. */
export function writeFields(
  pdfium: Pdfium,
  { form }: OpenDocument,
  { page, frame }: { page: number; frame: Frame },
  writer: RunWriter,
): void {
  if (form === 0) return;
  const { api } = pdfium;
  const count = Math.min(MOST_FIELDS, api.FPDFPage_GetAnnotCount(page));
  for (let i = 0; i < count; i++) {
    const annotation = api.FPDFPage_GetAnnot(page, i);
    if (annotation === 0) continue;
    for (const line of filledIn(pdfium, form, annotation, frame)) writeLine(writer, line);
    api.FPDFPage_CloseAnnot(annotation);
  }
}

function writeLine(writer: RunWriter, { text, box, fontSize }: Line): void {
  for (let i = 0; i < text.length; i++) writer.add(text.charCodeAt(i));
  const style = writer.styles.push({ font: '', bold: false, italic: false, fontSize, angle: 0 }) - 1;
  writer.endRun(style, box);
}

function filledIn({ api, heap }: Pdfium, form: number, annotation: number, frame: Frame): Line[] {
  if (api.FPDFAnnot_GetSubtype(annotation) !== WIDGET) return [];
  if (!WITH_TEXT.has(api.FPDFAnnot_GetFormFieldType(form, annotation))) return [];
  const value = heap
    .utf16((at, bytes) => api.FPDFAnnot_GetFormFieldValue(form, annotation, at, bytes))
    .trim();
  if (value === '' || !api.FPDFAnnot_GetRect(annotation, heap.out)) return [];
  const box = boxOf(frame.matrix, heap.float(0), heap.float(3), heap.float(2), heap.float(1));
  const lines = value.split(/\r\n|\r|\n/);
  const height = (box.y1 - box.y0) / lines.length;
  const fontSize = Math.round(Math.min(LARGEST_FONT, height * 0.8) * 100) / 100;
  return lines.map((text, i) => {
    return { text, fontSize, box: { ...box, y0: box.y0 + i * height, y1: box.y0 + (i + 1) * height } };
  });
}
