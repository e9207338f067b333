import { jsPDF } from 'jspdf';
import { PDFDocument, StandardFonts, setWordSpacing } from 'pdf-lib';
import { type Draw, seeded } from '../../../dev/faults/random.ts';
import { pick, whole } from './styled-tables.ts';

// Pages of running text, by three ways to set it: word for word, line by line with wider spaces, by jsPDF.

export const PRODUCERS = ['words', 'word spacing', 'jsPDF'] as const;
export type Producer = (typeof PRODUCERS)[number];

/** A line of text at a place; one with a width is justified. */
interface SetLine {
  text: string;
  x: number;
  /** From the top of the page. */
  y: number;
  width?: number;
}

const WORDS =
  'a an as at be by he in is it no of on or so to up we and are but can for had has her his how its may new not now one our out see she the two was way who you also been each from have here into like long made more most much only over same such than that them then they this time upon very well were what when will with work year about after again among being could every first found great house large later might never order other place point right shall since small state still their there these thing think those three under until water where which while world would write before country general however nothing present several through without business children question possible themselves'.split(
    ' ',
  );
const NAMES =
  'Abbott Brandt Costa Dahl Evans Fischer Garcia Huang Ito Jones Kowalski Lind Moreau Novak'.split(' ');
const PUBLISHERS = [
  'Springer, Berlin',
  'MIT Press',
  'Elsevier',
  'Wiley, New York',
  'Oxford University Press',
];

