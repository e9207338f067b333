import { isLoneLetter, wordsIn } from './words.ts';

/** A search as PostgreSQL's `websearch_to_tsquery` reads it. */
export interface AskedWords {
  /** Words, "phrases", `or` and `-`, with words cut as those of pages are. */
  query: string;
  /** All words that are searched for, joined by `or`; empty if there are none. */
  either: string;
  /** Words found as the beginning of others. */
  beginnings: string[];
}

const TERMS = /(-?)(?:"([^"]*)"?|(\S+))/gu;

/** Reads a search in the syntax of `websearch_to_tsquery`. */
export function askedWords(text: string): AskedWords {
  const query: string[] = [];
  const wanted: string[] = [];
  for (const [, minus, phrase, single = ''] of text.matchAll(TERMS)) {
    if (single.toLowerCase() === 'or') {
      query.push('or');
      continue;
    }
    const words = searchedWords(phrase ?? single);
    if (words.length === 0) continue;
    const term = words.length === 1 && phrase === undefined ? words[0] : `"${words.join(' ')}"`;
    query.push(`${minus}${term}`);
    if (minus === '') wanted.push(...words);
  }
  const either = [...new Set(wanted)];
  return {
    query: query.join(' '),
    either: either.map((word) => `"${word}"`).join(' or '),
    beginnings: either.filter(isLoneLetter),
  };
}

/** Of letters in pairs the last stands alone only to be found by itself. */
function searchedWords(text: string): string[] {
  const words = [...wordsIn(text)];
  return words
    .filter(({ word, end }, at) => !isLoneLetter(word) || words[at - 1]?.end !== end)
    .map(({ word }) => word);
}
