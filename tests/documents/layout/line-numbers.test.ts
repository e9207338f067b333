import { expect, test } from 'vitest';
import { block, pageOf, textOf } from '../pages.ts';

const PROSE = Array.from({ length: 10 }, (_, at) => `goes on from line to line until the end of it ${at}x`);
const numbers = (count: number, step: number) =>
  Array.from({ length: count }, (_, at) => `${(at + 1) * step}`);

test('the numbers of lines beside running text are left out, whichever lines have them', () => {
  const every = [...block(30, 100, numbers(10, 1)), ...block(60, 100, PROSE)];
  expect(textOf(pageOf(1, every))).toBe(PROSE.join('\n'));
  const fifth = numbers(5, 5).map((text, at) => ({ x: 500, y: 100 + at * 24, text }));
  expect(textOf(pageOf(1, [...block(60, 100, PROSE), ...fifth]))).toBe(PROSE.join('\n'));
});

test('numbers that do not rise evenly, or that number the rows of a table, stay', () => {
  const uneven = ['3', '9', '1', '4', '7', '2', '8', '5', '6', '11'];
  expect(textOf(pageOf(1, [...block(30, 100, uneven), ...block(60, 100, PROSE)]))).toContain('11');
  const rows = PROSE.map((_, at) => `Part ${at}`);
  expect(textOf(pageOf(1, [...block(30, 100, numbers(10, 1)), ...block(60, 100, rows)]))).toContain('10 ');
});
