import type { Work } from '../../core/slices.ts';
import { eachOf, sortedOf } from '../../core/slices-of.ts';
import type { Sentence } from '../text/sentences.ts';
import { wordKey, wordsOf } from '../text/words.ts';
import type { FrequencyList } from './frequency-list.ts';

export interface Coverage {
  /** Words of the document, and those of them that are on the list. */
  words: number;
  covered: number;
  /** 0 to 1; null for a document without words. */
  share: number | null;
  listWords: number;
  /** Words of the list found in the document, by rank, with their first page. */
  found: { word: string; rank: number; count: number; page: number }[];
  /** Words that are not on the list, most frequent first. */
  uncovered: { word: string; count: number; page: number }[];
}

/** Articles and pronouns that lose their vowel before another word. */
const ELISION =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|sull|all|dall|un|quest|quell)'(?=\p{L})/u;
const ELIDING = /^(?:fr|it|ca|oc)\b/;

/** The form of a word to look up in the list: as written, or without an elided article or a possessive 's. */
export function listForm(word: string, language: string, ranks: ReadonlyMap<string, number>): string {
  const key = wordKey(word);
  if (ranks.has(key)) return key;
  if (ELIDING.test(language)) return key.replace(ELISION, '');
  const bare = /^en\b/.test(language) ? key.replace(/'s$/, '') : key;
  return ranks.has(bare) ? bare : key;
}

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Coverage of a document by a word list. Words are compared as written, not by their dictionary form. */
export function* coverageOf(
  sentences: readonly Sentence[],
  list: FrequencyList,
  language: string,
): Work<Coverage> {
  const counts = new Map<string, { count: number; page: number }>();
  let words = 0;
  yield* eachOf(sentences, ({ text, page }) => {
    for (const word of wordsOf(text, language)) {
      const form = listForm(word, language, list.ranks);
      const known = counts.get(form);
      if (known) known.count += 1;
      else counts.set(form, { count: 1, page });
      words += 1;
    }
  });
  const found: Coverage['found'] = [];
  const uncovered: Coverage['uncovered'] = [];
  yield* eachOf(counts, ([word, { count, page }]) => {
    const rank = list.ranks.get(word);
    if (rank === undefined) uncovered.push({ word, count, page });
    else found.push({ word, rank, count, page });
  });
  const covered = found.reduce((sum, { count }) => sum + count, 0);
  return {
    words,
    covered,
    share: words === 0 ? null : covered / words,
    listWords: list.ranks.size,
    found: yield* sortedOf(found, (a, b) => a.rank - b.rank),
    uncovered: yield* sortedOf(uncovered, (a, b) => b.count - a.count || byCode(a.word, b.word)),
  };
}
