import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { emojiValence } from '../../../lib/profiles/text/emoji-valence.ts';
import { keywordsOf } from '../../../lib/profiles/text/keywords.ts';
import { mtld } from '../../../lib/profiles/text/mtld.ts';
import { sentencesOf } from '../../../lib/profiles/text/tokens.ts';
import { withoutReferences } from '../../../lib/text/clean.ts';
import { spacedWords } from '../../../lib/text/words.ts';

test('MTLD: two words in turn end a factor after three tokens, 33 times in a hundred', () => {
  const tokens = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 'a' : 'b'));
  expect(atOnce(mtld(tokens))).toBeCloseTo(100 / 33, 10);
});

test('MTLD counts the part of a factor that is left: 0.1 lost of 0.28', () => {
  const tokens = Array.from(
    { length: 100 },
    (_, index) => `w${index < 50 ? index : index - (index % 5 === 0 ? 50 : 0)}`,
  );
  expect(atOnce(mtld(tokens))).toBeCloseTo(100 / (0.1 / 0.28), 6);
});

test('MTLD needs a hundred tokens and a repetition', () => {
  expect(atOnce(mtld(new Array<string>(99).fill('a')))).toBeNull();
  expect(atOnce(mtld(Array.from({ length: 100 }, (_, index) => `w${index}`)))).toBeNull();
});

test('phrases do not cross punctuation or stop words, and a part is left out where the whole stands', () => {
  const texts = ['Red wood box', 'red wood box, paper kite', 'Red wood, box'].map((text) => ({
    text,
    language: 'en',
  }));
  expect(atOnce(keywordsOf(texts, 9))).toEqual([
    { phrase: 'Red wood', texts: [0, 1, 2] },
    { phrase: 'Red wood box', texts: [0, 1] },
    { phrase: 'box', texts: [0, 1, 2] },
  ]);
});

test('words keep their apostrophes and hyphens', () => {
  expect(spacedWords(withoutReferences('Don’t re-read it, l’été 42 x2'))).toEqual([
    "Don't",
    're-read',
    'it',
    "l'été",
    'x',
  ]);
});

test('sentences end with marks or lines', () => {
  expect(sentencesOf('One. Two!\nthree … 4. 雨です。晴れ。')).toHaveLength(5);
});

test('the mean of the emoji that have a value counts', () => {
  expect(emojiValence(['😍', '😍', '💔', '🪑'])).toBeCloseTo(1.1 / 3, 10);
  expect(emojiValence(['🪑'])).toBeNull();
});
