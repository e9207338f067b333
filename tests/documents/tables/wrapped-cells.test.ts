import { describe, expect, test } from 'vitest';
import type { TextRun } from '../../../lib/documents/pdf/page.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { pageOf, rule, run, shown } from './laid-out.ts';

const STEP = 12;

interface Row {
  /** Lines of each cell. */
  cells: readonly (readonly string[])[];
  /** Points of white below it. */
  after?: number;
}

/** Rows of wrapped cells at the given left edges; figures stand at the top of their rows, or at their foot. */
function laid(rows: readonly Row[], xs: readonly number[], side: 'top' | 'foot' = 'top'): TextRun[] {
  let y = 100;
  return rows.flatMap(({ cells, after = 0 }) => {
    const high = Math.max(...cells.map((lines) => lines.length));
    const top = y;
    y += high * STEP + after;
    return cells.flatMap((lines, col) => {
      const from = side === 'foot' ? high - lines.length : 0;
      return lines.map((text, at) => run(text, xs[col] ?? 0, top + STEP * (from + at)));
    });
  });
}

const found = (runs: TextRun[], rulings: Parameters<typeof pageOf>[1] = []) =>
  shown(tablesOf(pageOf(runs, rulings)));

const OFFICES: readonly (readonly string[])[] = [
  ['Employment and Training', 'Administration and Health', 'Resources and Services', 'Administration'],
  ['Coast Guard'],
  ['Centers for Disease', 'Control and Prevention and', 'Services Administration'],
  ['National Park Service and', 'Higher Education Programs'],
  ['Pell Grants'],
];
const budgets = OFFICES.map(
  (name, at): Row => ({ cells: [name, [`${at}1,188`], [at === 2 ? 'n/a' : `${at}785`]] }),
);
const HEAD: Row = { cells: [['Agency'], ['2008'], ['2009']] };

