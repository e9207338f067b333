import type { Pdfium } from './pdfium.ts';

export interface FontLook {
  font: string;
  bold: boolean;
  italic: boolean;
}

/** Font descriptor flags, ISO 32000-1 table 123. */
const ITALIC = 1 << 6;
const FORCE_BOLD = 1 << 18;
const BOLD_NAMES = /bold|black|heavy|semibold|demi|^cmb|^ecb|^sfb|^lmb/i;
const ITALIC_NAMES = /italic|oblique|slanted|^cmti|^cmsl|^cmbxti|^sfti|^sfsl|^ecti|^ecsl/i;

/** Name and style of the font of the character at `index`. */
export function fontLook({ api, heap }: Pdfium, text: number, index: number): FontLook {
  const name = heap.utf8((at, bytes) => api.FPDFText_GetFontInfo(text, index, at, bytes, heap.out));
  const flags = heap.int();
  const font = name.replace(/^[A-Z]{6}\+/, '');
  return {
    font,
    bold: BOLD_NAMES.test(font) || (flags & FORCE_BOLD) !== 0,
    italic: ITALIC_NAMES.test(font) || (flags & ITALIC) !== 0,
  };
}
