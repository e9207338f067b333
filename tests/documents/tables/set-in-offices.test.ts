import { describe, expect, test } from 'vitest';
import type { TextRun } from '../../../lib/documents/pdf/page.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { frame, pageOf, rowAt, rule, run, shown } from './laid-out.ts';

// Tables as offices set them: framed, their headings half-way down, names upright beside their rows.

const rows = (y: number, names: readonly string[], values: (at: number) => string[]): TextRun[] =>
  names.flatMap((name, at) => [
    run(name, 60, y + 14 * at),
    ...values(at).map((value, col) => run(value, 170 + 80 * col, y + 14 * at)),
  ]);
const NAMES = ['Austria', 'Belgium', 'Croatia', 'Denmark', 'Estonia'];
const figures = (at: number) => [`${at + 11}.5`, `${7 * at + 20}`, `${at + 300}`];

describe('tables of offices', () => {
  test('a frame around a table parts none of its columns', () => {
    const head = [run('Country', 60, 98), run('Rate', 170, 98), run('Cases', 250, 98), run('Posts', 330, 98)];
    const box = [
      rule(50, 94, 380, 94.5),
      rule(50, 111, 380, 111.5),
      rule(50, 184, 380, 184.5),
      rule(50, 94, 50.5, 184),
      rule(380, 94, 380.5, 184),
    ];
    const [found] = shown(tablesOf(pageOf([...head, ...rows(113, NAMES, figures)], box)));
    expect(found?.slice(0, 2)).toEqual(['Country | Rate | Cases | Posts', 'Austria | 11.5 | 20 | 300']);
    expect(found).toHaveLength(6);
  });

  test('a title alone within the frame is one for all columns', () => {
    const title = [run('Rates of 2007', 180, 84)];
    const head = [run('Country', 60, 98), run('Rate', 170, 98), run('Cases', 250, 98), run('Posts', 330, 98)];
    const levels = [80, 96, 111, 184].map((y) => rule(50, y, 380, y + 0.5));
    const box = [...levels, rule(50, 80, 50.5, 184), rule(380, 80, 380.5, 184)];
    const page = pageOf([...title, ...head, ...rows(113, NAMES, figures)], box);
    expect(shown(tablesOf(page))[0]?.slice(0, 2)).toEqual([
      'Rates of 2007 4x1',
      'Country | Rate | Cases | Posts',
    ]);
  });

  test('headings set half-way down stand above their own columns', () => {
    const head = [
      ...[run('Persons', 170, 88), run('employed', 170, 97)],
      ...[
        run('Share', 250, 92.5),
        run('Costs', 330, 83.5),
        run('of the', 330, 92.5),
        run('year', 330, 101.5),
      ],
    ];
    const [found] = shown(tablesOf(pageOf([...head, ...rows(124, NAMES, figures)])));
    expect(found?.[0]).toBe(' | Persons employed | Share | Costs of the year');
  });

  test('a unit in brackets is no value, though it is a number', () => {
    const head = [
      ...[run('Weight', 170, 88), run('Value', 250, 88), run('Fees', 330, 88)],
      ...[run('(tons)', 170, 100), run('($1,000)', 250, 100), run('(€1,000)', 330, 100)],
    ];
    const [found] = shown(tablesOf(pageOf([...head, ...rows(114, NAMES, figures)])));
    expect(found?.[0]).toBe(' | Weight (tons) | Value ($1,000) | Fees (€1,000)');
  });

  test('a name set upright in its ruled cell is its text', () => {
    const upright = run('', 0, 0, {
      angle: 270,
      text: 'Animals',
      box: { x0: 95, y0: 110, x1: 106, y1: 145 },
    });
    const down = run('', 0, 0, { angle: 90, text: 'Plants', box: { x0: 95, y0: 141, x1: 106, y1: 159 } });
    const cells = [
      ...rowAt(104, '', 'Cow', '3'),
      ...rowAt(124, '', 'Goat', '4'),
      ...rowAt(144, '', 'Oak', '5'),
    ];
    const rulings = frame(3).filter(({ x0, y0, y1 }) => y1 - y0 > 1 || x0 > 50 || y0 !== 120);
    const parted = [...rulings, rule(150, 120, 350, 120.5), rule(150, 160, 350, 160.5)];
    const [found] = shown(tablesOf(pageOf([...cells, upright], parted)));
    expect(found?.[0]).toBe('Animals 1x2 | Cow | 3');
    const single = shown(tablesOf(pageOf([...cells, down], frame(4))))[0] ?? [];
    expect(single[2]).toBe('Plants | Oak | 5');
  });

  test('a row with a name alone between rules is a row of its table', () => {
    const cells = rows(100, ['Austria', 'Belgium', 'Croatia', 'Denmark', 'Estonia', 'Finland'], (at) =>
      at === 2 || at === 3 ? [] : ['x', at === 1 ? 'x' : '-', 'x'],
    );
    const rulings = Array.from({ length: 7 }, (_, at) => rule(55, 98.5 + 14 * at, 380, 99 + 14 * at));
    expect(shown(tablesOf(pageOf(cells, rulings)))[0]).toHaveLength(6);
  });

  test('figures at the foot of a row belong to names that are wrapped above them', () => {
    const long = [run('Nuclear safety and', 60, 128), run('Council act 12/2004 and', 170, 128)];
    const rest = [run('waste', 60, 140), run('later ones', 170, 140), run('14', 330, 140)];
    const other = [152, 164, 176].flatMap((y, at) => [
      run(`Sector number ${at}`, 60, y),
      run(`Council act ${at}/1999`, 170, y),
      run(`${at + 30}`, 330, y),
    ]);
    const first = [
      run('Sector of fishing', 60, 116),
      run('Council act 7/1998', 170, 116),
      run('12', 330, 116),
    ];
    expect(shown(tablesOf(pageOf([...first, ...long, ...rest, ...other])))[0]?.[1]).toBe(
      'Nuclear safety and waste | Council act 12/2004 and later ones | 14',
    );
  });

  test('one number in brackets over the last column does not number formulas', () => {
    const names = ['1. Rate', '2. Cases', '3. Posts', '4. Costs'];
    const cells = rows(114, names, (at) => Array.from({ length: at + 1 }, (_, col) => `0.${col + 2}${at}`));
    const head = [1, 2, 3, 4].map((each) => run(`(${each})`, 90 + 80 * each, 100));
    expect(shown(tablesOf(pageOf([...head, ...cells])))[0]?.at(-1)).toBe(
      '4. Costs | 0.23 | 0.33 | 0.43 | 0.53',
    );
  });

  test('notes below a table are no rows of it', () => {
    const notes = [run('* Est.', 60, 184), run('a. Rev.', 60, 198)];
    expect(shown(tablesOf(pageOf([...rows(114, NAMES, figures), ...notes])))[0]).toHaveLength(5);
  });
});
