import { describe, expect, test } from 'vitest';
import { block, pageOf, textOf } from '../pages.ts';

const words = (count: number, word: string) => Array.from({ length: count }, () => word).join(' ');
const column = (name: string, lines: number, count = 6) =>
  Array.from({ length: lines }, (_, at) => `${name}${at} ${words(count, 'words')}`);
const first = (page: ReturnType<typeof pageOf>) =>
  textOf(page)
    .split('\n')
    .map((line) => line.charAt(0))
    .join('');
/** Lines of columns as long as the first, drawn across. */
const across = <T>(...columns: readonly (readonly T[])[]): T[] =>
  (columns[0] ?? []).flatMap((_, at) => columns.flatMap((lines) => lines.slice(at, at + 1)));

describe('columns', () => {
  test('are found by their white space, whatever the order in which they are drawn', () => {
    const [a, b, c] = [column('a', 8, 4), column('b', 8, 4), column('c', 8, 4)];
    const drawn = across(block(50, 100, a), block(220, 100, b), block(390, 100, c));
    expect(first(pageOf(1, drawn))).toBe('aaaaaaaabbbbbbbbcccccccc');
  });

  test('of two lines are read down if their sentences go on', () => {
    const left = ['The committee reviewed the annual', 'report and all its notes,'];
    const right = ['approved the budget for the', 'coming fiscal year.'];
    const page = pageOf(1, across(block(60, 100, left), block(330, 100, right)));
    expect(textOf(page)).toBe([...left, ...right].join('\n'));
  });

  test('of which one is short keep their order, and text across their foot comes last', () => {
    const page = pageOf(1, [
      ...block(50, 100, column('a', 12)),
      ...block(320, 100, column('b', 5)),
      { x: 50, y: 280, text: `z ${words(16, 'wide')}` },
    ]);
    expect(first(page)).toBe('aaaaaaaaaaaabbbbbz');
  });

  test('of an index are read down: short entries that are drawn column by column', () => {
    const entries = (name: string) => Array.from({ length: 8 }, (_, at) => `${name} entry, ${at + 1}`);
    const page = pageOf(1, [...block(50, 100, entries('a')), ...block(320, 100, entries('b'))]);
    expect(first(page)).toBe('aaaaaaaabbbbbbbb');
  });

  test('of cells that hold several lines are read cell by cell, row by row', () => {
    const rows = [0, 1, 2, 3].flatMap((row) => [
      ...block(50, 100 + row * 40, [`a${row} the first of the two lines`, 'and the second of the cell']),
      ...block(320, 100 + row * 40, [`b${row} is what the other cell says`, 'in its own two lines here']),
    ]);
    expect(first(pageOf(1, rows))).toBe('aabiaabiaabiaabi');
  });
});
