import type { Box } from '../page.ts';
import type { Annotation } from './annotations.ts';
import { appearanceText, writeAppearance } from './appearance.ts';
import type { Frame } from './frame.ts';
import type { Pdfium } from './pdfium.ts';
import type { RunWriter } from './run-writer.ts';

/** FPDF_FORMFIELD_*, fpdf_formfill.h. */
const FIELD = { checkBox: 2, radioButton: 3, comboBox: 4, listBox: 5, text: 6 } as const;
/** Field flags: ISO 32000-1, table 228. */
const MULTI_LINE = 1 << 12;
const PASSWORD = 1 << 13;
const MOST_OPTIONS = 1_000;
const LARGEST_FONT = 12;
const CHECKED = '\u2611';

/** A field as the page shows it. */
interface Field {
  pdfium: Pdfium;
  form: number;
  annotation: Annotation;
  type: number;
}

/**
 * Writes what a form field shows: the text of its appearance or else its value, the names of chosen options, the name
 * of a box that is checked. PDFium leaves fields out of a page's text.
 */
export function writeField(
  pdfium: Pdfium,
  annotation: Annotation,
  { form, frame, writer }: { form: number; frame: Frame; writer: RunWriter },
): void {
  const type = pdfium.api.FPDFAnnot_GetFormFieldType(form, annotation.handle);
  const field = { pdfium, form, annotation, type };
  if (type === FIELD.checkBox || type === FIELD.radioButton)
    writeLines(checkedName(field), annotation, writer);
  else if (type === FIELD.listBox) writeLines(chosen(field).join('\n'), annotation, writer);
  else if (type === FIELD.comboBox || type === FIELD.text) {
    const value = givenValue(field);
    const shown = appearanceText(pdfium, annotation);
    const isValue = shown === '' || (shown === value.replace(/\s/g, '') && !has(field, MULTI_LINE));
    if (isValue) writeLines(value, annotation, writer);
    else writeAppearance(pdfium, annotation, { frame, writer });
  } else writeAppearance(pdfium, annotation, { frame, writer });
}

/** The value of a field; of a password nothing, as the page shows none of it. */
function givenValue(field: Field): string {
  const { api, heap } = field.pdfium;
  const { form, annotation } = field;
  if (field.type === FIELD.text && has(field, PASSWORD)) return '';
  const [label] = field.type === FIELD.comboBox ? chosen(field) : [];
  return (
    label ?? heap.utf16((at, bytes) => api.FPDFAnnot_GetFormFieldValue(form, annotation.handle, at, bytes))
  );
}

/** The labels of the options that are chosen. */
function chosen({ pdfium: { api, heap }, form, annotation: { handle } }: Field): string[] {
  const count = Math.min(MOST_OPTIONS, api.FPDFAnnot_GetOptionCount(form, handle));
  const labels: string[] = [];
  for (let i = 0; i < count; i++) {
    if (!api.FPDFAnnot_IsOptionSelected(form, handle, i)) continue;
    labels.push(heap.utf16((at, bytes) => api.FPDFAnnot_GetOptionLabel(form, handle, i, at, bytes)));
  }
  return labels;
}

/** The name of a box that is checked, of a radio button with its value; empty if it is not. */
function checkedName({ pdfium: { api, heap }, form, annotation: { handle }, type }: Field): string {
  if (!api.FPDFAnnot_IsChecked(form, handle)) return '';
  const said = heap.utf16((at, bytes) => api.FPDFAnnot_GetFormFieldAlternateName(form, handle, at, bytes));
  const name =
    said.trim() || heap.utf16((at, bytes) => api.FPDFAnnot_GetFormFieldName(form, handle, at, bytes));
  if (type === FIELD.checkBox) return `${CHECKED} ${name}`;
  const value = heap.utf16((at, bytes) => api.FPDFAnnot_GetFormFieldExportValue(form, handle, at, bytes));
  return `${CHECKED} ${name}: ${value}`;
}

const has = ({ pdfium: { api }, form, annotation }: Field, flag: number): boolean =>
  (api.FPDFAnnot_GetFormFieldFlags(form, annotation.handle) & flag) !== 0;

function writeLines(value: string, { box }: { box: Box }, writer: RunWriter): void {
  if (value.trim() === '') return;
  const lines = value.trim().split(/\r\n|\r|\n/);
  const height = (box.y1 - box.y0) / lines.length;
  const fontSize = Math.round(Math.min(LARGEST_FONT, height * 0.8) * 100) / 100;
  const style = writer.styles.push({ font: '', bold: false, italic: false, fontSize, angle: 0 }) - 1;
  for (const [i, text] of lines.entries()) {
    for (let at = 0; at < text.length; at++) writer.add(text.charCodeAt(at));
    writer.endRun(style, { ...box, y0: box.y0 + i * height, y1: box.y0 + (i + 1) * height });
  }
}
