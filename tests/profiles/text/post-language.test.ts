import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { languageOf, withLanguages } from '../../../lib/profiles/text/post-language.ts';
import { post } from '../analyses/posts.ts';

test('short texts go by the network, then by what the author usually writes', () => {
  expect(languageOf('ok', 'pt-BR', 'en')).toBe('pt');
  expect(languageOf('ok', 'und', 'en')).toBe('en');
  expect(languageOf('ok', null, null)).toBeNull();
});

test('five sure texts in one language make it the usual one, two languages make none', () => {
  const sentence = 'We walked along the river until it began to rain, then we ran home.';
  const german = 'Wir sind am Fluss entlanggegangen, bis es anfing zu regnen, dann liefen wir heim.';
  const lastOf = (texts: string[]) =>
    atOnce(withLanguages(texts.map((text, index) => post(`p${index}`, { text })))).at(-1)?.language;
  expect(lastOf([...new Array<string>(5).fill(sentence), 'ok'])).toBe('en');
  expect(lastOf([...new Array<string>(4).fill(sentence), 'ok'])).toBeNull();
  expect(lastOf([...new Array<string>(5).fill(sentence), german, 'ok'])).toBeNull();
});

test('the letters of links and handles are not those of the text', () => {
  const link = 'https://example.org/a/long/way/to/a/page/about/something-else';
  expect(languageOf(`${link} Привет @somebody_with_a_long_name`, 'ru', null)).toBe('ru');
  expect(languageOf(`${link} はい`, 'en', null)).toBeNull();
  expect(languageOf(`${link} はい`, null, 'en')).toBeNull();
});
