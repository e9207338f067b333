import { describe, expect, test } from 'vitest';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { block, pageOf, run } from '../pages.ts';

const texts = (page: ReturnType<typeof pageOf>) => readPage(page).lines.map(({ text }) => text);
const words = (count: number, word: string) => Array.from({ length: count }, () => word).join(' ');

describe('the lines of a page', () => {
  test('two columns are read one after the other, and a title above both comes first', () => {
    const left = Array.from({ length: 6 }, (_, at) => `left ${at} ${words(6, 'alpha')}`);
    const right = Array.from({ length: 6 }, (_, at) => `right ${at} ${words(6, 'omega')}`);
    const page = pageOf(1, [
      ...block(320, 105, right),
      { x: 120, y: 60, text: 'A title that reaches across the gutter of this page', size: 16 },
      ...block(50, 100, left),
    ]);
    expect(texts(page)).toEqual(['A title that reaches across the gutter of this page', ...left, ...right]);
  });

  test('what reaches across the gutter divides the columns above it from those below', () => {
    const rows = (side: string) => Array.from({ length: 4 }, (_, at) => `${side} ${at} ${words(6, 'words')}`);
    const wide = words(16, 'wide');
    const page = pageOf(1, [
      ...block(50, 100, rows('a')),
      ...block(320, 100, rows('b')),
      { x: 60, y: 200, text: wide },
      ...block(50, 240, rows('c')),
      ...block(320, 240, rows('d')),
    ]);
    const order = texts(page).map((text) => (text === wide ? 'wide' : text.charAt(0)));
    expect(order).toEqual([...'aaaabbbb', 'wide', ...'ccccdddd']);
  });

  test('cells of a table are read row by row', () => {
    const rows = ['one', 'two', 'three', 'four', 'five', 'six'];
    const page = pageOf(1, [
      ...block(50, 100, rows),
      ...block(
        320,
        100,
        rows.map((row) => `${row} 12`),
      ),
    ]);
    expect(texts(page)).toEqual(rows.map((row) => `${row} ${row} 12`));
  });

  test('runs of a line are joined, with a space where there is a gap and none where there is none', () => {
    const page = pageOf(1, [
      { x: 50, y: 100, text: 'Hel' },
      { x: 65, y: 100, text: 'lo' },
      { x: 79, y: 100, text: 'wor' },
      { x: 94, y: 100, text: 'ld' },
      { x: 105, y: 96, text: '2', size: 6 },
    ]);
    expect(texts(page)).toEqual(['Hello world2']);
  });

  test('text drawn twice to look bold is read once', () => {
    const page = pageOf(1, [
      { x: 50, y: 100, text: 'Bold' },
      { x: 50.4, y: 100, text: 'Bold' },
    ]);
    expect(texts(page)).toEqual(['Bold']);
  });

  test('right-to-left runs are read from the right, and so are columns', () => {
    const page = pageOf(1, [
      { x: 50, y: 100, text: 'עולם' },
      { x: 74, y: 100, text: 'שלום' },
    ]);
    expect(texts(page)).toEqual(['שלום עולם']);
    const side = (name: string) => Array.from({ length: 4 }, (_, at) => `${name}${at} ${words(7, 'מילים')}`);
    const columns = pageOf(1, [...block(50, 100, side('ב')), ...block(320, 100, side('א'))]);
    expect(texts(columns).map((text) => text.charAt(0))).toEqual([...'אאאאבבבב']);
  });

  test('text at another angle comes after the page, its own lines in order', () => {
    const page = pageOf(1, [
      { ...run({ x: 0, y: 0, text: '' }), x: 10, y: 300, text: 'stamp', angle: 270 },
      ...block(50, 100, ['The first line of the page.', 'The second line of the page.']),
    ]);
    expect(texts(page)).toEqual(['The first line of the page.', 'The second line of the page.', 'stamp']);
  });

  test('a page set sideways is read in its own direction', () => {
    const sideways = (x: number, y: number, text: string) => ({
      ...run({ x: 0, y: 0, text, angle: 90 }),
      box: { x0: x, x1: x + 10, y0: y, y1: y + text.length * 5 },
    });
    const page = pageOf(1, []);
    page.runs = [sideways(480, 50, 'second'), sideways(500, 50, 'first'), sideways(500, 80, 'line')];
    expect(texts(page)).toEqual(['first line', 'second']);
  });

  test('control characters, NUL and lone surrogates do not get through, ligatures become letters', () => {
    const page = pageOf(1, [{ x: 50, y: 100, text: 'e\uFB03cient\u0000 \uD800x\u0007 \uFB01n' }]);
    expect(texts(page)).toEqual(['efficient \uFFFDx fin']);
  });

  test('Chinese runs are joined without spaces', () => {
    const page = pageOf(1, [
      { x: 50, y: 100, text: '机器', width: 20 },
      { x: 72, y: 100, text: '学习', width: 20 },
    ]);
    expect(texts(page)).toEqual(['机器学习']);
  });

  test('a page without text has no lines', () => {
    expect(readPage(pageOf(3, []))).toEqual({ page: 3, width: 600, height: 800, lines: [] });
  });

  test('a line of a megabyte and fifty thousand runs in one place come out whole', () => {
    const long = 'x'.repeat(1_000_000);
    expect(texts(pageOf(1, [{ x: 50, y: 100, text: long }]))).toEqual([long]);
    const many = Array.from({ length: 50_000 }, (_, at) => ({ x: 50, y: 100, text: `w${at}` }));
    expect(texts(pageOf(1, many)).join(' ').match(/w\d+/g)?.length).toBe(50_000);
  });
});
