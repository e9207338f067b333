import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { languageOf, usualLanguage } from '../../../lib/profiles/text/post-language.ts';
import { post } from '../analyses/posts.ts';

test('short texts go by the network, then by what the author usually writes', () => {
  expect(languageOf('ok', 'pt-BR', 'en')).toBe('pt');
  expect(languageOf('ok', 'und', 'en')).toBe('en');
  expect(languageOf('ok', null, null)).toBeNull();
});

test('five sure texts in one language make it the usual one, two languages make none', () => {
  const sentence = 'We walked along the river until it began to rain, then we ran home.';
  const german = 'Wir sind am Fluss entlanggegangen, bis es anfing zu regnen, dann liefen wir heim.';
  const posts = (texts: string[]) => texts.map((text, index) => post(`p${index}`, { text }));
  expect(atOnce(usualLanguage(posts([...new Array<string>(5).fill(sentence), 'ok'])))).toBe('en');
  expect(atOnce(usualLanguage(posts(new Array<string>(4).fill(sentence))))).toBeNull();
  expect(atOnce(usualLanguage(posts([...new Array<string>(5).fill(sentence), german])))).toBeNull();
});
