import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { coverageOf } from '../../../lib/documents/analyses/coverage.ts';
import { frequencyList } from '../../../lib/documents/analyses/frequency-list.ts';
import { learningSet } from '../../../lib/documents/analyses/learning-set.ts';
import { coverageRows, learningSetRows } from '../../../lib/documents/output/csv-rows.ts';
import { lemmatized } from '../../../lib/documents/output/learning-set.ts';
import { sentencesFrom } from './sentences.ts';

const TEXTS = [
  'Le chat dort ici.',
  "L'ami du chat mange la pomme rouge.",
  'Une pomme et un chat.',
  'La pomme est rouge.',
];
const list = atOnce(
  frequencyList('le,1000\nla\t900\nchat 800\n"pomme"\nrouge\nami\nzèbre\nLe\n# note\n12345\n'),
);

describe('a frequency list', () => {
  test('takes the first field of each line as a word, its place as its rank, and tells what it ignored', () => {
    expect([...list.ranks]).toEqual([
      ['le', 1],
      ['la', 2],
      ['chat', 3],
      ['pomme', 4],
      ['rouge', 5],
      ['ami', 6],
      ['zèbre', 7],
    ]);
    expect(list.ignored).toEqual(['12345']);
  });

  test('survives Windows line ends, a byte order mark and lone surrogates', () => {
    expect([...atOnce(frequencyList('\uFEFFun\r\ndeux\r\n\uD800')).ranks.keys()]).toEqual(['un', 'deux']);
  });
});

describe('coverage', () => {
  const coverage = atOnce(coverageOf(sentencesFrom(TEXTS), list, 'fr'));

  test('counts running words, and words of the list by rank', () => {
    expect(coverage).toMatchObject({ words: 20, covered: 12, share: 0.6, listWords: 7 });
    expect(coverage.found).toEqual([
      { word: 'le', rank: 1, count: 1, page: 1 },
      { word: 'la', rank: 2, count: 2, page: 1 },
      { word: 'chat', rank: 3, count: 3, page: 1 },
      { word: 'pomme', rank: 4, count: 3, page: 1 },
      { word: 'rouge', rank: 5, count: 2, page: 1 },
      { word: 'ami', rank: 6, count: 1, page: 1 },
    ]);
    expect(coverage.uncovered[0]).toEqual({ word: 'dort', count: 1, page: 1 });
  });

  test('of no words is not a number but null', () => {
    expect(atOnce(coverageOf([], list, 'fr')).share).toBeNull();
  });

  test('comes as rows that name their columns', () => {
    const rows = [...coverageRows(coverage)];
    expect(rows[0]).toEqual(['word', 'covered', 'rank', 'count', 'first_page']);
    expect(rows[3]).toEqual(['chat', 'yes', 3, 3, 1]);
    expect(rows.length).toBe(1 + coverage.found.length + coverage.uncovered.length);
  });
});

describe('the learning set', () => {
  const options = { language: 'fr', maxWords: 8, limit: 500 };

  test('is greedy: most new words first, then the shortest, and stops when nothing new is left', () => {
    const set = atOnce(learningSet(sentencesFrom(TEXTS), list, options));
    expect(set.map(({ sentence, newWords }) => [sentence.paragraph, newWords])).toEqual([
      [1, ['ami', 'chat', 'la', 'pomme', 'rouge']],
      [0, ['le']],
    ]);
    expect(set.map(({ covered }) => covered)).toEqual([5 / 6, 1]);
    const findings = set.map(({ rank, sentence: { text, page, box }, newWords, covered }) => ({
      ...{ rank, text, page, box, covered },
      new_words: newWords,
    }));
    expect([...learningSetRows(lemmatized(findings, null), false)][2]).toEqual([
      ...[2, 'Le chat dort ici.', 1, 'le', 1, 'le', 'no'],
    ]);
  });

  test('chooses as a greedy search over all sentences does', () => {
    const texts = Array.from({ length: 300 }, (_, at) => {
      const word = (step: number) => `w${String.fromCharCode(97 + ((at * step + step) % 23))}`;
      return `${[3, 5, 7, 11, 13]
        .slice(0, 3 + (at % 3))
        .map(word)
        .join(' ')}.`;
    });
    const all = atOnce(
      frequencyList([...new Set(texts.join(' ').replaceAll('.', '').split(' '))].join('\n')),
    );
    const gains = atOnce(learningSet(sentencesFrom(texts), all, options)).map(
      ({ newWords }) => newWords.length,
    );
    const known = new Set<string>();
    const expected: number[] = [];
    for (;;) {
      const news = texts.map(
        (text) =>
          new Set(
            text
              .slice(0, -1)
              .split(' ')
              .filter((word) => !known.has(word)),
          ),
      );
      const lengths = (at: number) => texts[at]?.split(' ').length ?? 0;
      const best =
        [...news.keys()].sort(
          (a, b) => (news[b]?.size ?? 0) - (news[a]?.size ?? 0) || lengths(a) - lengths(b) || a - b,
        )[0] ?? 0;
      if ((news[best]?.size ?? 0) === 0) break;
      expected.push(news[best]?.size ?? 0);
      for (const word of news[best] ?? []) known.add(word);
    }
    expect(gains).toEqual(expected);
  });

  test('keeps to its limits: sentences of few words, no more than asked for', () => {
    expect(
      atOnce(learningSet(sentencesFrom(TEXTS), list, { ...options, maxWords: 5 })).every(
        ({ sentence }) => sentence.paragraph !== 1,
      ),
    ).toBe(true);
    expect(atOnce(learningSet(sentencesFrom(TEXTS), list, { ...options, limit: 1 })).length).toBe(1);
  });
});
