import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import { sentenceOf } from './books.ts';

const LEFT = 60;

interface Fonts {
  plain: PDFFont;
  bold: PDFFont;
}

const TITLES = [
  'The harbour books',
  'Salt by weight',
  'Who kept the toll',
  'A winter of ice',
  'Letters home',
];

const FIGURES = [
  ['Harbour', 'Ships', 'Salt (t)'],
  ['Anholt', '112', '48.5'],
  ['Bornholm', '96', '31.2'],
  ['Caen', '140', '77.0'],
] as const;

function ruledTable(page: PDFPage, { plain, bold }: Fonts, top: number): void {
  const [wide, high] = [120, 22];
  for (const [row, cells] of FIGURES.entries()) {
    for (const [column, text] of cells.entries()) {
      const [x, y] = [LEFT + column * wide, top - (row + 1) * high];
      page.drawRectangle({ x, y, width: wide, height: high, borderColor: rgb(0, 0, 0), borderWidth: 0.7 });
      page.drawText(text, { x: x + 6, y: y + 7, size: 10, font: row === 0 ? bold : plain });
    }
  }
}

/** Sentences that the analyses find something in, each once in the document. */
const factsOf = (chapter: number): string[] => [
  `The toll of the harbour rose to $${chapter},250.00 in the winter of that year.`,
  `The council met on ${chapter} March 201${chapter} and wrote to office${chapter}@harbour.example about it.`,
  `Of all ships ${10 + chapter}.5 % carried salt, as https://harbour.example/${chapter} tells.`,
];

function chapter(page: PDFPage, fonts: Fonts, number: number): void {
  const { plain, bold } = fonts;
  page.drawText('The salt of the coast', { x: LEFT, y: 810, size: 8, font: plain });
  page.drawText(`Chapter ${number}: ${TITLES[(number - 1) % TITLES.length]}`, {
    x: LEFT,
    y: 770,
    size: 20,
    font: bold,
  });
  const lines = [...factsOf(number), ...Array.from({ length: 12 }, (_, line) => sentenceOf(number, line))];
  for (const [at, text] of lines.entries())
    page.drawText(text, { x: LEFT, y: 735 - at * 22, size: 11, font: plain });
  if (number % 3 === 1) ruledTable(page, fonts, 380);
  page.drawText(String(number), { x: 290, y: 40, size: 8, font: plain });
}

/** A document with something of every kind: chapters, tables, amounts, dates, shares, addresses, running heads, an empty page. */
export async function evidenceDocument(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle('The salt of the coast');
  const fonts = {
    plain: await pdf.embedFont(StandardFonts.Helvetica),
    bold: await pdf.embedFont(StandardFonts.HelveticaBold),
  };
  for (let number = 1; number <= pages; number++) chapter(pdf.addPage([595, 842]), fonts, number);
  pdf.addPage([595, 842]);
  return pdf.save();
}