function sentence(draw: Draw, words: number): string {
  const text = Array.from({ length: words }, () => pick(draw, WORDS)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const paragraph = (draw: Draw): string =>
  Array.from({ length: whole(draw, 2, 7) }, () => sentence(draw, whole(draw, 5, 22))).join(' ');

/** Characters are taken as half a size wide: where a line breaks does not matter, only how long it gets. */
function wrapped(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + 1 + word.length) * size * 0.46 <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

const [TOP, BOTTOM, SIZE, LEADING] = [60, 780, 10, 12.4] as const;

function column(draw: Draw, x: number, width: number): SetLine[] {
  const found: SetLine[] = [];
  let y = TOP;
  while (y < BOTTOM) {
    const lines = wrapped(paragraph(draw), width, SIZE);
    for (const [at, text] of lines.entries()) {
      if (y < BOTTOM) found.push({ text, x, y, ...(at < lines.length - 1 ? { width } : {}) });
      y += LEADING;
    }
    if (draw() < 0.4) y += 6;
  }
  return found;
}

const prose = (draw: Draw): SetLine[] => column(draw, 60, 470);

/** Every line or every fifth has its number in the margin. */
function numbered(draw: Draw): SetLine[] {
  const step = pick(draw, [1, 1, 5]);
  return column(draw, 80, 450).flatMap((line, at) =>
    (at + 1) % step === 0 ? [{ text: String(at + 1), x: 50, y: line.y }, line] : [line],
  );
}

function threeColumns(draw: Draw): SetLine[] {
  const gutter = 14 + 8 * draw();
  const width = (500 - 2 * gutter) / 3;
  return [0, 1, 2].flatMap((at) => column(draw, 48 + at * (width + gutter), width));
}

function reference(draw: Draw): string {
  const authors = Array.from(
    { length: whole(draw, 1, 4) },
    () => `${pick(draw, NAMES)}, ${String.fromCharCode(65 + whole(draw, 0, 25))}.`,
  ).join(', ');
  const volume = `${whole(draw, 2, 90)}(${whole(draw, 1, 12)}):${whole(draw, 1, 400)}-${whole(draw, 401, 900)}`;
  const where = draw() < 0.5 ? `Journal of ${pick(draw, NAMES)} Studies ${volume}` : pick(draw, PUBLISHERS);
  return `${authors} ${sentence(draw, whole(draw, 4, 12))} ${where}, ${whole(draw, 1950, 2024)}.`;
}

function bibliography(draw: Draw): SetLine[] {
  const mark = pick(draw, [(at: number) => `[${at}]`, (at: number) => `${at}.`, () => '']);
  const found: SetLine[] = [];
  for (let [y, at] = [TOP, 1]; y < BOTTOM; at++) {
    if (mark(at) !== '') found.push({ text: mark(at), x: 60, y });
    const lines = wrapped(reference(draw), 440, SIZE);
    for (const [index, text] of lines.entries()) {
      const x = mark(at) === '' && index === 0 ? 66 : 84;
      found.push({ text, x, y, ...(index < lines.length - 1 ? { width: 524 - x } : {}) });
      y += LEADING;
    }
    y += 3;
  }
  return found;
}

const INDENT = ['', '  ', '    ', '      '];
function statement(draw: Draw): string {
  const [a, b, c] = [pick(draw, WORDS), pick(draw, WORDS), pick(draw, WORDS)];
  return pick(draw, [
    `${a}_${b} = ${c}(${a}, ${whole(draw, 0, 99)});`,
    `if (${a} == ${b}) {`,
    `${a}   = ${b}[${whole(draw, 0, 9)}];   // ${c}`,
    `return ${a} + ${b};`,
    `for (int ${a} = 0; ${a} < ${b}; ${a}++) {`,
    '}',
    `int    ${a};      /* ${b} of ${c} */`,
  ]);
}

function code(draw: Draw): SetLine[] {
  return Array.from({ length: 54 }, (_, at) => {
    const indent = pick(draw, INDENT);
    return { text: statement(draw), x: 60 + 6 * indent.length, y: TOP + at * LEADING };
  });
}

function contents(draw: Draw): SetLine[] {
  const dotted = draw() < 0.5;
  let page = whole(draw, 1, 9);
  const found: SetLine[] = [{ text: 'Contents', x: 60, y: TOP }];
  for (let at = 0; at < 34; at++) {
    const y = TOP + 30 + 18 * at;
    const number = at % 4 === 0 ? `${at / 4 + 1}` : `${Math.floor(at / 4) + 1}.${at % 4}`;
    const title = sentence(draw, whole(draw, 1, 6)).slice(0, -1);
    const text = `${number} ${title}${dotted ? ` ${'. '.repeat(whole(draw, 20, 22))}` : ''}`;
    found.push({ text, x: at % 4 === 0 ? 60 : 74, y }, { text: String(page), x: 520, y });
    page += whole(draw, 0, 6);
  }
  return found;
}

const KINDS = { prose, numbered, 'three columns': threeColumns, bibliography, code, contents };
export type RunningKind = keyof typeof KINDS;
export const RUNNING = ['prose', 'numbered', 'three columns', 'bibliography', 'code', 'contents'] as const;

async function byPdfLib(
  pages: readonly SetLine[][],
  kind: RunningKind,
  byWord: boolean,
): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  const font = await doc.embedFont(kind === 'code' ? StandardFonts.Courier : StandardFonts.TimesRoman);
  for (const lines of pages) {
    const page = doc.addPage([595, 842]);
    for (const { text, x, y, width } of lines) {
      const words = text.split(' ');
      const spare = width === undefined ? 0 : width - font.widthOfTextAtSize(text, SIZE);
      const wider = spare / Math.max(1, words.length - 1);
      if (!byWord) {
        page.pushOperators(setWordSpacing(wider));
        page.drawText(text, { x, y: 842 - y, size: SIZE, font });
        continue;
      }
      let at = x;
      for (const word of words) {
        page.drawText(word, { x: at, y: 842 - y, size: SIZE, font });
        at += font.widthOfTextAtSize(`${word} `, SIZE) + wider;
      }
    }
  }
  return await doc.save();
}

function byJsPdf(pages: readonly SetLine[][], kind: RunningKind): Uint8Array {
  const doc = new jsPDF({ unit: 'pt', format: [595, 842] });
  for (const [at, lines] of pages.entries()) {
    if (at > 0) doc.addPage([595, 842]);
    doc.setFont(kind === 'code' ? 'courier' : 'times').setFontSize(SIZE);
    for (const { text, x, y, width } of lines) {
      const spare = width === undefined ? 0 : width - doc.getTextWidth(text);
      const gaps = Math.max(1, text.length - 1);
      doc.text(text, x, y, spare > 0 ? { charSpace: Math.min(0.8, spare / gaps) } : {});
    }
  }
  return new Uint8Array(doc.output('arraybuffer'));
}

/** A document of two pages of running text of a kind, always the same for a seed. */
export async function runningPages(kind: RunningKind, producer: Producer, seed: number): Promise<Uint8Array> {
  const draw = seeded(seed, `running/${kind}`);
  const pages = [KINDS[kind](draw), KINDS[kind](draw)];
  return producer === 'jsPDF' ? byJsPdf(pages, kind) : await byPdfLib(pages, kind, producer === 'words');
}
