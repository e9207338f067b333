import { expect, test } from 'vitest';
import { countRightToLeft, hasSpacedWords } from '../../lib/text/scripts.ts';

test.each([
  ['two words, 2 números', true],
  ['שתי מילים', true],
  ['두 단어', true],
  ['（fullwidth brackets）', true],
  ['说中文', false],
  ['a word, then カタカナ', false],
  ['ภาษาไทย', false],
])('words of %s are parted by spaces: %s', (text, spaced) => {
  expect(hasSpacedWords(text)).toBe(spaced);
});

test.each([
  ['left to right', 0],
  ['שלום, 42', 4],
  ['سلام and more', 4],
  ['ߒߞߏ', 3],
])('%s has %i characters that are written from right to left', (text, count) => {
  expect(countRightToLeft(text)).toBe(count);
});
