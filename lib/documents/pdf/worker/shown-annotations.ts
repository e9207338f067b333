import type { ReaderAnnotation } from '../page.ts';
import { type Annotation, eachShown } from './annotations.ts';
import { writeAppearance } from './appearance.ts';
import type { OpenDocument } from './document.ts';
import { writeField } from './fields.ts';
import type { Frame } from './frame.ts';
import type { Pdfium } from './pdfium.ts';
import { ReaderAnnotations } from './reader-annotations.ts';
import type { RunWriter } from './run-writer.ts';

/** FPDF_ANNOT_*, fpdf_annot.h. */
const FREE_TEXT = 3;
const WIDGET = 20;
/** Comments, attached files, sounds and films: an icon. */
const WITHOUT_TEXT = new Set([1, 17, 18, 19]);

/**
 * Writes the text of annotations that the page shows, form fields among them: PDFium leaves it out of a page's text.
 * @returns those that a reader made
 */
export function writeAnnotations(
  pdfium: Pdfium,
  { form }: OpenDocument,
  { page, text, frame }: { page: number; text: number; frame: Frame },
  writer: RunWriter,
): ReaderAnnotation[] {
  const { api } = pdfium;
  const made = new ReaderAnnotations(pdfium, { page, text, frame });
  // Loads the state of buttons, and draws fields whose file asks viewers to draw them.
  if (form !== 0) api.FORM_OnAfterLoadPage(page, form);
  eachShown(pdfium, { page, frame }, (annotation) => {
    made.take(annotation);
    if (WITHOUT_TEXT.has(annotation.subtype)) return;
    if (annotation.subtype !== WIDGET) writeFreely(pdfium, annotation, { frame, writer });
    else if (form !== 0) writeField(pdfium, annotation, { form, frame, writer });
  });
  if (form !== 0) api.FORM_OnBeforeClosePage(page, form);
  return made.all();
}

function writeFreely(pdfium: Pdfium, annotation: Annotation, to: { frame: Frame; writer: RunWriter }): void {
  const { api } = pdfium;
  const { handle, subtype } = annotation;
  // Viewers draw such text from its words where the file has no appearance for it; PDFium does when it is told to.
  if (subtype === FREE_TEXT && api.FPDFAnnot_GetObjectCount(handle) <= 0)
    api.EPDFAnnot_GenerateAppearance(handle);
  writeAppearance(pdfium, annotation, to);
}
