import { expect, test } from 'vitest';
import { isJump, rangeOf } from '../../../web/parts/visible-range.ts';

const ROWS = { view: 900, count: 10_000, height: 32, spare: 10, open: null, more: 0 };

test.each([
  ['at the top', 0, [0, 39]],
  ['below the top of the page', -400, [0, 26]],
  ['in the middle', 160_000, [4_990, 5_039]],
  ['at the end', 319_100, [9_961, 10_000]],
  ['scrolled past the end', 900_000, [9_990, 10_000]],
] as const)('of ten thousand rows a window draws a few dozen: %s', (_, top, range) => {
  expect(rangeOf({ ...ROWS, top })).toEqual(range);
});

test('a row that is open above the window moves what is seen below it', () => {
  expect(rangeOf({ ...ROWS, top: 160_000, open: 10, more: 320 })).toEqual([4_980, 5_039]);
  expect(rangeOf({ ...ROWS, top: 160_000, open: 9_000, more: 320 })).toEqual([4_990, 5_039]);
});

test('rows are drawn in two tasks only where hardly any of them are drawn yet', () => {
  expect(isJump([0, 52], [20, 72])).toBe(false);
  expect(isJump([0, 52], [9_948, 10_000])).toBe(true);
  expect(isJump([0, 52], [40, 92])).toBe(true);
});

test('no rows are no rows', () => {
  expect(rangeOf({ ...ROWS, top: 0, count: 0 })).toEqual([0, 0]);
});
