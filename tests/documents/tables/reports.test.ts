import { describe, expect, test } from 'vitest';
import type { TextRun } from '../../../lib/documents/pdf/page.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { pageOf, run, shown } from './laid-out.ts';

const COUNTRIES = ['Austria', 'Belgium', 'Croatia', 'Denmark', 'Estonia', 'Finland', 'Greece', 'Hungary'];

/** A name and figures in columns of 70 points, from a height down. */
const figures = (
  x: number,
  y: number,
  names: readonly string[],
  values: (at: number) => string[],
): TextRun[] =>
  names.flatMap((name, at) => [
    run(name, x, y + 14 * at),
    ...values(at).map((value, col) => run(value, x + 110 + 70 * col, y + 14 * at)),
  ]);

describe('tables of reports', () => {
  test('figures in parentheses are no numbers of formulas', () => {
    const runs = figures(60, 100, COUNTRIES.slice(0, 4), (at) => [
      `(${80 - 7 * at}.${at})`,
      `(${20 + 9 * at}.5)`,
    ]);
    expect(shown(tablesOf(pageOf(runs)))).toEqual([
      [
        'Austria | (80.0) | (20.5)',
        'Belgium | (73.1) | (29.5)',
        'Croatia | (66.2) | (38.5)',
        'Denmark | (59.3) | (47.5)',
      ],
    ]);
  });

  test('but numbers that count up at the margin are', () => {
    const runs = figures(60, 100, ['v = s / t', 'a = v / t', 'f = m a', 'w = f s'], (at) => [
      `(2.${at + 1})`,
    ]);
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });

  test('a unit alone below the names of the columns holds for all of them', () => {
    const head = [
      run('2007', 170, 86),
      run('2008', 240, 86),
      run('2009', 310, 86),
      run('million euro', 222, 98),
    ];
    const runs = figures(60, 112, COUNTRIES.slice(0, 3), (at) => [`${at + 11}`, `${at + 51}`, `${at + 75}`]);
    expect(shown(tablesOf(pageOf([...head, ...runs])))[0]?.slice(0, 3)).toEqual([
      ' | 2007 | 2008 | 2009',
      ' | million euro 3x1',
      'Austria | 11 | 51 | 75',
    ]);
  });

  test('a row of numbers of the columns is no part of their names', () => {
    const head = [
      ['Sex', 'Age', 'Pay'],
      ['(1)', '(2)', '(3)'],
    ].flatMap((texts, line) =>
      texts.map((text, col) => run(text, 170 + 70 * col, 86 + 12 * line, { bold: true })),
    );
    const runs = figures(60, 112, COUNTRIES.slice(0, 3), (at) => [`${at + 11}`, `${at + 51}`, `${at + 75}`]);
    expect(shown(tablesOf(pageOf([...head, ...runs])))[0]?.slice(0, 2)).toEqual([
      ' | Sex | Age | Pay',
      ' | (1) | (2) | (3)',
    ]);
  });

  test('three levels of names, all set left of the middle of their figures, stand over the columns in even parts', () => {
    const at = (col: number) => 170 + 45 * col;
    const middle = (text: string, x: number, y: number) => run(text, x - 2.5 * text.length, y);
    const groups = [0, 4].flatMap((from) => [
      middle(from === 0 ? 'Persons in employment' : 'Rate of unemployment', at(from) + 68, 72),
      ...['Male', 'Female'].map((name, half) => middle(name, at(from + 2 * half) + 16, 84)),
    ]);
    const eight = [0, 1, 2, 3, 4, 5, 6, 7];
    const years = eight.map((col) => run(col % 2 === 0 ? '2005' : '2006', at(col) + 10, 96));
    const rows = COUNTRIES.flatMap((name, row) => [
      run(name, 60, 110 + 12 * row),
      ...eight.map((col) => run(`${row + 1}${col}.5`, at(col) + 10, 110 + 12 * row)),
    ]);
    expect(shown(tablesOf(pageOf([...groups, ...years, ...rows])))[0]?.slice(0, 3)).toEqual([
      ' | Persons in employment 4x1 | Rate of unemployment 4x1',
      ' | Male 2x1 | Female 2x1 | Male 2x1 | Female 2x1',
      ' | 2005 | 2006 | 2005 | 2006 | 2005 | 2006 | 2005 | 2006',
    ]);
  });

  test('estimates that begin with a sign of less are no source code', () => {
    const runs = figures(60, 100, COUNTRIES.slice(0, 5), (row) => [`${row + 12}.5`, `<0.${row + 10}`]);
    expect(shown(tablesOf(pageOf(runs)))[0]).toHaveLength(5);
  });

  test('a line in the middle of the table names the rows below it and spans its columns', () => {
    const values = (at: number) => [`${at + 11}`, `${at + 51}`];
    const runs = [
      ...figures(60, 100, COUNTRIES.slice(0, 3), values),
      run('Outside the union', 120, 142),
      ...figures(60, 156, ['Norway', 'Iceland', 'Serbia'], values),
    ];
    expect(shown(tablesOf(pageOf(runs)))[0]?.[3]).toBe('Outside the union 3x1');
  });

  test('a name half-way down its rows spans them', () => {
    const rows = ['Men', 'Women', 'All', 'None'].flatMap((kind, at) => [
      run(kind, 140, 100 + 14 * at),
      run(`${at + 11}.5`, 230, 100 + 14 * at),
      run(`${at + 21}.5`, 300, 100 + 14 * at),
    ]);
    const names = [run('Austria', 60, 107), run('Belgium', 60, 135)];
    expect(shown(tablesOf(pageOf([...rows, ...names])))).toEqual([
      [
        'Austria 1x2 | Men | 11.5 | 21.5',
        'Women | 12.5 | 22.5',
        'Belgium 1x2 | All | 13.5 | 23.5',
        'None | 14.5 | 24.5',
      ],
    ]);
  });

  test('two tables beside each other are two', () => {
    const left = figures(60, 100, COUNTRIES.slice(0, 4), (at) => [`${at + 11}`]);
    const right = figures(330, 106, ['Norway', 'Iceland', 'Serbia', 'Turkey', 'Albania'], (at) => [
      `${at + 61}`,
    ]);
    const found = shown(tablesOf(pageOf([...left, ...right])));
    expect(found.map(([first]) => first)).toEqual(['Austria | 11', 'Norway | 61']);
  });

  test('text beside a table is not drawn into it', () => {
    const left = figures(60, 100, COUNTRIES, (at) => [`${at + 11}`]);
    const text = COUNTRIES.map((_, at) =>
      run('and so the rate of change was lower than it had been', 240, 100 + 14 * at),
    );
    expect(shown(tablesOf(pageOf([...left, ...text])))).toEqual([
      COUNTRIES.map((name, at) => `${name} | ${at + 11}`),
    ]);
  });

  test('a column whose cells never wrap tells the rows of those that do', () => {
    const runs = ['12.3.2001', '1.10.2004', '30.1.2009'].flatMap((date, at) => [
      run('Directive', 60, 100 + 24 * at),
      run(`20${10 + at}/12/EC`, 60, 112 + 24 * at),
      run('On the protection of workers from the risks that are', 140, 100 + 24 * at),
      run('related to their work.', 140, 112 + 24 * at),
      run(date, 440, 100 + 24 * at),
    ]);
    expect(shown(tablesOf(pageOf(runs)))[0]).toHaveLength(3);
  });

  test('references whose wide spaces line up are no table', () => {
    const runs = COUNTRIES.slice(0, 4).flatMap((name, at) => [
      run(`[${at + 1}]`, 60, 100 + 14 * at),
      run(`${name}, K., Lind, P. Only great most before or out.`, 84, 100 + 14 * at),
      ...(at % 2 === 0 ? [run('Wiley, 1973.', 400, 100 + 14 * at)] : []),
    ]);
    expect(tablesOf(pageOf(runs))).toEqual([]);
  });
});
