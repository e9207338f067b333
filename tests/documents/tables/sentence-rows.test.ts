import { describe, expect, test } from 'vitest';
import type { TextRun } from '../../../lib/documents/pdf/page.ts';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { pageOf, run, shown } from './laid-out.ts';

const STEP = 12;
const XS = [60, 150, 350];

type Row = readonly (readonly string[])[];

/** Rows of wrapped cells, drawn cell by cell. @param after points of white below each row */
function laid(rows: readonly Row[], after: number, side: 'top' | 'foot' = 'top'): TextRun[] {
  let y = 100;
  return rows.flatMap((cells) => {
    const high = Math.max(...cells.map((lines) => lines.length));
    const top = y;
    y += high * STEP + after;
    return cells.flatMap((lines, col) => {
      const from = side === 'foot' ? high - lines.length : 0;
      return lines.map((text, at) => run(text, XS[col] ?? 0, top + STEP * (from + at)));
    });
  });
}

const found = (runs: TextRun[]) => shown(tablesOf(pageOf(runs)));

const HEAD: Row = [['Body'], ['Measures taken'], ['What remains']];
const ROWS: readonly Row[] = [
  [
    ['Harbour'],
    ['Lamps were replaced along the quay and', 'the masts were painted.'],
    [
      'The northern mole has not been lit so',
      'far, as the cable that was ordered in',
      'spring did not arrive.',
    ],
  ],
  [
    ['United', 'Dockyards'],
    ['Cranes were tested by the inspectors', 'in May.'],
    ['One crane is out of use.'],
  ],
  [
    ['Customs'],
    ['A second office opened.'],
    ['Forms are filled in by hand, although', 'a program was bought.'],
  ],
  [
    ['Pilots'],
    [
      'Two boats were added to the fleet so',
      'that ships need not wait at night, and',
      'pilots were trained.',
    ],
    ['Training goes on.'],
  ],
];
const read = (row: Row): string => row.map((lines) => lines.join(' ')).join(' | ');

describe('rows of sentences without rules', () => {
  test.each([
    [6, 'top'],
    [0, 'top'],
    [6, 'foot'],
    [0, 'foot'],
  ] as const)('are found with %d points between them, cells level at their %s', (after, side) => {
    expect(found(laid([HEAD, ...ROWS], after, side))).toEqual([[HEAD, ...ROWS].map(read)]);
  });

  test('are found where all cells of a row have one line', () => {
    const rows: Row[] = [
      ...ROWS,
      [['Pier'], ['Nothing was done.'], ['It is to be closed.']],
      ...ROWS.slice(0, 2),
    ];
    expect(found(laid([HEAD, ...rows], 0))).toEqual([[HEAD, ...rows].map(read)]);
  });

  test('are no table where paragraphs of two columns begin wherever they do', () => {
    const left = ROWS.map(([, second = []]) => second);
    const right = ROWS.map(([, , third = []]) => third);
    const column = (paragraphs: readonly (readonly string[])[], x: number) => {
      const lines = paragraphs.flatMap((lines, at) => (at > 0 ? ['', ...lines] : lines));
      return lines.flatMap((text, at) => (text === '' ? [] : [run(text, x, 100 + STEP * at)]));
    };
    expect(found([...column([...left, ...right], 60), ...column([...right, ...left], 300)])).toEqual([]);
  });

  test('are no table where each begins with a bold name, as cards do', () => {
    const bold = { bold: true } as const;
    const runs = ROWS.flatMap((cells, row) =>
      [1, 2].flatMap((col) => [
        run(`Notice ${2 * row + col}`, XS[col] ?? 0, 100 + 60 * row, bold),
        ...(cells[col] ?? []).map((text, at) => run(text, XS[col] ?? 0, 112 + 60 * row + STEP * at)),
      ]),
    );
    expect(found(runs)).toEqual([]);
  });
});
