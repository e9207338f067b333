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

test.each([
  [
    'Welsh, which the detector does not know',
    'Genir pawb yn rhydd ac yn gydradd â’i gilydd mewn urddas a hawliau. Fe’u cynysgaeddir â rheswm a chydwybod, a dylai pawb ymddwyn y naill at y llall mewn ysbryd cymodlon.',
  ],
  [
    'Zulu, which the detector does not know',
    'Bonke abantu bazalwa bekhululekile belingana ngesithunzi nangamalungelo. Bahlanganiswe wumcabango nangunembeza futhi kufanele baphathane ngomoya wobunye.',
  ],
  [
    'letters of a font with shuffled names',
    'Wfq ksaxh ergmp vgt ydubl gnqe wfq izcj rgo, zpr wfqe aw ezp zmgpo wfq eanqe dpwai aw bzuq wg wfq gir uaii zw wfq qroq gv wfq vgeqlw.',
  ],
])('nothing is said with confidence of %s', (_, text) => {
  expect(detectLanguage(text)?.confidence ?? 0).toBeLessThan(0.5);
});
