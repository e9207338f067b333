import { describe, expect, test } from 'vitest';
import { DECLARATIONS, declaration } from '../../../bench/languages/declarations.ts';
import { languageOf } from '../../../lib/profiles/text/post-language.ts';
import { scoreText } from '../../../lib/profiles/text/sentiment.ts';

const PER_LANGUAGE = 8;

const share = (posts: readonly boolean[]): number => posts.filter(Boolean).length / posts.length;

describe.each([60, 140])('posts of %d characters in 57 languages', (length) => {
  const posts = DECLARATIONS.flatMap(([tag, code]) =>
    declaration(code, length, PER_LANGUAGE).map((text) => ({ tag, text })),
  );

  test('there are about eight in each', () => {
    expect(new Set(posts.map(({ tag }) => tag)).size).toBe(57);
    expect(posts.length).toBeGreaterThanOrEqual(440);
  });

  test('a stated language is right for 99 in 100', () => {
    expect(share(posts.map(({ tag, text }) => languageOf(text, tag, null) === tag))).toBeGreaterThanOrEqual(
      0.99,
    );
  });

  test('an unstated one is right or unknown for 97 in 100, and right for 75', () => {
    const found = posts.map(({ tag, text }) => ({ tag, language: languageOf(text, null, null) }));
    const isWrong = found.map(({ tag, language }) => language !== null && language !== tag);
    expect(share(isWrong)).toBeLessThanOrEqual(0.03);
    expect(share(found.map(({ tag, language }) => language === tag))).toBeGreaterThanOrEqual(0.75);
  });

  test('no text in another language gets English sentiment, stated or not', () => {
    const foreign = posts.filter(({ tag }) => tag !== 'en');
    const scored = foreign.filter(
      ({ tag, text }) =>
        'score' in scoreText(text, languageOf(text, tag, null)) ||
        'score' in scoreText(text, languageOf(text, null, null)),
    );
    expect(scored).toEqual([]);
  });

  test('most that state English by mistake are told from it', () => {
    const foreign = posts.filter(({ tag }) => tag !== 'en');
    expect(share(foreign.map(({ text }) => languageOf(text, 'en', null) !== 'en'))).toBeGreaterThanOrEqual(
      0.8,
    );
  });
});

describe('what a network states', () => {
  const textOf = (code: string): string => declaration(code, 140, 1)[0] ?? '';

  test('deprecated codes and regions count as their language', () => {
    expect(languageOf(textOf('ind'), 'in', null)).toBe('id');
    expect(languageOf(textOf('heb'), 'iw-IL', null)).toBe('he');
  });

  test('decomposed accents, as Windows types Vietnamese, change nothing', () => {
    for (const text of declaration('vie', 120, 20)) {
      expect(languageOf(text.normalize('NFD'), 'vi', null)).toBe('vi');
      expect(languageOf(text.normalize('NFD'), null, null)).toBe(languageOf(text, null, null));
    }
  });

  test('a script that the language is not written in contradicts it', () => {
    expect(languageOf(textOf('rus'), 'en', null)).toBe('ru');
    expect(languageOf(textOf('jpn'), 'de', null)).toBe('ja');
  });

  test('a second script of the language does not', () => {
    expect(languageOf(textOf('azj_cyrl'), 'az', null)).toBe('az');
    expect(languageOf(textOf('srp_latn'), 'sr', null)).toBe('sr');
    expect(languageOf('Aap kaise hain, sab theek hai na?', 'hi', null)).toBe('hi');
  });

  test('a detector that knows both is believed: English stated as Welsh is English', () => {
    expect(languageOf(textOf('eng'), 'cy', null)).toBe('en');
  });

  test('the usual language is not assumed of a text in another script', () => {
    expect(languageOf('はい', null, 'en')).toBeNull();
    expect(languageOf('ok', null, 'en')).toBe('en');
  });
});
