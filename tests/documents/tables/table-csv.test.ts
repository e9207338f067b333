import { expect, test } from 'vitest';
import type { Cell } from '../../../lib/documents/tables/table.ts';
import { tableCsv } from '../../../lib/documents/tables/table-csv.ts';

const box = { x0: 0, y0: 0, x1: 1, y1: 1 };
const cell = (text: string, colSpan = 1, rowSpan = 1): Cell => ({ text, box, colSpan, rowSpan });

test('text that a spreadsheet would run is made harmless, signed numbers stay numbers', () => {
  const rows = [
    ['=1+1', '@SUM(A1)', '-cmd', '+x'].map((text) => cell(text)),
    ['-12.5', '+3', '-1,200.00', '-4%'].map((text) => cell(text)),
  ];
  expect(tableCsv({ rows })).toBe("'=1+1,'@SUM(A1),'-cmd,'+x\r\n-12.5,+3,\"-1,200.00\",-4%\r\n");
});

test('quotes, commas and line ends are quoted', () => {
  expect(tableCsv({ rows: [[cell('a "b"'), cell('c,d'), cell('')]] })).toBe('"a ""b""","c,d",\r\n');
});

test('a cell that spans rows and columns leaves its other places empty and moves nothing', () => {
  const rows = [
    [cell('wide', 2), cell('c')],
    [cell('tall', 1, 2), cell('e'), cell('f')],
    [cell('h'), cell('i')],
  ];
  expect(tableCsv({ rows })).toBe('wide,,c\r\ntall,e,f\r\n,h,i\r\n');
});
