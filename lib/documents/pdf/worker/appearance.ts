import type { Annotation } from './annotations.ts';
import { combine, type Frame } from './frame.ts';
import { writeCharacters } from './glyphs.ts';
import type { Pdfium } from './pdfium.ts';
import type { RunWriter } from './run-writer.ts';

/** The text of an annotation's appearance without white space; empty if it has no appearance, or one without text. */
export function appearanceText(pdfium: Pdfium, annotation: Annotation): string {
  let letters = '';
  withAppearance(pdfium, annotation, ({ text }) => {
    const { call } = pdfium;
    for (let at = 0; at < call.countCharacters(text); at++) {
      letters += String.fromCodePoint(call.unicode(text, at));
    }
  });
  return letters.replace(/\s/g, '');
}

/** Writes the text of an annotation's appearance where the page shows it. */
export function writeAppearance(
  pdfium: Pdfium,
  annotation: Annotation,
  { frame, writer }: { frame: Frame; writer: RunWriter },
): void {
  withAppearance(pdfium, annotation, ({ text, width, height }) => {
    const across = annotation.width / Math.max(1, width);
    const up = annotation.height / Math.max(1, height);
    const { left, bottom } = annotation;
    const matrix = combine(frame.matrix, [across, 0, 0, up, left, bottom]);
    writeCharacters(
      pdfium,
      { text, frame: { ...frame, matrix }, tags: new Map(), hidden: new Map() },
      writer,
    );
  });
}

interface Appearance {
  /** Text page. */
  text: number;
  /** Of the appearance's box, which fills the annotation's rectangle: ISO 32000-1, 12.5.5. */
  width: number;
  height: number;
}

/** Opens the appearance as a page of its own: PDFium finds text on pages only. */
function withAppearance(
  { api, call }: Pdfium,
  { handle }: Annotation,
  use: (appearance: Appearance) => void,
): void {
  if (api.FPDFAnnot_GetObjectCount(handle) <= 0) return;
  const document = api.EPDFAnnot_ExportAppearanceAsDocument(handle);
  if (document === 0) return;
  const page = call.loadPage(document, 0);
  const text = page === 0 ? 0 : call.loadText(page);
  if (text !== 0) {
    use({ text, width: call.pageWidth(page), height: call.pageHeight(page) });
    call.closeText(text);
  }
  if (page !== 0) call.closePage(page);
  api.FPDF_CloseDocument(document);
}