describe('cells of several lines', () => {
  test.each(['top', 'foot'] as const)(
    'names that break before capitals are whole beside figures at their %s',
    (side) => {
      expect(found(laid([HEAD, ...budgets], [60, 260, 360], side))[0]).toEqual([
        'Agency | 2008 | 2009',
        'Employment and Training Administration and Health Resources and Services Administration | 01,188 | 0785',
        'Coast Guard | 11,188 | 1785',
        'Centers for Disease Control and Prevention and Services Administration | 21,188 | n/a',
        'National Park Service and Higher Education Programs | 31,188 | 3785',
        'Pell Grants | 41,188 | 4785',
      ]);
    },
  );

  test('names of groups above their rows stay rows of their own', () => {
    const groups = ['Males', 'Females', 'Both', 'Abroad', 'At sea'].flatMap((name, at): Row[] => [
      { cells: [[name], [], []] },
      { cells: [['Under twenty years of age'], [`${at}1`], [`${at}7`]] },
      { cells: [['Thirty and older'], [`${at}2`], [`${at}8`]] },
    ]);
    expect(found(laid([HEAD, ...groups], [60, 260, 360]))[0]?.slice(1, 5)).toEqual([
      'Males |  | ',
      'Under twenty years of age | 01 | 07',
      'Thirty and older | 02 | 08',
      'Females |  | ',
    ]);
  });

  test('a name in the middle right below the head is no first line of the row below', () => {
    const years: Row = { cells: [['Sector'], ['2003'], ['2004'], ['2005']] };
    const rows = ['Transport and storage', 'Health and social work', 'Mining and quarrying', 'Education'];
    const figures = rows.map(
      (name, at): Row => ({ cells: [[name], [`${at}6.2`], [`${at}1.0`], [`${at}5.2`]] }),
    );
    const panel = run('Panel B: Annual growth rates', 160, 112);
    const runs = laid([{ ...years, after: STEP }, ...figures], [60, 200, 290, 380]);
    expect(found([...runs, panel])[0]?.slice(1, 3)).toEqual([
      'Panel B: Annual growth rates 4x1',
      'Transport and storage | 06.2 | 01.0 | 05.2',
    ]);
  });

  test('a list in a cell is one cell where rules part the rows, however few they are', () => {
    const item = (at: number) => [
      `• surveys of the number ${at}`,
      'of groups',
      '• revised services',
      '• rates',
      '• parts',
    ];
    const rows = [0, 1, 2].map(
      (at): Row => ({ cells: [['Bureau of Prisons', `number ${at}`], item(at), ['Done']] }),
    );
    const head: Row = { cells: [['Unit'], ['Activities'], ['State']] };
    const rules = [112, 172, 232, 292].map((y) => rule(55, y - 1, 420, y - 0.5));
    expect(found(laid([head, ...rows], [60, 200, 380]), rules)[0]?.slice(1)).toEqual(
      [0, 1, 2].map((at) => `Bureau of Prisons number ${at} | ${item(at).join(' ')} | Done`),
    );
  });

  test('rows that are read as columns of text are rows of their table', () => {
    const task = (at: number) => [`Estimates of the expenditure in ${at}`, 'were carried out by the groups.'];
    const state = (at: number) => [`Members in ${at} reported that they`, 'had revised the older surveys.'];
    const rows = [0, 1, 2, 3, 4, 5].map((at): Row => {
      const name = at % 2 > 0 ? ['Centers for Disease', 'Control'] : ['Coast Guard'];
      return {
        cells: [name, at % 3 === 0 ? ['Was done.'] : task(at), at === 3 ? ['None.'] : state(at)],
        after: 9,
      };
    });
    const head: Row = { cells: [['Body'], ['Task'], ['Progress']], after: 3 };
    const tables = found(laid([head, ...rows], [60, 180, 390]));
    expect(tables).toHaveLength(1);
    expect(tables[0]?.at(3)).toBe(`Coast Guard | ${task(2).join(' ')} | ${state(2).join(' ')}`);
    expect(tables[0]).toHaveLength(7);
  });

  test('the last cell goes on to the rule below it, though a line of it is the longest of its column', () => {
    const item = (at: number) => [`• surveys ${at}`, '• services', '• rates', '• parts'];
    const rows = [0, 1, 2].map((at): Row => {
      const more = at === 2 ? ['• expenditure of the older groups in part'] : ['• none'];
      return { cells: [['Bureau of Prisons', `number ${at}`], [...item(at), ...more], ['Done']] };
    });
    const rules = [112, 172, 232, 292].map((y) => rule(55, y - 1, 460, y - 0.5));
    const head: Row = { cells: [['Unit'], ['Activities'], ['State']] };
    expect(found(laid([head, ...rows], [60, 200, 420]), rules)[0]?.at(-1)).toBe(
      `Bureau of Prisons number 2 | ${item(2).join(' ')} • expenditure of the older groups in part | Done`,
    );
  });

  test('white between rows tells whether figures stand at their top or at their foot', () => {
    const rows = [
      ...[
        ['Rural Housing Fund'],
        ['National Institutes of Health', 'and Centers for Disease', 'Control and Prevention'],
      ],
      ...[
        ['Bureau of Prisons and the', 'Reclamation'],
        ['Wildland Fire Management'],
        ['Federal Student Aid and', 'Office of Grants'],
      ],
      ...[['Higher Education Programs'], ['Employment and Training and', 'Administration of Funds']],
    ].map((name, at): Row => ({ cells: [name, [`${at}1,188`], [`${at}785`]], after: 2 }));
    const names = (side: 'top' | 'foot') =>
      found(laid([HEAD, ...rows], [60, 260, 360], side))[0]?.map((row) => row.split(' | ')[0]);
    expect(names('foot')).toEqual(names('top'));
    expect(names('foot')).toHaveLength(8);
  });
});

describe('what stands above or among the columns', () => {
  const years = ['2007', '2008', '2007', '2008', '2007', '2008', '2007', '2008'];
  const xs = [60, 180, 224, 268, 312, 356, 400, 444, 488];
  const rows = ['Alabama', 'Alaska', 'Arizona', 'Arkansas'].map(
    (name, at): Row => ({ cells: [[name], ...years.map((_, col) => [`${at}${col}.4`])] }),
  );
  const middle = (text: string, from: number, to: number, y: number) =>
    run(text, (from + to - 5 * text.length) / 2, y);

  test('short names over two columns each span both, and a unit in brackets above them is none', () => {
    const head = [
      middle('(In millions of dollars)', 60, 508, 64),
      ...[0, 1, 2, 3].map((at) => middle(`Q${at}`, 180 + 88 * at, 244 + 88 * at, 88)),
    ];
    const [table] = found([...head, ...laid([{ cells: [[], ...years.map((year) => [year])] }, ...rows], xs)]);
    expect(table?.[0]).toBe(' | Q0 2x1 | Q1 2x1 | Q2 2x1 | Q3 2x1');
    expect(table?.[1]).toBe(` | ${years.join(' | ')}`);
  });

  test('words alone beside a name, in the middle of the values, are over all of them', () => {
    const five = xs.slice(0, 5);
    const short = rows.map(({ cells }): Row => ({ cells: cells.slice(0, 5) }));
    const head: Row = { cells: [['State'], ...years.slice(0, 4).map((year) => [year])] };
    const last = [run('Delaware', 60, 160), middle('no data', 180, 332, 160)];
    expect(found([...laid([head, ...short], five), ...last])[0]?.at(-1)).toBe('Delaware | no data 4x1');
  });
});
