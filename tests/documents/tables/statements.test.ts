import { describe, expect, test } from 'vitest';
import type { TextRun } from '../../../lib/documents/pdf/page.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { pageOf, rule, run, shown } from './laid-out.ts';

const NAMES = ['Personal income', 'Rental income', 'Exports of goods', 'Net surplus'];

/** Ends at `x`, as figures do that are set flush right. */
const flush = (text: string, x: number, y: number, look: Partial<TextRun> = {}): TextRun =>
  run(text, x - 5 * text.length, y, look);

const amounts = (y: number, name: string, values: readonly string[], look: Partial<TextRun> = {}) => [
  run(name, 60, y, look),
  ...values.map((value, at) => flush(value, 300 + 100 * at, y, look)),
];

const found = (runs: readonly TextRun[], rulings: Parameters<typeof pageOf>[1] = []) =>
  shown(tablesOf(pageOf([...runs], rulings)));

describe('statements of accounts', () => {
  test('a currency sign at the left of its column belongs to the amount', () => {
    const rows = NAMES.flatMap((name, at) => amounts(100 + 14 * at, name, [`${at}1,188`, `(${at}785)`]));
    const signs = [100, 142].flatMap((y) => [run('$', 240, y), run('$', 340, y)]);
    expect(found([...rows, ...signs])[0]).toEqual([
      'Personal income | $ 01,188 | $ (0785)',
      'Rental income | 11,188 | (1785)',
      'Exports of goods | 21,188 | (2785)',
      'Net surplus | $ 31,188 | $ (3785)',
    ]);
  });

  test('names of groups that end with a colon stand within the table', () => {
    const runs = [
      flush('2008', 300, 86),
      flush('2007', 400, 86),
      run('Assets:', 60, 98),
      ...NAMES.slice(0, 3).flatMap((name, at) => amounts(110 + 12 * at, name, [`${at}1,188`, `${at}785`])),
      run('Liabilities:', 60, 146),
      ...NAMES.slice(1).flatMap((name, at) => amounts(158 + 12 * at, name, [`${at}2,188`, `${at}885`])),
    ];
    expect(found(runs)).toHaveLength(1);
    expect(found(runs)[0]).toHaveLength(9);
  });

  test('names of groups of many words with a colon stand within it, below the head and between rows', () => {
    const runs = [
      flush('2008', 300, 86),
      flush('2007', 400, 86),
      run('Office of the Harbour Master:', 60, 98),
      ...NAMES.slice(0, 3).flatMap((name, at) => amounts(110 + 12 * at, name, [`${at}1,188`, `${at}785`])),
      run('Bureau of Dams and Canals:', 60, 146),
      ...NAMES.slice(1).flatMap((name, at) => amounts(158 + 12 * at, name, [`${at}2,188`, `${at}885`])),
    ];
    expect(found(runs)).toHaveLength(1);
    expect(found(runs)[0]?.slice(0, 2)).toEqual([' | 2008 | 2007', 'Office of the Harbour Master: |  | ']);
    expect(found(runs)[0]).toHaveLength(9);
  });

  test('a table ends where it says that it goes on', () => {
    const part = (y: number) => [
      ...amounts(y, 'Item', ['2008', '2007']),
      ...NAMES.flatMap((name, at) => amounts(y + 12 + 12 * at, name, [`${at}1,188`, `${at}785`])),
    ];
    const tables = found([...part(100), run('(continued)', 60, 160), ...part(172)]);
    expect(tables.map((rows) => rows.length)).toEqual([5, 5]);
    expect(tables.flat().join()).not.toContain('continued');
  });

  test('a sentence in a cell that ends with such a word does not end it', () => {
    const rows = NAMES.flatMap((name, at) => [
      run(name, 60, 100 + 30 * at),
      run('Spending on the harbour was continued', 200, 100 + 30 * at),
      run('at the level of the year before.', 200, 112 + 30 * at),
    ]);
    expect(found(rows)[0]).toHaveLength(NAMES.length);
  });

  test('a bold row of totals right below the names is no part of them', () => {
    const bold = { bold: true };
    const runs = [
      ...amounts(86, 'Offense', ['Number', 'Percent'], bold),
      ...amounts(98, 'Total', ['56,375', '100.0%'], bold),
      ...NAMES.flatMap((name, at) => amounts(110 + 12 * at, name, [`${at}1,188`, `${at}7.5%`])),
    ];
    expect(found(runs)[0]?.slice(0, 2)).toEqual(['Offense | Number | Percent', 'Total | 56,375 | 100.0%']);
  });
});

