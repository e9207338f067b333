import { expect, test } from 'vitest';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { textOf } from '../pages.ts';
import { onePage } from './raw-pdf.ts';

/** Helvetica with the accents of old TeX fonts at the codes 1 to 3, and a ligature at 4. */
const FONT = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica
  /Encoding << /Type /Encoding /Differences [1 /dieresis /acute /circumflex] >> >>`;

async function read(stream: string, font = FONT): Promise<string> {
  const session = await openPdf(onePage({ dictionary: '', stream }, { font }), PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  return pages.map(textOf).join('\n');
}

const line = (...drawn: string[]) => `BT /F1 12 Tf 72 700 Td ${drawn.join(' ')} ET`;

// In Helvetica 12 the widths of u and o are 6.67, of an accent 4.
test('an accent that is drawn before its letter is set on it', async () => {
  expect(await read(line('[(Ver) -111 (\\001) 444.5 (offentlichung)] TJ'))).toBe('Veröffentlichung');
});

test('an accent that is drawn after the word is set on its letter', async () => {
  const word = '(fur Anwalte) Tj';
  const accents = '4.67 0 Td (\\001) Tj';
  expect(await read(line(word, accents))).toBe('für Anwalte');
});

test('a letter without a form of its own keeps the accent as a mark', async () => {
  expect(await read(line('(B) Tj 2 0 Td (\\003) Tj 12 0 Td (is) Tj'))).toBe('B̂ is');
});

test('an accent that stands by itself stays', async () => {
  expect(await read(line('(x \\002 y) Tj'))).toBe('x ´ y');
});

const mapped = (map: Record<string, string>) => ({
  font: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
  map: {
    dictionary: '',
    stream: `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange
      ${Object.keys(map).length} beginbfchar ${Object.entries(map)
        .map(([code, text]) => `<${code}> <${text}>`)
        .join(' ')} endbfchar endcmap`,
  },
});

async function readMapped(stream: string, codes: Record<string, string>): Promise<string> {
  const { font, map } = mapped(codes);
  const session = await openPdf(onePage({ dictionary: '', stream }, { font, more: [map] }), PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  return pages.map(textOf).join('\n');
}

test('two letters of one glyph are both read', async () => {
  const codes = { '01': '00660066', '6f': '006f', '65': '0065' };
  expect(await readMapped(line('(o\\001e) Tj'), codes)).toBe('offe');
});

test('Hebrew points follow their letters, without spaces between', async () => {
  // Drawn from the left, each point before its letter: u and o are 6.67 wide, i is 2.66.
  const codes = { '75': '05d105bc', '69': '05b0', '6f': '05e8', '6e': '05d0' };
  const drawn = '[(n) -167 (i) 389 (o) -167 (i) 389 (u)] TJ';
  const text = await readMapped(line('200 0 Td', drawn), codes);
  expect(text.normalize('NFC')).toBe('בְּרְא'.normalize('NFC'));
});

test('letters of a right-to-left script that reach over each other keep their order', async () => {
  // Drawn from the left; the second letter begins a twelfth of a size after the first.
  const codes = { '6f': '06d2', '75': '06c1' };
  expect(await readMapped(line('200 0 Td', '[(o) 472 (u)] TJ'), codes)).toBe('ہے');
});
