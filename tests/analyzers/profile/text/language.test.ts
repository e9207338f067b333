import { expect, test } from 'vitest';
import { detectLanguage } from '../../../../lib/analyzers/profile/text/language.ts';
import { languageOf, usualLanguage } from '../../../../lib/analyzers/profile/text/post-language.ts';
import { post } from '../analyses/posts.ts';
import { SENTENCES } from './sentences.ts';

test.each(SENTENCES)('%s is told from a sentence', (language, sentences) => {
  expect(sentences.map((sentence) => detectLanguage(sentence)?.language)).toEqual(
    sentences.map(() => language),
  );
});

test.each([
  '',
  '12:30',
  'ok',
  '😀😀😀😀😀😀',
  'https://example.org/a/long/path',
  '@somebody_with_a_long_name',
])('nothing is told from %j', (text) => {
  expect(detectLanguage(text)).toBeNull();
});

test('a longer text is told with more confidence', () => {
  const short = detectLanguage('good morning')?.confidence ?? 1;
  const long =
    detectLanguage('Good morning, the kettle is on and there is bread on the table.')?.confidence ?? 0;
  expect(short).toBeLessThan(0.9);
  expect(long).toBeGreaterThanOrEqual(0.94);
});

test('links and handles do not change the answer', () => {
  const words = 'Wir sind am Fluss entlanggegangen, bis es anfing zu regnen.';
  const among = `@the_english_reader ${words} https://example.org/this/is/the/english/page`;
  expect(detectLanguage(among)).toEqual(detectLanguage(words));
});

test('short texts go by the network, then by what the author usually writes', () => {
  expect(languageOf('ok', 'pt-BR', 'en')).toBe('pt');
  expect(languageOf('ok', 'und', 'en')).toBe('en');
  expect(languageOf('ok', null, null)).toBeNull();
});

test('five sure texts in one language make it the usual one, two languages make none', () => {
  const sentence = 'We walked along the river until it began to rain, then we ran home.';
  const german = 'Wir sind am Fluss entlanggegangen, bis es anfing zu regnen, dann liefen wir heim.';
  const posts = (texts: string[]) => texts.map((text, index) => post(`p${index}`, { text }));
  expect(usualLanguage(posts([...new Array<string>(5).fill(sentence), 'ok']))).toBe('en');
  expect(usualLanguage(posts(new Array<string>(4).fill(sentence)))).toBeNull();
  expect(usualLanguage(posts([...new Array<string>(5).fill(sentence), german]))).toBeNull();
});