describe('heads of statistics', () => {
  test('a number among the words of a head is no value', () => {
    const runs = [
      ...amounts(74, '', ['Prisoners per', 'Held in']).slice(1),
      ...amounts(86, '', ['100,000', 'private']).slice(1),
      ...amounts(98, 'State', ['residents', 'facilities']),
      ...NAMES.flatMap((name, at) => amounts(110 + 12 * at, name, [`${at}1,188`, `${at}7.5`])),
    ];
    expect(found(runs)[0]?.[0]).toBe('State | Prisoners per 100,000 residents | Held in private facilities');
  });

  test('lines of a heading that are set flush right are one, whatever columns they reach over', () => {
    const runs = [
      flush('Percent change', 300, 74),
      flush('from 6/30/2004 to', 300, 86),
      ...amounts(98, 'Jurisdiction', ['6/30/2005', 'Total', 'Rate']),
      ...NAMES.flatMap((name, at) => amounts(110 + 12 * at, name, [`${at}7.5`, `${at}1,188`, `${at}.1`])),
    ];
    expect(found(runs)[0]?.[0]).toBe(
      'Jurisdiction | Percent change from 6/30/2004 to 6/30/2005 | Total | Rate',
    );
  });

  test('a year alone in the middle of the table names the rows below it', () => {
    const quarters = (y: number) =>
      ['I', 'II', 'III', 'IV'].flatMap((name, at) => amounts(y + 12 * at, name, [`${at}9.1`, `${at}4.2`]));
    const runs = [
      ...amounts(74, 'Quarter', ['Index', 'Change']),
      run('2003', 220, 86),
      ...quarters(98),
      run('2004', 220, 146),
      ...quarters(158),
    ];
    const rows = found(runs)[0] ?? [];
    expect([rows[1], rows[6]]).toEqual(['2003 3x1', '2004 3x1']);
  });
});

/** Three columns between rules; the second and third hold texts of two lines. */
const wrapped = (y: number, at: number): TextRun[] => [
  run(`Measure ${at}`, 55, y),
  run('The courts revised', 155, y),
  run(`estimates ${at}.`, 155, y + 12),
  run('Offices that had', 255, y),
  run(`reported ${at}`, 255, y + 12),
];
const columnRules = (bottom: number) => [
  ...[80, 100, bottom].map((y) => rule(50, y, 350, y)),
  ...[50, 150, 250, 350].map((x) => rule(x, 80, x, bottom)),
];
const HEAD = ['Measure', 'Baseline', 'Office'].map((text, col) => run(text, 55 + 100 * col, 85));

describe('column rules without row rules', () => {
  test('white across all columns parts the rows of wrapped cells', () => {
    const rows = [0, 1, 2, 3].flatMap((at) => wrapped(104 + 32 * at, at));
    expect(found([...HEAD, ...rows], columnRules(235))[0]?.slice(1, 3)).toEqual([
      'Measure 0 | The courts revised estimates 0. | Offices that had reported 0',
      'Measure 1 | The courts revised estimates 1. | Offices that had reported 1',
    ]);
  });

  test('white after every third row of figures does not make three rows one', () => {
    const rows = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((at) =>
      [`Area ${at}`, `${at}1.5`, `${at}7.2`].map((text, col) =>
        run(text, 55 + 100 * col, 104 + 12 * at + 8 * Math.floor(at / 3)),
      ),
    );
    expect(found([...HEAD, ...rows], columnRules(235))[0]).toHaveLength(10);
  });
});

describe('what stands beside a table', () => {
  const small = (x: number, head: string, from: string) => [
    run(head, x, 100),
    run('Rate', x + 100, 100),
    ...['a', 'b', 'c', 'd'].flatMap((name, at) => [
      run(`${from} ${name}`, x, 120 + 14 * at),
      run(`${at}4.5`, x + 100, 120 + 14 * at),
    ]),
  ];
  const pair = [...small(60, 'State', 'Shire'), ...small(300, 'Offense', 'Class')];
  const ruled = (from: number, to: number) => [96, 115, 180].map((y) => rule(from, y, to, y));

  test('two level tables with rules of their own are two', () => {
    expect(found(pair, [...ruled(58, 190), ...ruled(298, 430)])).toHaveLength(2);
  });

  test('but rules across both make them one', () => {
    expect(found(pair, ruled(58, 430))).toHaveLength(1);
  });

  test('a column of few dates, each at the top of its row, is no wide space in the text before it', () => {
    const rows = ['5/11/2002', '4/27/2004', '1/16/2001', '6/17/2007'].flatMap((date, at) => [
      run(`Program ${at}`, 60, 105 + 44 * at),
      run('The bureau had continued to revise it', 140, 105 + 44 * at),
      run('while the courts and the state reported', 140, 117 + 44 * at),
      run('that it had been served on time.', 140, 129 + 44 * at),
      run(date, 336, 105 + 44 * at),
    ]);
    const lines = [84, 102, 146, 190, 234, 278].map((y) => rule(58, y, 400, y));
    const head = [run('Program', 60, 88), run('Recommendation', 140, 88), run('Date due', 336, 88)];
    expect(found([...head, ...rows], lines)[0]?.[1]).toBe(
      'Program 0 | The bureau had continued to revise it while the courts and the state reported that it had been served on time. | 5/11/2002',
    );
  });

  test('terms of one line beside definitions of several are rows', () => {
    const rows = ['Parole', 'Jail', 'Probation', 'Custody', 'Capacity'].flatMap((term, at) => [
      run(term, 60, 120 + 40 * at),
      ...['The supervised release of persons who', 'had been held by the state or another', 'authority.'].map(
        (text, line) => run(text, 160, 120 + 40 * at + 12 * line),
      ),
    ]);
    const head = [run('Term', 60, 100, { bold: true }), run('Definition', 160, 100, { bold: true })];
    const tables = found([...head, ...rows]);
    expect(tables[0]?.[2]).toBe(
      'Jail | The supervised release of persons who had been held by the state or another authority.',
    );
  });
});
