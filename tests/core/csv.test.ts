import { describe, expect, test } from 'vitest';
import { type Cell, csvLine } from '../../lib/core/csv.ts';

describe('a CSV record', () => {
  test.each<[Cell, string]>([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ])('disarms the formula %j', (cell, written) => {
    expect(csvLine([cell])).toBe(`${written}\r\n`);
  });

  test('leaves numbers as they are', () => {
    expect(csvLine([-1.5, 0, 1e21, true, null])).toBe('-1.5,0,1e+21,true,\r\n');
  });

  test('quotes commas, quotes and line ends', () => {
    expect(csvLine(['a,b', 'say "x"', 'two\nlines', 'plain'])).toBe(
      '"a,b","say ""x""","two\nlines",plain\r\n',
    );
  });
});
