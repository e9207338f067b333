import { describe, expect, test } from 'vitest';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { pageOf, rowAt, run, shown } from './laid-out.ts';

describe('what lines up', () => {
  test('what is typed at a prompt parts what is printed', () => {
    const font = 'Courier';
    const printed = (y: number, ...texts: string[]) =>
      texts.map((text, at) => run(text, [60, 120, 160, 300][at] ?? 0, y, { font }));
    const runs = [
      ...[printed(100, '[1,]', '1', '3'), printed(112, '[2,]', '2', '2'), printed(124, '[3,]', '3', '1')],
      ...[[run('> x[i]', 60, 136, { font }), run('# some of them', 300, 136, { font })]],
      ...[[run('> x[j]', 60, 148, { font }), run('# the others', 300, 148, { font })]],
      ...[printed(160, '[1,]', '4', '6'), printed(172, '[2,]', '5', '5'), printed(184, '[3,]', '6', '4')],
    ];
    expect(shown(tablesOf(pageOf(runs.flat())))).toEqual([
      ['[1,] | 1 | 3', '[2,] | 2 | 2', '[3,] | 3 | 1'],
      ['[1,] | 4 | 6', '[2,] | 5 | 5', '[3,] | 6 | 4'],
    ]);
  });

  test('an explanation of several lines stays in its row', () => {
    const runs = [
      ...[run('fast', 60, 100), run('Reads without checking what is in the records, and', 160, 100)],
      run('leaves out all that it does not know, which is the', 160, 112),
      run('quickest way.', 160, 124),
      ...[run('safe', 60, 142), run('Reads and checks each record on the way in, so that', 160, 142)],
      run('nothing is lost; what it does not know is kept as it', 160, 154),
      run('was found.', 160, 166),
      ...[run('dry', 60, 184), run('Reads nothing.', 160, 184)],
    ];
    expect(tablesOf(pageOf(runs)).map((table) => table.rows.map(([term]) => term?.text))).toEqual([
      ['fast', 'safe', 'dry'],
    ]);
  });

  test('two rows of numbers with a name between are no table', () => {
    const numbers = (y: number) => [run('1', 60, y), run('2', 90, y), run('3', 120, y)];
    expect(tablesOf(pageOf([...numbers(100), run('i =', 60, 118), ...numbers(136)]))).toEqual([]);
  });

  test.each([
    ['functions with their kind at the margin', '[Function]'],
    ['formulas with their number at the margin', '(2.7)'],
  ])('%s are no table', (_, tag) => {
    const calls = [
      'int rows (void)',
      'int columns (void)',
      'real least (real a, real b)',
      'void close (void)',
    ];
    const runs = calls.flatMap((call, at) => [run(call, 60, 100 + 14 * at), run(tag, 450, 100 + 14 * at)]);
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });

  test('signs in the first of three columns are a table with what they mean', () => {
    const rows = [
      ['**', 'a**b', 'raised to the power of'],
      ['*', 'a*b', 'multiplied'],
      ['/', 'a/b', 'divided'],
      ['%', 'a%b', 'what is left of a division'],
    ];
    const runs = rows.flatMap((texts, at) => rowAt(100 + 14 * at, ...texts));
    expect(shown(tablesOf(pageOf(runs)))).toEqual([rows.map((texts) => texts.join(' | '))]);
  });

  test('two matrices, each below its name, are not one table', () => {
    const matrix = (y: number, from: number) =>
      [0, 1, 2].flatMap((row) =>
        [0, 1].map((col) => run(`${from + row + col}.50`, 90 + 60 * col, y + 14 * row)),
      );
    const runs = [...matrix(100, 1), run('U =', 60, 142), ...matrix(156, 5)];
    expect(tablesOf(pageOf(runs)).map((table) => table.rows.length)).toEqual([3, 3]);
  });

  test('what follows a wide space at the end of a long line makes no column', () => {
    const runs = [
      ...[
        run('color', 60, 100),
        run('What colour the lines of the bars have. ', 130, 100),
        run('See', 341, 100),
      ],
      ...[run('width', 60, 118), run('How wide they are.', 130, 118)],
      ...[run('mark', 60, 136), run('What stands at each point.', 130, 136)],
      ...[run('data', 60, 154), run('The values.', 130, 154)],
    ];
    expect(tablesOf(pageOf(runs)).map((table) => table.rows[0]?.map((cell) => cell.text))).toEqual([
      ['color', 'What colour the lines of the bars have. See'],
    ]);
  });

  test('a heading in larger letters parts what stands above and below', () => {
    const settings = (y: number) =>
      ['Vector', 'Limits', 'Default'].flatMap((name, at) => [
        run(`${name}:`, 60, y + 14 * at),
        run(['no', '-', '1.0'][at] ?? '', 160, y + 14 * at),
      ]);
    const heading = [run('12.2 Analog switch', 60, 144, { bold: true, fontSize: 13 })];
    const tables = tablesOf(pageOf([...settings(100), ...heading, ...settings(164)]));
    expect(tables.map((table) => table.rows.length)).toEqual([3, 3]);
  });

  test('headings with their numbers, one below the other, are no table', () => {
    const headings = [
      '6 | Transistors',
      '6.1 | Level 1 transistors',
      '6.1.1 | What can be set',
      '6.1.2 | What is read',
    ];
    const runs = headings.flatMap((heading, at) =>
      heading.split(' | ').map((text, col) => run(text, 60 + 60 * col, 100 + 20 * at, { bold: true })),
    );
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });

  test('words that happen to stand one above the other, neither edge to edge nor in the middle, are no table', () => {
    const starts = [
      [60, 140, 215, 300],
      [67, 152, 206, 311],
      [61, 133, 223, 296],
      [75, 146, 201, 318],
      [64, 160, 211, 305],
    ];
    const texts = ['node', 'gate left', 'rail', 'to ground at once'];
    const runs = starts.flatMap((row, at) =>
      row.map((x, col) =>
        run((texts[(col + at) % 4] ?? '').slice(0, 4 + ((at * 3 + col) % 5)), x, 100 + 13 * at),
      ),
    );
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });

  test('commands that go on over several lines, each with the same sign before, are no table', () => {
    const lines = [
      ['+', 'gain = 2', 'limit = 7'],
      ['+', 'rise = 10', 'fall = 12'],
      ['+', 'load = 0.5', 'wait = 3'],
      ['+', 'last = 9', 'mode = 2'],
    ];
    const runs = lines.flatMap((texts, at) =>
      texts.map((text, col) => run(text, [60, 90, 190][col] ?? 0, 100 + 13 * at)),
    );
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });

  test('a sentence between two lists of terms parts them', () => {
    const list = (y: number, first: string) =>
      [first, 'wait', 'end'].flatMap((term, at) => [
        run(term, 60, y + 18 * at),
        run(`What ${term} does to the process`, 120, y + 18 * at),
      ]);
    const sentence = run('Each of these may be given together with one of the following values:', 60, 154);
    expect(
      tablesOf(pageOf([...list(100, 'go'), sentence, ...list(172, 'stop')])).map((t) => t.rows.length),
    ).toEqual([3, 3]);
  });

  test('titles and page numbers with dots between, each dot for itself, are no table', () => {
    const runs = ['Loops', 'Numbers', 'Files'].flatMap((title, at) => [
      run(title, 60, 100 + 14 * at),
      ...Array.from({ length: 12 }, (_, dot) => run('.', 140 + 14 * dot, 100 + 14 * at)),
      run(String(21 + at), 320, 100 + 14 * at),
    ]);
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });

  test('lines that all begin with the same mark are no table', () => {
    const lines = ['usage of the call', 'the first value', 'the second value', 'the third value'];
    const runs = lines.flatMap((text, at) => [run('a', 60, 100 + 12 * at), run(text, 90, 100 + 12 * at)]);
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });
});
