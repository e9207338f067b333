import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import { type Kind, type KnownTable, paragraph } from './known-tables.ts';

const SIZE = 9.5;
const LEADING = 12;
const LEFT = 50;
const WIDTH = 500;

interface Look {
  /** Space around the text of a cell, points. */
  pad: number;
  lines: 'cells' | 'rows' | 'heading' | 'none';
  stripes: boolean;
  wrap: boolean;
}

function lookOf(kind: Kind, number: number): Look {
  if (kind === 'grid') return { pad: 3 + (number % 4), lines: 'cells', stripes: false, wrap: false };
  if (kind === 'striped') return { pad: 4 + (number % 3), lines: 'none', stripes: true, wrap: false };
  if (kind === 'plain') {
    return { pad: 4 + (number % 4), lines: number % 2 ? 'heading' : 'none', stripes: false, wrap: false };
  }
  const lines = (['cells', 'rows', 'none'] as const)[number % 3] ?? 'none';
  return { pad: 4 + (number % 3), lines, stripes: number % 2 === 0, wrap: true };
}

function wrapText(text: string, font: PDFFont, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && font.widthOfTextAtSize(longer, SIZE) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Columns as wide as their widest text; what is left of the page goes to the text, or to all where none is. */
function widthsOf(table: KnownTable, font: PDFFont, look: Look): number[] {
  const natural = table.numeric.map((_, col) =>
    Math.max(...table.rows.map((row) => font.widthOfTextAtSize(row[col] ?? '', SIZE))),
  );
  const padded = natural.map((width) => Math.min(width + 1, 170) + 2 * look.pad);
  const spare = WIDTH - padded.reduce((sum, width) => sum + width, 0);
  return padded.map((width) => width + (look.wrap ? 0 : Math.max(0, spare / padded.length) * 0.6));
}

interface Pen {
  page: PDFPage;
  normal: PDFFont;
  bold: PDFFont;
}

function drawRules(page: PDFPage, look: Look, widths: number[], top: number, bottom: number, row: number) {
  const right = LEFT + widths.reduce((sum, width) => sum + width, 0);
  const level = (y: number) => page.drawLine({ start: { x: LEFT, y }, end: { x: right, y }, thickness: 0.6 });
  if (look.lines === 'rows' || (look.lines === 'heading' && row === 0)) level(bottom);
  if (look.lines === 'heading' && row === 0) level(top);
  if (look.lines !== 'cells') return;
  let x = LEFT;
  for (const width of widths) {
    page.drawRectangle({
      x,
      y: bottom,
      width,
      height: top - bottom,
      borderWidth: 0.5,
      borderColor: rgb(0, 0, 0),
    });
    x += width;
  }
}

function drawRow(
  pen: Pen,
  table: KnownTable,
  look: Look,
  widths: number[],
  row: number,
  top: number,
): number {
  const font = row === 0 ? pen.bold : pen.normal;
  const cells = (table.rows[row] ?? []).map((text, col) => {
    const room = (widths[col] ?? 0) - 2 * look.pad;
    return look.wrap ? wrapText(text, font, room) : [text];
  });
  const bottom = top - Math.max(...cells.map((lines) => lines.length)) * LEADING - 2 * look.pad;
  const right = widths.reduce((sum, width) => sum + width, 0);
  if (look.stripes && row % 2 === 1) {
    pen.page.drawRectangle({
      x: LEFT,
      y: bottom,
      width: right,
      height: top - bottom,
      color: rgb(0.9, 0.9, 0.9),
    });
  }
  drawRules(pen.page, look, widths, top, bottom, row);
  let x = LEFT;
  for (const [col, lines] of cells.entries()) {
    const width = widths[col] ?? 0;
    for (const [index, line] of lines.entries()) {
      const end = x + width - look.pad - font.widthOfTextAtSize(line, SIZE);
      const at = table.numeric[col] ? end : x + look.pad;
      pen.page.drawText(line, { x: at, y: top - look.pad - SIZE - index * LEADING, size: SIZE, font });
    }
    x += width;
  }
  return bottom;
}

/** One page by pdf-lib with drawing of our own: title, paragraph, table, paragraph. */
export async function byPdfLib(table: KnownTable, kind: Kind, number: number): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  const normal = await doc.embedFont(number % 2 ? StandardFonts.Helvetica : StandardFonts.TimesRoman);
  const bold = await doc.embedFont(number % 2 ? StandardFonts.HelveticaBold : StandardFonts.TimesRomanBold);
  const page = doc.addPage([595, 842]);
  const look = lookOf(kind, number);
  const write = (text: string, from: number): number => {
    const lines = wrapText(text, normal, WIDTH);
    for (const [i, line] of lines.entries()) {
      page.drawText(line, { x: LEFT, y: from - i * LEADING, size: SIZE, font: normal });
    }
    return from - lines.length * LEADING;
  };
  page.drawText(table.title, { x: LEFT, y: 790, size: 14, font: bold });
  let top = write(paragraph(number, 'before'), 765) - 8;
  const widths = widthsOf(table, bold, look);
  for (const row of table.rows.keys()) top = drawRow({ page, normal, bold }, table, look, widths, row, top);
  write(paragraph(number, 'after'), top - 20);
  return await doc.save();
}
