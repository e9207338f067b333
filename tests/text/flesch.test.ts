import { expect, test } from 'vitest';
import { atOnce } from '../../lib/core/slices.ts';
import { fleschReadingEase, syllablesOf } from '../../lib/text/flesch.ts';

test.each([
  ['cat', 1],
  ['make', 1],
  ['table', 2],
  ['walked', 1],
  ['wanted', 2],
  ['reading', 2],
  ['library', 3],
  ['beautiful', 3],
])('%s has %i syllables', (word, count) => {
  expect(syllablesOf(word)).toBe(count);
});

test('Flesch: six words of one syllable in one sentence', () => {
  expect(atOnce(fleschReadingEase(['the', 'cat', 'sat', 'on', 'the', 'mat'], 1))).toBeCloseTo(116.145, 3);
});
