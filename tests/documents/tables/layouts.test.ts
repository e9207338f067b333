import { describe, expect, test } from 'vitest';
import { turned } from '../../../lib/documents/layout/direction.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { frame, pageOf, rowAt, rule, run, shown, span } from './laid-out.ts';

describe('ruled tables', () => {
  test('a cell without a wall between is reported as spanning', () => {
    const horizontal = [100, 120, 160].map((y) => rule(50, y, 350, y));
    const rulings = [
      ...horizontal,
      rule(150, 140, 350, 140),
      ...[50, 150, 350].map((x) => rule(x, 100, x, 160)),
      rule(250, 120, 250, 160),
    ];
    const runs = [
      ...[run('Site', 55, 105), run('Sales of the year', 200, 105)],
      ...[run('Oslo', 55, 135), run('spring', 155, 125), run('10', 330, 125)],
      ...[run('autumn', 155, 145), run('12', 330, 145)],
    ];
    const [table] = tablesOf(pageOf(runs, rulings));
    expect(table?.spanning).toBe(true);
    expect(table?.rows.map((row) => row.map(span))).toEqual([
      ['Site', 'Sales of the year 2x1'],
      ['Oslo 1x2', 'spring', '10'],
      ['autumn', '12'],
    ]);
  });

  test('two cells closer than a space are told apart by the wall between them', () => {
    const runs = [...rowAt(105, 'a', 'b', 'c'), run('long enough to end..', 49, 125), run('near', 152, 125)];
    expect(shown(tablesOf(pageOf(runs, frame(2))))).toEqual([
      ['a | b | c', 'long enough to end.. | near | '],
    ]);
  });

  test('an empty grid, as of a chart, is no table', () => {
    expect(tablesOf(pageOf([run('Year', 180, 108)], frame(6)))).toEqual([]);
  });

  test('a box around a paragraph is no table', () => {
    const box = [
      ...[100, 160].map((y) => rule(50, y, 350, y)),
      ...[50, 350].map((x) => rule(x, 100, x, 160)),
    ];
    const runs = [run('A note in a box', 60, 110), run('of two lines.', 60, 124)];
    expect(tablesOf(pageOf(runs, box))).toEqual([]);
  });

  test('what stands outside the grid is not drawn into it', () => {
    const runs = [
      run('Table 1: what was sold in the year before last, by site and by quarter', 55, 84),
      ...rowAt(105, 'a', 'b', 'c'),
      ...rowAt(125, 'd', 'e', 'f'),
    ];
    expect(shown(tablesOf(pageOf(runs, frame(2))))).toEqual([['a | b | c', 'd | e | f']]);
  });
});

describe('tables without rules', () => {
  const body = [
    ...rowAt(120, 'Oslo', 'open', '120'),
    ...rowAt(140, 'Turin', '', '7'),
    ...rowAt(160, 'Cork', 'late', '31'),
  ];

  test('a heading over several columns is reported as spanning', () => {
    const heading = [run('Site', 55, 100), run('State and number of parts', 160, 100)];
    const [table] = tablesOf(pageOf([...heading, ...body]));
    expect(table?.spanning).toBe(true);
    expect(shown(table ? [table] : [])).toEqual([
      ['Site | State and number of parts 2x1', 'Oslo | open | 120', 'Turin |  | 7', 'Cork | late | 31'],
    ]);
  });

  test('two tables with other columns, a title between them, stay two', () => {
    const below = [0, 1, 2, 3].flatMap((row) =>
      [60, 120, 190, 260, 330].map((x, col) => run(`${row}${col}`, x, 200 + 20 * row)),
    );
    const title = run('Table 2: measured values of all five sensors', 55, 180);
    const tables = tablesOf(pageOf([...rowAt(100, 'Site', 'State', 'Parts'), ...body, title, ...below]));
    expect(tables.map((table) => [table.rows.length, table.rows[0]?.length])).toEqual([
      [4, 3],
      [4, 5],
    ]);
  });

  test.each([90, 270] as const)('one turned by %s degrees reads as its reader turns the page', (angle) => {
    const upright = [...rowAt(100, 'Site', 'State', 'Parts'), ...body];
    const onPage = upright.map((each) => ({ ...each, angle, box: turned(each.box, 360 - angle) }));
    const [table] = tablesOf(pageOf(onPage));
    expect(shown(table ? [table] : [])).toEqual([
      ['Site | State | Parts', 'Oslo | open | 120', 'Turin |  | 7', 'Cork | late | 31'],
    ]);
    expect(table?.rows[2]?.[2]?.box).toEqual(turned({ x0: 255, y0: 140, x1: 260, y1: 151 }, 360 - angle));
  });

  test('each cell has the place of its text', () => {
    const [table] = tablesOf(pageOf(body));
    expect(table?.rows[2]?.[2]?.box).toEqual({ x0: 255, y0: 160, x1: 265, y1: 171 });
    expect(table?.box).toEqual({ x0: 55, y0: 120, x1: 270, y1: 171 });
  });
});
