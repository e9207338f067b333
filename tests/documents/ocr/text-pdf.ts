import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';
import type { Box } from '../../../lib/documents/pdf/page.ts';

/** Points, origin top left; from the baseline up to the height of capitals. */
export interface DrawnWord {
  text: string;
  box: Box;
}

export interface TextPage {
  text: string;
  /** Side by side, read one after the other; one when left out. */
  columns?: number;
}

const WIDTH = 612;
const HEIGHT = 792;
const MARGIN = 60;
const GAP = 40;
const SIZE = 11;
const LEADING = 15;
/** Of Times, in parts of its size. */
const CAPITALS = 0.662;

/** A PDF of text in Times, and where each word was drawn. What does not fit on its page is an error. */
export async function textPdf(pages: TextPage[]): Promise<{ bytes: Uint8Array; drawn: DrawnWord[][] }> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  const drawn = pages.map((each) => drawPage(pdf.addPage([WIDTH, HEIGHT]), font, each));
  return { bytes: await pdf.save(), drawn };
}

function drawPage(page: PDFPage, font: PDFFont, { text, columns = 1 }: TextPage): DrawnWord[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns;
  const perColumn = Math.ceil(words.length / columns);
  return Array.from({ length: columns }, (_, column) => {
    const x = MARGIN + column * (width + GAP);
    return drawColumn({ page, font, x, width }, words.slice(column * perColumn, (column + 1) * perColumn));
  }).flat();
}

interface Column {
  page: PDFPage;
  font: PDFFont;
  x: number;
  width: number;
}

function drawColumn({ page, font, x: left, width }: Column, words: string[]): DrawnWord[] {
  let x = left;
  let y = MARGIN + SIZE;
  return words.map((text) => {
    const wide = font.widthOfTextAtSize(text, SIZE);
    if (x + wide > left + width) {
      x = left;
      y += LEADING;
    }
    if (y > HEIGHT - MARGIN) throw new Error(`The page is full at ${text}.`);
    page.drawText(text, { x, y: HEIGHT - y, size: SIZE, font });
    const box = { x0: x, y0: y - CAPITALS * SIZE, x1: x + wide, y1: y };
    x += wide + font.widthOfTextAtSize(' ', SIZE);
    return { text, box };
  });
}
