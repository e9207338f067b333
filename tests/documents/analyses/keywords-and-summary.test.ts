import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { keywordsOf } from '../../../lib/documents/analyses/keywords.ts';
import { summaryOf } from '../../../lib/documents/analyses/summary.ts';
import { sentencesFrom } from './sentences.ts';

const stopWords = new Set('the a an of in on and is are to it for with that this by from as'.split(' '));
const TEXTS = [
  'The heat pump moves heat from the ground to the house.',
  'A heat pump needs electricity for the compressor.',
  'Birds sing in the garden on a quiet morning today.',
  'The compressor of the heat pump is the loudest part of the house.',
  'Nobody knew what the weather would bring that year.',
  'In winter the heat pump takes heat from cold ground.',
  'The heat pump moves heat from the ground to the house.',
];
const options = { language: 'en', stopWords, limit: 3 };

describe('keywords', () => {
  test('name what the document is about, with the pages that have it', () => {
    const [first] = atOnce(keywordsOf(sentencesFrom(TEXTS), options));
    expect(first).toMatchObject({ phrase: 'heat pump', count: 5, pages: [1, 2, 3, 4], score: 1 });
  });

  test('hold no stop words, nothing that comes once, and no part of another', () => {
    const phrases = atOnce(keywordsOf(sentencesFrom(TEXTS), { ...options, limit: 50 })).map(({ phrase }) =>
      phrase.toLowerCase(),
    );
    expect(phrases).not.toContain('pump');
    expect(phrases.some((phrase) => phrase.split(' ').some((word) => stopWords.has(word)))).toBe(false);
    expect(phrases).not.toContain('electricity');
  });

  test('are found without spaces between words and without a list of stop words', () => {
    const texts = ['机器学习很有用。', '我们研究机器学习。', '学习机器学习的方法。'];
    const phrases = atOnce(
      keywordsOf(sentencesFrom(texts), { language: 'zh', stopWords: undefined, limit: 5 }),
    );
    expect(phrases.map(({ phrase }) => phrase)).toContain('机器学习');
  });

  test('of nothing are none', () => {
    expect(atOnce(keywordsOf([], options))).toEqual([]);
    expect(atOnce(keywordsOf(sentencesFrom(['12 34', '---']), options))).toEqual([]);
  });
});

describe('the summary', () => {
  test('holds the most central sentences in the order of the document, each once, with its page', () => {
    const summary = atOnce(summaryOf(sentencesFrom(TEXTS), { ...options, limit: 2 }));
    expect(summary.length).toBe(2);
    expect(summary.every(({ text }) => text.includes('heat pump'))).toBe(true);
    expect(summary.map(({ paragraph }) => paragraph)).toEqual(
      summary.map(({ paragraph }) => paragraph).toSorted(),
    );
    expect(summary.map(({ rank }) => rank).toSorted()).toEqual([1, 2]);
    expect(new Set(summary.map(({ text }) => text)).size).toBe(2);
    expect(summary[0]?.page).toBe(Math.floor((summary[0]?.paragraph ?? 0) / 2) + 1);
  });

  test('quotes no code, no figures and no fragments', () => {
    const texts = [
      'x <- c(1, 2, 3); y <- f(x, 1:10) %*% z[2, ] heat pump heat pump.',
      'heat pump heat pump',
      ...TEXTS,
    ];
    const summary = atOnce(summaryOf(sentencesFrom(texts), { ...options, limit: 20 }));
    expect(summary.some(({ paragraph }) => paragraph < 2)).toBe(false);
  });

  test('ranks as TextRank over all pairs does', () => {
    const names = ['pump', 'heat', 'ground', 'house', 'bird', 'winter', 'garden', 'morning', 'noise', 'cold'];
    const texts = Array.from({ length: 30 }, (_, at) =>
      Array.from(
        { length: 6 },
        (__, step) => names[(at * (step + 2) + step * step) % (4 + (at % 7))] ?? '',
      ).join(' '),
    ).map((text) => `${text}.`);
    const byRank = atOnce(summaryOf(sentencesFrom(texts), { ...options, limit: 30 }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ paragraph }) => paragraph);
    expect(byRank).toEqual(pairwiseRank(texts).filter((place) => byRank.includes(place)));
    expect(byRank.length).toBeGreaterThan(3);
  });

  test('of sentences that share nothing is the first ones; of nothing is empty', () => {
    const texts = ['Alpha beta gamma delta epsilon zeta.', 'Uno dos tres cuatro cinco seis siete.'];
    expect(atOnce(summaryOf(sentencesFrom(texts), { ...options, limit: 1 }))[0]?.paragraph).toBe(0);
    expect(atOnce(summaryOf([], options))).toEqual([]);
  });
});

/** TextRank by the whole matrix of cosines, as the paper writes it. @returns places, the most central first */
function pairwiseRank(texts: readonly string[]): number[] {
  const words = texts.map((text) =>
    (text.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => word.length > 1 && !stopWords.has(word)),
  );
  const df = (word: string) => words.filter((own) => own.includes(word)).length;
  const vectors = words.map((own) => {
    const vector = new Map<string, number>();
    for (const word of own)
      if (df(word) > 1) vector.set(word, (vector.get(word) ?? 0) + Math.log(1 + texts.length / df(word)));
    const length = Math.hypot(...vector.values());
    return new Map([...vector].map(([word, weight]) => [word, weight / length]));
  });
  const like = vectors.map((a, i) =>
    vectors.map((b, j) =>
      i === j ? 0 : [...a].reduce((sum, [word, weight]) => sum + weight * (b.get(word) ?? 0), 0),
    ),
  );
  const degree = like.map((row) => row.reduce((sum, value) => sum + value, 0));
  let rank = texts.map(() => 1);
  for (let round = 0; round < 100; round += 1) {
    rank = rank.map(
      (_, i) =>
        0.15 +
        0.85 *
          rank.reduce(
            (sum, value, j) =>
              sum + ((degree[j] ?? 0) > 0 ? ((like[i]?.[j] ?? 0) / (degree[j] ?? 1)) * value : 0),
            0,
          ),
    );
  }
  return [...rank.keys()].sort((a, b) => (rank[b] ?? 0) - (rank[a] ?? 0) || a - b);
}
