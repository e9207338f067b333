import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';
import { type Draw, seeded } from '../../../dev/faults/random.ts';
import { paragraph } from './known-tables.ts';

const SIZE = 10;
const LEADING = 12.5;

type Writer = (page: PDFPage, font: PDFFont, draw: Draw, number: number) => void;

function wrap(text: string, font: PDFFont, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && font.widthOfTextAtSize(longer, SIZE) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Each word for itself, spread over the width as typesetters do. */
function justified(page: PDFPage, font: PDFFont, line: string, x: number, y: number, width: number): void {
  const words = line.split(' ');
  const taken = words.reduce((sum, word) => sum + font.widthOfTextAtSize(word, SIZE), 0);
  const space = (width - taken) / Math.max(1, words.length - 1);
  let at = x;
  for (const word of words) {
    page.drawText(word, { x: at, y, size: SIZE, font });
    at += font.widthOfTextAtSize(word, SIZE) + space;
  }
}

interface Place {
  x: number;
  y: number;
  width: number;
}

/** Gives the height below the paragraph. */
function drawParagraph(page: PDFPage, font: PDFFont, text: string, place: Place, spread: boolean): number {
  const lines = wrap(text, font, place.width);
  for (const [index, line] of lines.entries()) {
    const y = place.y - index * LEADING;
    if (spread && index < lines.length - 1) justified(page, font, line, place.x, y, place.width);
    else page.drawText(line, { x: place.x, y, size: SIZE, font });
  }
  return place.y - lines.length * LEADING;
}

function columns(count: number, spread: boolean): Writer {
  return (page, font, draw, number) => {
    const gutter = 18 + 6 * draw();
    const width = (500 - gutter * (count - 1)) / count;
    for (let column = 0; column < count; column++) {
      const x = 48 + column * (width + gutter);
      let y = 780;
      for (let each = 0; y > 80; each++) {
        const text = paragraph(number * 100 + column * 10 + each, 'prose');
        y = drawParagraph(page, font, text, { x, y, width }, spread) - (draw() < 0.5 ? 0 : 8);
      }
    }
  };
}

function list(mark: (index: number) => string, wrapped: boolean): Writer {
  return (page, font, draw, number) => {
    let y = 780;
    for (let item = 0; item < 14; item++) {
      const text = wrapped
        ? paragraph(number * 50 + item, 'item').slice(0, 160)
        : paragraph(item, 'i').slice(0, 50);
      page.drawText(mark(item), { x: 60, y, size: SIZE, font });
      for (const line of wrap(text, font, 440)) {
        page.drawText(line, { x: 84, y, size: SIZE, font });
        y -= LEADING;
      }
      y -= 4 * draw();
    }
  };
}

function contents(leader: boolean): Writer {
  return (page, font, draw, number) => {
    page.drawText('Contents', { x: 60, y: 790, size: 16, font });
    let at = 1;
    for (let item = 0; item < 30; item++) {
      const y = 760 - item * 18;
      const level = item % 3 === 0 ? `${item / 3 + 1}` : `${Math.floor(item / 3) + 1}.${item % 3}`;
      const title = `${level} ${paragraph(number * 40 + item, 'title').slice(0, 12 + 30 * draw())}`;
      at += Math.floor(draw() * 5);
      const end = 540 - font.widthOfTextAtSize(String(at), SIZE);
      page.drawText(title, { x: 60, y, size: SIZE, font });
      page.drawText(String(at), { x: end, y, size: SIZE, font });
      const from = 66 + font.widthOfTextAtSize(title, SIZE);
      const dots = Math.max(0, Math.floor((end - 6 - from) / font.widthOfTextAtSize(' .', SIZE)));
      if (leader) page.drawText(' .'.repeat(dots), { x: from, y, size: SIZE, font });
    }
  };
}

const CODE = `import { open } from 'node:fs';

// reads one record after the other
export function read(file) {
  const found = [];        // what was read
  let line = next(file);   // null at the end
  while (line !== null) {
    if (line.length > 80) { // too long
      found.push(cut(line));
    } else {
      found.push(line);    // as it is
    }
    line = next(file);
  }
  return found;
}

int main(int argc, char **argv) {
  int    count = 0;        /* of files */
  char  *name  = argv[1];  /* the first */
  double sum   = 0.0;      /* of all */
  return count > 0 ? 0 : 1;
}`.split('\n');

/** @param pieces draws each piece between wide gaps for itself, as syntax colouring does. */
function code(pieces: boolean): Writer {
  return (page, font) => {
    for (const [index, line] of CODE.entries()) {
      const y = 780 - index * LEADING;
      for (const piece of pieces ? line.matchAll(/\S+( \S+)*/g) : line.matchAll(/.+/g)) {
        const x = 60 + font.widthOfTextAtSize(line.slice(0, piece.index), SIZE);
        page.drawText(piece[0], { x, y, size: SIZE, font });
      }
    }
  };
}

/** Lines that end anywhere, with a wide space after each full stop, as typesetters leave it. */
const proseUnderRunningHead: Writer = (page, font, draw, number) => {
  page.drawText(`Chapter ${1 + (number % 9)}: What was found`, { x: 60, y: 800, size: SIZE, font });
  page.drawText(String(10 + number), { x: 520, y: 800, size: SIZE, font });
  let y = 778;
  for (let each = 0; each < 9; each++) {
    for (const line of wrap(paragraph(number * 30 + each, 'wide'), font, 430 + 20 * draw())) {
      let x = 60;
      for (const sentence of line.split(/(?<=\.) /)) {
        page.drawText(sentence, { x, y, size: SIZE, font });
        x += font.widthOfTextAtSize(sentence, SIZE) + (0.7 + 0.4 * draw()) * SIZE;
      }
      y -= LEADING;
    }
    y -= 6;
  }
};

const index: Writer = (page, font, draw, number) => {
  for (let column = 0; column < 2; column++) {
    for (let entry = 0; entry < 50; entry++) {
      const term = paragraph(number * 200 + column * 60 + entry, 'index')
        .split(' ')
        .slice(1, 2 + 2 * draw());
      const places = Array.from({ length: 1 + 3 * draw() }, () => Math.floor(400 * draw())).sort(
        (a, b) => a - b,
      );
      const text = `${term.join(' ')}, ${places.join(', ')}`;
      page.drawText(text, { x: 60 + 250 * column, y: 790 - entry * LEADING, size: SIZE, font });
    }
  }
};

/** Fractions: what stands over the bar, the equals sign, what stands below. */
function formulas(symbol: PDFFont, page: PDFPage, draw: Draw): void {
  for (let at = 0; at < 8; at++) {
    const y = 760 - 80 * at;
    for (let term = 0; term < 3; term++) {
      const x = 90 + 110 * term + 10 * draw();
      for (const dy of [14, -10]) {
        page.drawText(`\u03b1 \u2212 ${Math.floor(9 * draw())}`, { x, y: y + dy, size: SIZE, font: symbol });
      }
      page.drawText(term < 2 ? '=' : '+', { x: x - 30, y: y + 2, size: SIZE, font: symbol });
    }
  }
}

const WRITERS: Record<string, { font: StandardFonts; write: Writer }> = {
  'prose in two columns': { font: StandardFonts.TimesRoman, write: columns(2, false) },
  'justified prose in two columns': { font: StandardFonts.TimesRoman, write: columns(2, true) },
  'prose in three columns': { font: StandardFonts.Helvetica, write: columns(3, false) },
  'justified prose in three columns': { font: StandardFonts.Helvetica, write: columns(3, true) },
  'a list of short points': { font: StandardFonts.Helvetica, write: list(() => '\u2022', false) },
  'a list of long points': { font: StandardFonts.TimesRoman, write: list(() => '\u2022', true) },
  'a numbered list': { font: StandardFonts.Helvetica, write: list((item) => `${item + 1}.`, true) },
  'a lettered list': {
    font: StandardFonts.Helvetica,
    write: list((item) => `(${String.fromCharCode(97 + item)})`, false),
  },
  'contents with dots': { font: StandardFonts.TimesRoman, write: contents(true) },
  'contents without dots': { font: StandardFonts.TimesRoman, write: contents(false) },
  'source code': { font: StandardFonts.Courier, write: code(false) },
  'coloured source code': { font: StandardFonts.Courier, write: code(true) },
  'prose with wide gaps between sentences, under a running head': {
    font: StandardFonts.TimesRoman,
    write: proseUnderRunningHead,
  },
  'an index in two columns': { font: StandardFonts.TimesRoman, write: index },
  'formulas with fractions': {
    font: StandardFonts.Symbol,
    write: (page, font, draw) => formulas(font, page, draw),
  },
};

export const WITHOUT_TABLES = Object.keys(WRITERS);

/** A page of the kind that is named, by pdf-lib. */
export async function pageWithoutTable(name: string, number: number): Promise<Uint8Array> {
  const writer = WRITERS[name];
  if (!writer) throw new Error(`There is no ${name}.`);
  const doc = await PDFDocument.create();
  const font = await doc.embedFont(writer.font);
  writer.write(doc.addPage([595, 842]), font, seeded(number, name), number);
  return await doc.save();
}
