import { expect, test } from 'vitest';
import {
  againIn,
  isPageKey,
  pageKey,
  pagesOfKey,
  RANGE_PREFIX,
  rangeKey,
  recognitionKey,
  textKey,
  wholeKey,
} from '../../../lib/documents/steps/step-keys.ts';

test('keys are written as jobs in flight have them', () => {
  expect(rangeKey({ from: 1, to: 50 })).toBe('pages-1-50');
  expect([pageKey(17), recognitionKey(17)]).toEqual(['page-17', 'ocr-17']);
  expect(textKey({ from: 1, to: 2 }, '')).toBe('text-1-2');
  expect(textKey({ from: 1, to: 2 }, againIn(2))).toBe('text-1-2~2');
  expect([wholeKey('report', ''), wholeKey('report', againIn(2))]).toEqual(['report', 'report~2']);
});

test('the key of a step that reads pages tells which', () => {
  const span = { from: 51, to: 100 };
  expect(pagesOfKey(rangeKey(span))).toEqual(span);
  for (const key of [pageKey(17), recognitionKey(17)]) expect(pagesOfKey(key)).toEqual({ from: 17, to: 17 });
  for (const key of [textKey(span, ''), 'report', 'fetch', 'pages-', 'page-x', 'pages-1-2~2']) {
    expect(pagesOfKey(key)).toBeNull();
  }
});

test('a page read alone is told from a range and from a page recognized', () => {
  expect([pageKey(3), recognitionKey(3), rangeKey({ from: 3, to: 4 })].map(isPageKey)).toEqual([
    true,
    false,
    false,
  ]);
  expect(rangeKey({ from: 3, to: 4 }).startsWith(RANGE_PREFIX)).toBe(true);
  expect(pageKey(3).startsWith(RANGE_PREFIX)).toBe(false);
});
