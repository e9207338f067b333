import { PDFDocument, type PDFFont, type PDFImage, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import { png } from '../../../lib/documents/pdf/worker/png.ts';

const PROSE =
  'The measurements were taken twice a day over three weeks and are set out below as they came. ' +
  'Nothing was left out but what the instruments themselves had marked as failed. ';

/** A picture of its own for each `seed`. */
function noise(seed: number): Uint8Array {
  const rows = new Uint8Array(40 * 30 * 3).map((_, at) => (at * (seed * 7 + 3)) % 251);
  return png({ rows, width: 40, height: 30, perPixel: 3 });
}

export interface Sheet {
  page: PDFPage;
  font: PDFFont;
  picture(seed: number): Promise<PDFImage>;
  /** Lines of prose from `y` downwards. */
  prose(y: number, lines: number, x?: number, width?: number): void;
  /** @param size points */
  line(text: string, x: number, y: number, size?: number): void;
}

/** An A4 document with a page for each function, which draws it. */
export async function drawn(...sheets: ((sheet: Sheet) => Promise<void> | void)[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const draw of sheets) {
    const page = pdf.addPage([595, 842]);
    const line = (text: string, x: number, y: number, size = 10) => page.drawText(text, { x, y, size, font });
    await draw({
      ...{ page, font, line },
      picture: async (seed) => await pdf.embedPng(noise(seed)),
      prose: (y, lines, x = 60, width = 475) => {
        const letters = Math.floor(width / 5);
        const text = PROSE.repeat(20);
        for (let at = 0; at < lines; at++)
          line(text.slice(at * letters, (at + 1) * letters).trim(), x, y - at * 12);
      },
    });
  }
  return await pdf.save();
}

/** A plot: axes with numbers, and a curve. */
export function plot({ page, line }: Sheet, x: number, y: number, width = 180, height = 120): void {
  const ink = { thickness: 0.7, color: rgb(0, 0, 0) };
  page.drawLine({ start: { x, y }, end: { x: x + width, y }, ...ink });
  page.drawLine({ start: { x, y }, end: { x, y: y + height }, ...ink });
  for (let at = 0; at <= 4; at++) line(String(at * 25), x - 14, y + (at * height) / 4, 6);
  const steps = Array.from({ length: 12 }, (_, at) => ({
    x: x + (at * width) / 11,
    y: y + height * (0.5 + 0.45 * Math.sin(at)),
  }));
  for (const [at, start] of steps.slice(0, -1).entries()) {
    const end = steps[at + 1];
    if (end) page.drawLine({ start, end, ...ink });
  }
}
