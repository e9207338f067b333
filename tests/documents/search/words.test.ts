import { describe, expect, test } from 'vitest';
import { askedWords } from '../../../lib/documents/search/asked-words.ts';
import { MOST_WORDS, pageWords } from '../../../lib/documents/search/page-words.ts';
import { wordsIn } from '../../../lib/documents/search/words.ts';

const words = (text: string) => [...wordsIn(text)].map(({ word }) => word);

describe('the words of a text', () => {
  test('are in lower case, without marks of notes, and stand where they say', () => {
    expect(words('“Über‑Wärme¹” in H₂O, 3.5 %')).toEqual(['über', 'wärme', 'in', 'h2o', '3', '5']);
    const text = 'Die “Wärme”, ﬁx.';
    const marked = [...wordsIn(text)].map(({ start, end }) => text.slice(start, end));
    expect(marked).toEqual(['Die', 'Wärme', 'ﬁx']);
  });

  test('of scripts without spaces are pairs of letters, each with its marks', () => {
    expect(words('PDFを読む')).toEqual(['pdf', 'を読', '読む', 'む']);
    expect(words('ที่นี่')).toEqual(['ที่นี่', 'นี่']);
  });

  test('of plain letters and digits are cut and bounded as all others are', () => {
    expect(words(`Ab1-cD ${'x'.repeat(101)} ${'Y'.repeat(100)}`)).toEqual(['ab1', 'cd', 'y'.repeat(100)]);
    expect(words(`${'é'.repeat(101)} e${'É'.repeat(99)}`)).toEqual([`e${'é'.repeat(99)}`]);
    const text = 'Heat, Work';
    expect([...wordsIn(text)].map(({ start, end }) => text.slice(start, end))).toEqual(['Heat', 'Work']);
  });

  test('of a page end where a commit would grow too large', () => {
    const { words: kept } = pageWords(1, ['wärme '.repeat(MOST_WORDS)], 'de-DE');
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(MOST_WORDS);
    expect(kept.length).toBeGreaterThan(MOST_WORDS / 2);
  });
});

describe('a search', () => {
  test('keeps phrases, or and minus, and words in parts are phrases', () => {
    expect(askedWords('Heat "warm  Air" OR 3.5 -cold-water')).toEqual({
      query: 'heat "warm air" or "3 5" -"cold water"',
      loose: '',
      either: '"heat" or "warm" or "air" or "3" or "5"',
      beginnings: [],
    });
  });

  test('is found loosely wherever its words stand, and never without what it finds', () => {
    expect(askedWords('the "warm air" -cold or 3.5')).toMatchObject({ loose: 'the warm air -cold or 3 5' });
    expect(askedWords('heat -"warm air"')).toMatchObject({ loose: 'heat' });
    expect(askedWords('or heat or')).toMatchObject({ query: 'heat', loose: 'heat' });
  });

  test('of one letter without spaces around it is a beginning, of several a phrase of pairs', () => {
    expect(askedWords('水')).toMatchObject({ query: '水', beginnings: ['水'] });
    expect(askedWords('水蒸気')).toMatchObject({
      query: '"水蒸 蒸気"',
      loose: '水蒸 蒸気',
      beginnings: [],
    });
  });

  test('without a word to find has none', () => {
    for (const text of ['', ' … ', '-cold', '""', 'or']) expect(askedWords(text).either).toBe('');
  });
});
