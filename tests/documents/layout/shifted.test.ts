import { describe, expect, test } from 'vitest';
import { withShifts } from '../../../lib/documents/layout/shifted.ts';
import { PDF_LIMITS } from '../../../lib/documents/pdf/limits.ts';
import { openPdf } from '../../../lib/documents/pdf/open-pdf.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { textOf } from '../pages.ts';
import { onePage } from '../pdf/raw-pdf.ts';

async function pageOf(stream: string, page = '') {
  const session = await openPdf(onePage({ dictionary: '', stream }, { page }), PDF_LIMITS);
  const { pages } = await session.pages(1, 1).finally(() => session.close());
  const [read] = pages;
  if (!read) throw new Error('The page was not read.');
  return read;
}

/** A line set from pieces: plain ones, raised and lowered ones in a smaller font. */
function line(...pieces: (string | { up: string } | { down: string })[]): string {
  const shown = pieces.map((piece) => {
    if (typeof piece === 'string') return `/F1 12 Tf 0 Ts (${piece}) Tj`;
    return 'up' in piece ? `/F1 8 Tf 4 Ts (${piece.up}) Tj` : `/F1 8 Tf -2 Ts (${piece.down}) Tj`;
  });
  return `BT 72 700 Td ${shown.join(' ')} ET`;
}

const up = (text: string) => ({ up: text });
const down = (text: string) => ({ down: text });

describe('what is set off the baseline is told apart from what it stands beside', () => {
  test.each([
    ['a mark of a note', ['The fee is $320', up('1'), ' a year'], 'The fee is $320¹ a year'],
    ['a power', ['up to 10', up('6'), ' units'], 'up to 10⁶ units'],
    ['a negative power', ['about 10', up('-3'), ' m'], 'about 10⁻³ m'],
    ['a formula of chemistry', ['H', down('2'), 'O and SO', down('4'), up('2-')], 'H₂O and SO₄²⁻'],
    ['an isotope', ['fuel of ', up('235'), 'U only'], 'fuel of ²³⁵U only'],
    ['physics', ['so E = mc', up('2'), ' holds'], 'so E = mc² holds'],
    ['a unit', ['5 m', up('3'), ' of sand'], '5 m³ of sand'],
    ['an ordinal', ['the 1', up('st'), ' of May'], 'the 1ˢᵗ of May'],
    ['an index of letters', ['x', down('max'), ' is large'], 'xₘₐₓ is large'],
    ['letters that Unicode has not', ['V', down('DD'), ' and y', up('Q')], 'V_(DD) and y^(Q)'],
    ['signs', ['cheap', up('*'), ' and good', up('[12]')], 'cheap* and good[12]'],
    ['several marks', ['as shown', up('1,2'), ' before'], 'as shown¹,² before'],
  ])('%s', async (_, pieces, text) => {
    expect(textOf(await pageOf(line(...pieces)))).toBe(text);
  });

  test.each([
    [0, '1 0 0 1 0 0'],
    [90, '0 1 -1 0 800 0'],
    [180, '-1 0 0 -1 612 792'],
    [270, '0 -1 1 0 -300 700'],
  ])('on a page turned by %i', async (turn, matrix) => {
    const stream = `${matrix} cm ${line('pay $320', up('1'), ' for H', down('2'), 'O')}`;
    expect(textOf(await pageOf(stream, `/Rotate ${turn}`))).toBe('pay $320¹ for H₂O');
  });

  test('in the font and size of the text, by the baseline alone', async () => {
    const stream = 'BT /F1 12 Tf 72 700 Td (pay $320) Tj 5 Ts (1) Tj 0 Ts ( now) Tj ET';
    expect(textOf(await pageOf(stream))).toBe('pay $320¹ now');
  });

  test('in whatever order the pieces are drawn', async () => {
    const stream = 'BT /F1 8 Tf 1 0 0 1 126.7 704 Tm (1) Tj /F1 12 Tf 1 0 0 1 72 700 Tm (pay $3200) Tj ET';
    expect(textOf(await pageOf(stream))).toMatch(/^pay \$3200 ?¹$/);
  });

  test('in the cells of a table', async () => {
    const cells = [72, 200, 328].flatMap((x, col) =>
      [0, 1, 2, 3].map((row) => {
        const mark = col === 2 && row === 2 ? '/F1 6 Tf 4 Ts (1) Tj 0 Ts' : '';
        return `/F1 10 Tf 1 0 0 1 ${x} ${700 - 16 * row} Tm (${col === 0 ? 'name' : '32'}${row}) Tj ${mark}`;
      }),
    );
    const page = withShifts(await pageOf(`BT ${cells.join(' ')} ET`));
    expect(tablesOf(page)[0]?.rows[2]?.map(({ text }) => text)).toEqual(['name2', '322', '322¹']);
  });
});

describe('what is only smaller stays as it is', () => {
  test.each([
    [
      'small capitals',
      'BT 72 700 Td /F1 12 Tf (S) Tj /F1 9 Tf (MALL ) Tj /F1 12 Tf (C) Tj /F1 9 Tf (APS) Tj ET',
      'SMALL CAPS',
    ],
    ['the logo of TeX', 'BT 72 700 Td /F1 12 Tf (T) Tj -2.6 Ts (E) Tj 0 Ts (X) Tj ET', 'TEX'],
    ['a unit in a smaller font', 'BT 72 700 Td /F1 12 Tf (12) Tj /F1 8 Tf (px) Tj ET', '12px'],
    [
      'a line of small text above a large word',
      'BT /F1 8 Tf 1 0 0 1 100 712 Tm (a line of small text that goes on) Tj /F1 20 Tf 1 0 0 1 72 700 Tm (It) Tj ET',
      null,
    ],
    [
      'a drop cap',
      'BT /F1 24 Tf 1 0 0 1 72 690 Tm (T) Tj /F1 11 Tf 1 0 0 1 87 701 Tm (he quick brown fox) Tj ET',
      null,
    ],
  ])('%s', async (_, stream, text) => {
    const read = textOf(await pageOf(stream));
    expect(read).not.toMatch(/[\^_⁰-₟ᵃ-ᶿ¹²³]/u);
    if (text !== null) expect(read).toBe(text);
  });
});
