import { expect, test } from 'vitest';
import { detectLanguage } from '../../lib/text/language.ts';
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

test('a long text goes by all of it, not by how it begins', () => {
  const english = 'An English title, and a table of contents by page and by chapter. '.repeat(20);
  const german = 'Wir sind am Fluss entlanggegangen, bis es anfing zu regnen, dann liefen wir heim. ';
  expect(english.length).toBeGreaterThan(1_000);
  for (const times of [60, 600]) {
    expect(detectLanguage(english + german.repeat(times))?.language).toBe('de');
    expect(detectLanguage(german.repeat(times) + english)?.language).toBe('de');
  }
});
