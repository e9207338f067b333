import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from 'pdf-lib';

/** What a generated page looks like. */
export interface Layout {
  columns: number;
  /** Wide text above the columns: a title alone, or with an abstract. */
  head: 'none' | 'title' | 'abstract';
  /** A narrow column of short lines beside the others. */
  sidebar: 'none' | 'left' | 'right';
  font: 'TimesRoman' | 'Helvetica' | 'Courier';
}

const [WIDTH, HEIGHT, MARGIN] = [595, 842, 40] as const;
const SIDEBAR = 90;

const WORDS =
  'the a harbour keeper counts every tide of winter and repairs one broken rope while that old ferry waits for lanterns which describe a coast measured in salt or price before anyone remembers how those engines came to rest beside rails under snow'.split(
    ' ',
  );

/** The layouts that every reader of pages must pass: 2 to 6 columns, with and without heads and sidebars. */
export const LAYOUTS: readonly Layout[] = [2, 3, 4, 5, 6].flatMap((columns) =>
  (['none', 'title', 'abstract'] as const).flatMap((head, h) =>
    (['none', 'left', 'right'] as const).map((sidebar, s) => ({
      ...{ columns, head, sidebar },
      font: (['TimesRoman', 'Helvetica', 'Courier'] as const)[(columns + h + s) % 3] ?? 'Helvetica',
    })),
  ),
);

/** Words in an order that no two pages share, without chance: a linear congruential generator. */
function wordsFrom(seed: number): () => string {
  let state = seed;
  let count = 0;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    count += 1;
    return `${WORDS[(state >> 8) % WORDS.length]}${count % 7 === 0 ? count : ''}`;
  };
}

interface Block {
  x: number;
  width: number;
  top: number;
  bottom: number;
  size: number;
}

interface Setter {
  page: PDFPage;
  font: PDFFont;
  next: () => string;
  /** Everything that was set, in reading order. */
  set: string[];
}

/** Fills a block with ragged lines. */
function fill({ page, font, next, set }: Setter, { x, width, top, bottom, size }: Block): void {
  let word = next();
  for (let y = top; y > bottom; y -= size * 1.2) {
    let line = '';
    while (font.widthOfTextAtSize(`${line} ${word}`, size) <= width) {
      line = line === '' ? word : `${line} ${word}`;
      word = next();
    }
    page.drawText(line, { x, y, size, font });
    set.push(line);
  }
}

/** Sets the head. @returns the height below it */
function setHead(setter: Setter, head: Layout['head']): number {
  const top = HEIGHT - MARGIN;
  const across = { x: MARGIN, width: WIDTH - 2 * MARGIN };
  if (head === 'none') return top;
  fill(setter, { ...across, top: top - 10, bottom: top - 11, size: 16 });
  if (head === 'title') return top - 40;
  fill(setter, { ...across, top: top - 40, bottom: top - 100, size: 10 });
  return top - 125;
}

/** A page of this layout, and its text in reading order. The last column is short. */
export async function laidOut({ columns, head, sidebar, font: name }: Layout): Promise<{
  bytes: Uint8Array;
  text: string;
}> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts[name]);
  const setter = { page: pdf.addPage([WIDTH, HEIGHT]), font, next: wordsFrom(columns * 31 + 7), set: [] };
  const top = setHead(setter, head);
  const size = columns > 3 ? 7 : 9;
  const gap = 14;
  const [left, right] = [sidebar === 'left' ? SIDEBAR + 20 : 0, sidebar === 'right' ? SIDEBAR + 20 : 0];
  const width = (WIDTH - 2 * MARGIN - left - right - (columns - 1) * gap) / columns;
  const aside = { width: SIDEBAR, top, bottom: top - 200, size: 7 };
  if (left > 0) fill(setter, { ...aside, x: MARGIN });
  for (let at = 0; at < columns; at += 1) {
    const x = MARGIN + left + at * (width + gap);
    fill(setter, { x, width, top, bottom: at === columns - 1 ? top - 250 : MARGIN + 20, size });
  }
  if (right > 0) fill(setter, { ...aside, x: WIDTH - MARGIN - SIDEBAR });
  return { bytes: await pdf.save(), text: setter.set.join('\n') };
}
