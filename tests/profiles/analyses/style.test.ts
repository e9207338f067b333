import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { style } from '../../../lib/profiles/analyses/style.ts';
import { CONTEXT, post, shown, whyNot } from './posts.ts';

const SENTENCE = 'The cat sat on the mat, and the dog ran.';
const posts = Array.from({ length: 12 }, (_, index) =>
  post(`p${index}`, { text: `${SENTENCE} WOW it is red! 😀`, statedLanguage: 'en' }),
);

test('works out lengths and rates by the words', () => {
  const found = atOnce(style(posts, CONTEXT));
  expect(shown(found, 'sentence_length')).toEqual({ words: { median: 7, p25: 4, p75: 10 }, sentences: 24 });
  expect(shown(found, 'punctuation_and_capitals')).toEqual({
    per_1000_words: {
      full_stops: 71.43,
      commas: 71.43,
      exclamation_marks: 71.43,
      question_marks: 0,
      ellipses: 0,
      colons_and_semicolons: 0,
      dashes: 0,
      words_in_capitals: 71.43,
      capitalised_words: 142.86,
    },
    words: 168,
  });
  expect(shown(found, 'function_words')).toMatchObject({
    language: 'en',
    most: [{ word: 'the', per_1000_words: 214.29 }, {}, {}, {}, {}],
  });
  expect(shown(found, 'emoji')).toEqual({
    per_post: 1,
    posts_with_emoji: 12,
    most: [{ emoji: '😀', count: 12, posts: 12, post_ids: ['p0', 'p4', 'p9'] }],
  });
});

test('the Flesch formula has 14 words, 2 sentences and 14 syllables a post to work with', () => {
  const expected = 206.835 - 1.015 * 7 - 84.6 * (14 / 14);
  expect(shown(atOnce(style(posts, CONTEXT)), 'readability')).toMatchObject({
    flesch_reading_ease: Number(expected.toFixed(1)),
  });
});

test('says what too few words cannot show', () => {
  const found = atOnce(style(posts.slice(0, 3), CONTEXT));
  expect(found.not_assessed.map(({ what }) => what)).toEqual([
    'sentence_length',
    'vocabulary',
    'readability',
    'punctuation_and_capitals',
    'function_words',
  ]);
});

test('readability is for English alone', () => {
  const german = Array.from({ length: 12 }, (_, index) =>
    post(`g${index}`, {
      text: 'Der Hund läuft heute über die breite Straße, und die Katze schläft auf der warmen Matte.',
      statedLanguage: 'de',
    }),
  );
  const found = atOnce(style(german, CONTEXT));
  expect(whyNot(found, 'readability')).toBe('the formula needs English text, and there is too little');
  expect(shown(found, 'vocabulary')).toMatchObject({ language: 'de', words: 192 });
});
