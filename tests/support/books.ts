import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';

const SUBJECTS = ['The harbour', 'A keeper', 'Her ledger', 'The ferry', 'Every lantern', 'That winter'];
const VERBS = ['counts', 'remembers', 'repairs', 'follows', 'measures', 'describes'];
const OBJECTS = ['the tides of March', 'eleven broken ropes', 'a map of the coast', 'the price of salt'];
const LINES = 28;

const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** The sentence at a position in the book; unique within it. */
export function sentenceOf(page: number, line: number): string {
  const seed = page * 7 + line * 3;
  const what = `${pick(SUBJECTS, seed)} ${pick(VERBS, seed >> 1)} ${pick(OBJECTS, seed + line)}`;
  return `${what} in entry ${page}x${line}.`;
}

function fill(page: PDFPage, font: PDFFont, number: number): void {
  const size = 11;
  if (number % 10 === 1) {
    page.drawText(`Chapter ${Math.ceil(number / 10)}`, { x: 60, y: 770, size: 20, font });
  }
  for (let line = 0; line < LINES; line++) {
    page.drawText(sentenceOf(number, line), { x: 60, y: 735 - line * 22, size, font });
  }
  page.drawText(`Page ${number} of the book of the coast`, { x: 60, y: 40, size: 8, font });
}

/** A book: chapters of ten pages, 28 sentences per page, a footer. */
export async function book(pages: number, title = 'The book of the coast'): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number++) fill(pdf.addPage([595, 842]), font, number);
  return pdf.save();
}
