import { describe, expect, test } from 'vitest';
import { atOnce, type Work } from '../../../lib/core/slices.ts';
import { languageSample, languagesOf } from '../../../lib/documents/analyses/languages.ts';
import { readabilityOf } from '../../../lib/documents/analyses/readability.ts';
import { readPage } from '../../../lib/documents/text/read-page.ts';
import { block, pageOf } from '../pages.ts';
import { sentencesFrom } from './sentences.ts';

const detectLanguage = (text: string) =>
  text === '' ? null : { language: text.startsWith('Der') ? 'de' : 'en', confidence: 0.9 };
const fleschReadingEase = function* (words: readonly string[], sentences: number): Work<number> {
  yield;
  return 100 * words.length + sentences;
};

describe('languages', () => {
  test('each page has its own, and the document has that of most characters', () => {
    const pages = [['The first page has the longest text of them'], ['Der Hund'], []].map((lines, at) => {
      const sample = languageSample(readPage(pageOf(at + 1, block(50, 100, lines))));
      const { language = null, confidence = 0 } = detectLanguage(sample) ?? {};
      return { page: at + 1, language, confidence, characters: sample.length };
    });
    expect(pages.map(({ language }) => language)).toEqual(['en', 'de', null]);
    const { main, languages } = languagesOf(pages);
    expect(main).toBe('en');
    expect(
      languages.map(({ language, pages: own, share }) => [language, own, Math.round(share * 100)]),
    ).toEqual([
      ['en', 1, 84],
      ['de', 1, 16],
    ]);
    expect(languagesOf(pages.slice(2))).toEqual({ main: null, languages: [] });
  });
});

describe('readability', () => {
  test('is LIX everywhere and Flesch in English only', () => {
    const sentences = sentencesFrom(['The cat sat there.', 'Extraordinary sentences follow.', '12 34.']);
    expect(atOnce(readabilityOf(sentences, 'en-GB', { fleschReadingEase }))).toEqual({
      sentences: 2,
      words: 7,
      wordsPerSentence: 3.5,
      lix: 3.5 + 200 / 7,
      flesch: 702,
      minutes: 7 / 230,
    });
    expect(atOnce(readabilityOf(sentences, 'de', { fleschReadingEase }))?.flesch).toBeNull();
  });

  test('of Chinese has no LIX; of nothing there is none', () => {
    expect(
      atOnce(readabilityOf(sentencesFrom(['机器学习很有用。']), 'zh', { fleschReadingEase }))?.lix,
    ).toBeNull();
    expect(atOnce(readabilityOf([], 'en', { fleschReadingEase }))).toBeNull();
  });
});
