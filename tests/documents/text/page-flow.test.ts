import { expect, test } from 'vitest';
import { flowOf } from '../../../lib/documents/text/page-flow.ts';

const box = (x0: number, y0: number, x1: number, y1: number) => ({ x0, y0, x1, y1 });
const cell = (text: string) => ({ text, box: box(0, 0, 1, 1), colSpan: 1, rowSpan: 1 });
const table = (x0: number, rows: readonly (readonly string[])[]) => ({
  box: box(x0, 100, x0 + 200, 140),
  rows: rows.map((row) => row.map(cell)),
});
const PAIR = [
  table(60, [
    ['Maine', '12'],
    ['Ohio', '15'],
  ]),
  table(320, [
    ['Iowa', '31'],
    ['Utah', '48'],
  ]),
];
const line = (text: string, y: number) => ({ text, box: box(60, y, 500, y + 12) });

test('lines across two tables beside each other are in the tables alone, the left one first', () => {
  const lines = [
    line('Before', 80),
    line('Maine 12 Iowa 31', 104),
    line('Ohio 15 Utah 48', 124),
    line('After', 150),
  ];
  expect(flowOf(lines, PAIR)).toEqual([{ line: 0 }, { table: 0 }, { table: 1 }, { line: 3 }]);
});

test('a line across two tables with a word of neither stays text', () => {
  const lines = [line('Maine 12 and Iowa 31', 104), line('Ohio 15 Utah 48', 124)];
  expect(flowOf(lines, PAIR)).toContainEqual({ line: 0 });
});
