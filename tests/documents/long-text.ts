import type { PageText, TextLine } from '../../lib/documents/text/page-text.ts';

const LINES = 40;
const WORDS_A_LINE = 13;
const SYLLABLES = ['ha', 'ber', 'lan', 'tor', 'mi', 'sal', 'ker', 'no', 'vi', 'du', 'pel', 'ra'];

/** Words of which few are frequent and most are rare, as in a book; the same for the same seed. */
function wordsFrom(seed: number): () => string {
  let state = seed;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return () => {
    let word = '';
    for (let rest = Math.floor(20_000 * random() ** 4) + 1; rest > 0; rest = Math.floor(rest / 12)) {
      word += SYLLABLES[rest % 12] ?? '';
    }
    return word;
  };
}

function lineOf(text: string, at: number): TextLine {
  const y0 = 60 + 16 * at;
  const box = { x0: 60, y0, x1: 530, y1: y0 + 11 };
  return { text, box, size: 11, bold: false, angle: 0, starts: at % 8 === 0 };
}

/** Pages of 40 lines, about 520 words each, with a page number. */
export function longText(pages: number): PageText[] {
  const word = wordsFrom(7);
  return Array.from({ length: pages }, (_, at) => {
    const lines = Array.from({ length: LINES }, (__, line) => {
      const words = Array.from({ length: WORDS_A_LINE }, word).join(' ');
      return lineOf(`The ${words}${line % 2 === 1 ? ' on 12 May 2021 for EUR 12.50.' : ''}`, line);
    });
    return { page: at + 1, width: 595, height: 842, lines: [...lines, lineOf(`${at + 1}`, 46)] };
  });
}
