import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument, type PDFFont, StandardFonts, setCharacterSqueeze } from 'pdf-lib';

// The pages of a browser set anew as other programs write them: word for word at its place, some words in two pieces
// as kerning parts them, rules as lines or as thin boxes, without a structure tree.

const run = promisify(execFile);
/** Points for each of the browser's pixels. */
const SCALE = 0.75;
const MARGIN = 44;

interface Word {
  text: string;
  x: number;
  /** Of the baseline, nearly. */
  y: number;
  width: number;
  size: number;
  serif: boolean;
  bold: boolean;
}

interface LaidOut {
  words: Word[];
  /** From, to and thickness. */
  rules: [x0: number, y0: number, x1: number, y1: number][];
}

/** Runs in the browser: where each word and each border stands within its section. */
const MEASURE = `(() => {
  const pages = [...document.querySelectorAll('section')].map((section) => {
    const at = section.getBoundingClientRect();
    const words = [], rules = [], range = document.createRange();
    const walk = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const look = getComputedStyle(node.parentElement);
      for (const { 0: found, index } of node.data.matchAll(/[^\\s]+/g)) {
        const cuts = found.length > 3 && /^[A-Z]/.test(found) && index % 3 === 0 ? [0, 1, found.length] : [0, found.length];
        for (let i = 1; i < cuts.length; i++) {
          range.setStart(node, index + cuts[i - 1]);
          range.setEnd(node, index + cuts[i]);
          const box = range.getClientRects()[0];
          if (!box || box.bottom > at.bottom || box.right > at.right + 1) continue;
          const size = parseFloat(look.fontSize);
          words.push({ text: found.slice(cuts[i - 1], cuts[i]), x: box.left - at.left, y: box.top - at.top + (box.height + 0.72 * size) / 2,
            width: box.width, size, serif: /Serif/.test(look.fontFamily), bold: look.fontWeight >= 600 });
        }
      }
    }
    const sides = [['Top', 'left', 'top', 'right', 'top'], ['Bottom', 'left', 'bottom', 'right', 'bottom'], ['Left', 'left', 'top', 'left', 'bottom'], ['Right', 'right', 'top', 'right', 'bottom']];
    for (const element of section.querySelectorAll('table, th, td, thead, tbody, tr')) {
      const look = getComputedStyle(element), box = element.getBoundingClientRect();
      for (const [side, a, b, c, d] of sides) {
        if (look['border' + side + 'Style'] !== 'solid') continue;
        rules.push([box[a] - at.left, box[b] - at.top, box[c] - at.left, box[d] - at.top]);
      }
    }
    return { words, rules };
  });
  document.body.replaceChildren();
  document.body.textContent = JSON.stringify(pages);
})()`;

async function laidOut(folder: string, html: string): Promise<LaidOut[]> {
  const source = join(folder, 'measured.html');
  await writeFile(
    source,
    `${html}<style>body{width:${Math.round(595 / SCALE) - 2 * MARGIN}px!important}</style><script>${MEASURE}</script>`,
  );
  const { stdout } = await run(
    'chromium',
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`],
      ...['--dump-dom', `file://${source}`],
    ],
    { maxBuffer: 1e9 },
  );
  const json = /<body[^>]*>(\[.*\])<\/body>/s.exec(stdout)?.[1] ?? '[]';
  const plain = json
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
  return JSON.parse(plain.replaceAll('●', '•'));
}

type Fonts = Record<'plain' | 'bold', PDFFont>;

function draw(doc: PDFDocument, { words, rules }: LaidOut, [sans, serif]: readonly [Fonts, Fonts]): void {
  const page = doc.addPage([595, 842]);
  const [x, y] = [(at: number) => SCALE * (at + MARGIN), (at: number) => 842 - SCALE * (at + MARGIN)];
  for (const word of words) {
    const font = (word.serif ? serif : sans)[word.bold ? 'bold' : 'plain'];
    const size = SCALE * word.size;
    // The fonts of PDF are narrower or wider than the browser's.
    page.pushOperators(
      setCharacterSqueeze((100 * SCALE * word.width) / font.widthOfTextAtSize(word.text, size)),
    );
    page.drawText(word.text, { x: x(word.x), y: y(word.y), size, font });
  }
  for (const [x0, y0, x1, y1] of rules) {
    page.drawLine({ start: { x: x(x0), y: y(y0) }, end: { x: x(x1), y: y(y1) }, thickness: 0.5 });
  }
}

/** The sections of a page of HTML, each as a page of a PDF. @param folder for its files, to be removed by the caller */
export async function typeset(folder: string, html: string): Promise<Uint8Array> {
  const doc = await PDFDocument.create();
  const of = async (plain: StandardFonts, bold: StandardFonts): Promise<Fonts> => ({
    plain: await doc.embedFont(plain),
    bold: await doc.embedFont(bold),
  });
  const fonts = [
    await of(StandardFonts.Helvetica, StandardFonts.HelveticaBold),
    await of(StandardFonts.TimesRoman, StandardFonts.TimesRomanBold),
  ] as const;
  for (const page of await laidOut(folder, html)) draw(doc, page, fonts);
  return doc.save();
}
