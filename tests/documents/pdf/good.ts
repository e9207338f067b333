import { jsPDF } from 'jspdf';
import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { onePage } from './raw-pdf.ts';

/** A font that names a predefined CMap and embeds nothing: text is found only by who knows the CMap. */
function cjkFont(encoding: string, collection: string): string {
  const system = `/CIDSystemInfo << /Registry (Adobe) /Ordering (${collection}) /Supplement 2 >>`;
  const descendant = `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Some-Font ${system} /FontDescriptor 6 0 R >>`;
  return `<< /Type /Font /Subtype /Type0 /BaseFont /Some-Font-${encoding} /Encoding /${encoding} /DescendantFonts [${descendant}] >>`;
}

const DESCRIPTOR =
  '<< /Type /FontDescriptor /FontName /Some-Font /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>';

/** 日本語 in Shift JIS. */
export function shiftJis(): Uint8Array {
  const content = { dictionary: '', stream: 'BT /F1 24 Tf 72 700 Td <93FA967B8CEA> Tj ET' };
  return onePage(content, { font: cjkFont('90ms-RKSJ-H', 'Japan1'), more: [DESCRIPTOR] });
}

/** 中文 in GBK. */
export function gbk(): Uint8Array {
  const content = { dictionary: '', stream: 'BT /F1 24 Tf 72 700 Td <D6D0CEC4> Tj ET' };
  return onePage(content, { font: cjkFont('GBK-EUC-H', 'GB1'), more: [DESCRIPTOR] });
}

/** Hebrew as most producers write it: the glyphs from left to right, so the letters from last to first. */
export function hebrew(): Uint8Array {
  const letters = [...'שלום עולם'].toReversed();
  const codes = [...new Set(letters)].filter((letter) => letter !== ' ');
  const code = (letter: string) => (letter === ' ' ? 32 : 65 + codes.indexOf(letter));
  const map = codes
    .map(
      (letter) =>
        `<${code(letter).toString(16)}> <${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}>`,
    )
    .concat('<20> <0020>');
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange ${map.length} beginbfchar ${map.join(' ')} endbfchar endcmap end end`;
  const shown = letters.map((letter) => code(letter).toString(16)).join('');
  const widths = Array.from({ length: 64 }, () => 600).join(' ');
  const font = `<< /Type /Font /Subtype /TrueType /BaseFont /Some /FirstChar 32 /LastChar 95 /Widths [${widths}] /ToUnicode 6 0 R >>`;
  const content = { dictionary: '', stream: `BT /F1 24 Tf 300 700 Td <${shown}> Tj ET` };
  return onePage(content, { font, more: [{ dictionary: '', stream: cmap }] });
}

/** Pages turned by 0, 90, 180 and 270 degrees, each with a title near the corner that is top left as shown. */
export async function rotated(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const places = { 0: [50, 750], 90: [50, 50], 180: [550, 50], 270: [550, 750] } as const;
  for (const angle of [0, 90, 180, 270] as const) {
    const page = pdf.addPage([600, 800]);
    page.setRotation(degrees(angle));
    const [x, y] = places[angle];
    page.drawText(`Turned by ${angle}`, { x, y, size: 20, font, rotate: degrees(angle) });
  }
  return await pdf.save();
}

export const LEFT_COLUMN = Array.from(
  { length: 20 },
  (_, i) => `Left line ${i} with enough words to fill it`,
);
export const RIGHT_COLUMN = Array.from({ length: 20 }, (_, i) => `Right line ${i} with enough words to fill`);

/** A title over two columns, written row by row: the order of the content is not the order to read in. */
export function twoColumns(): Uint8Array {
  const pdf = new jsPDF({ unit: 'pt', format: 'a4' });
  pdf.setFontSize(18).text('A title that goes across both of the columns below', 60, 60);
  pdf.setFontSize(10);
  LEFT_COLUMN.forEach((left, i) => {
    pdf.text(left, 60, 100 + i * 14).text(RIGHT_COLUMN[i] ?? '', 320, 100 + i * 14);
  });
  return new Uint8Array(pdf.output('arraybuffer'));
}

/** A filled form, an attached file, metadata, a link, a ruled box and a bold word. */
export async function everything(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.HelveticaBold);
  const page = pdf.addPage([600, 800]);
  page.drawText('Name:', { x: 50, y: 700, size: 12, font });
  page.drawLine({ start: { x: 50, y: 650 }, end: { x: 300, y: 650 }, thickness: 1 });
  page.drawRectangle({ x: 50, y: 500, width: 200, height: 100, borderWidth: 1 });
  page.drawText('See https://example.org/page for more', { x: 50, y: 450, size: 12, font });
  const field = pdf.getForm().createTextField('person.name');
  field.setText('Ada Lovelace');
  field.addToPage(page, { x: 120, y: 690, width: 200, height: 24 });
  await pdf.attach(Buffer.from('a,b\n1,2\n'), 'data.csv', { mimeType: 'text/csv' });
  pdf.setTitle('Everything');
  pdf.setAuthor('A. Author');
  return await pdf.save();
}

/** One picture over the whole page and nothing else; with `caption`, text below it. */
export async function pictured(caption = ''): Promise<Uint8Array> {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([600, 800]);
  page.drawImage(await pdf.embedPng(pixel), { x: 0, y: 0, width: 600, height: 800 });
  if (caption !== '') page.drawText(caption, { x: 50, y: 50, size: 12 });
  pdf.addPage([600, 800]);
  return await pdf.save();
}
