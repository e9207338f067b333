import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import type { PagePicture } from '../../../lib/documents/pdf/messages.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';

const LEFT = 70;
const TOP = 600;
const COLUMN = 110;
const ROW = 26;
const SIZE = 11;

/** The picture of a page with a ruled table below a line of text, turned by some degrees as on a scanner. */
export async function ruledPicture(rows: readonly (readonly string[])[], slope = 0): Promise<PagePicture> {
  const pdf = await PDFDocument.create();
  const drawing = await PDFDocument.create();
  const page = drawing.addPage([612, 792]);
  const font = await drawing.embedFont(StandardFonts.Helvetica);
  const columns = rows[0]?.length ?? 0;
  const [right, bottom] = [LEFT + columns * COLUMN, TOP - rows.length * ROW];
  page.drawText('The harbour counts the tides of every month and every port.', {
    ...{ x: LEFT, y: TOP + 40, size: SIZE, font },
  });
  for (let at = 0; at <= rows.length; at++) {
    const y = TOP - at * ROW;
    page.drawLine({ start: { x: LEFT, y }, end: { x: right, y }, thickness: 0.8 });
  }
  for (let at = 0; at <= columns; at++) {
    const x = LEFT + at * COLUMN;
    page.drawLine({ start: { x, y: TOP }, end: { x, y: bottom }, thickness: 0.8 });
  }
  for (const [row, cells] of rows.entries())
    for (const [column, text] of cells.entries())
      page.drawText(text, { x: LEFT + column * COLUMN + 8, y: TOP - (row + 1) * ROW + 9, size: SIZE, font });
  const [embedded] = await pdf.embedPdf(await drawing.save());
  if (!embedded) throw new Error('The page is not embedded.');
  pdf.addPage([612, 792]).drawPage(embedded, { x: 0, y: 0, rotate: degrees(slope) });
  const session = await openPdf(await pdf.save(), PDF_LIMITS);
  const picture = await session.render(1, 200);
  await session.close();
  return picture;
}
