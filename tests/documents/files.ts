import { PDFDocument, StandardFonts } from 'pdf-lib';
import { rawPdf } from './pdf/raw-pdf.ts';

/** Pages with these lines, 11 points each; a line that begins with # is a heading. */
export async function written(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const [plain, bold] = [
    await pdf.embedFont(StandardFonts.TimesRoman),
    await pdf.embedFont(StandardFonts.TimesRomanBold),
  ];
  for (const lines of pages) {
    const page = pdf.addPage([595, 842]);
    let y = 680;
    for (const line of lines) {
      const isHeading = line.startsWith('# ');
      const text = isHeading ? line.slice(2) : line;
      page.drawText(text, { x: 60, y, size: isHeading ? 18 : 11, font: isHeading ? bold : plain });
      y -= isHeading ? 40 : 26;
    }
  }
  return pdf.save();
}

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Pages that are one picture each. */
export async function scanned(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const picture = await pdf.embedPng(PIXEL);
  for (let page = 0; page < pages; page++) {
    pdf.addPage([600, 800]).drawImage(picture, { x: 0, y: 0, width: 600, height: 800 });
  }
  return pdf.save();
}

const SOUND_PAGE =
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>';

/** Three pages, the second of which is what `second` says; files with second pages of one length have one length. */
function threePages(second: string, whose: string): Uint8Array {
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 6 0 R 3 0 R] /Count 3 >>',
    SOUND_PAGE,
    { dictionary: '', stream: `BT /F1 12 Tf 72 400 Td (A sound page of ${whose} file.) Tj ET` },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    second,
  ]);
}

/** Its second page is no page. */
export const damagedPage = (whose = 'a') => threePages(`(${'x'.repeat(SOUND_PAGE.length - 2)})`, whose);
/** The same file with the page mended, in as many bytes. */
export const mendedPage = (whose = 'a') => threePages(SOUND_PAGE, whose);

/** So many pages, those of these numbers damaged. */
export function damagedPages(pages: number, damaged: readonly number[]): Uint8Array {
  const kids = Array.from({ length: pages }, (_, at) => (damaged.includes(at + 1) ? '6 0 R' : '3 0 R'));
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`,
    SOUND_PAGE,
    { dictionary: '', stream: 'BT /F1 12 Tf 72 400 Td (One of many pages.) Tj ET' },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '(no page)',
  ]);
}
