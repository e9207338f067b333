import { isLoneLetter, wordsIn } from './words.ts';

/** A search as PostgreSQL's `websearch_to_tsquery` reads it. */
export interface AskedWords {
  /** Words, "phrases", `or` and `-`, with words cut as those of pages are. */
  query: string;
  /** What every page has that `query` finds, without phrases; empty if that can be any page. */
  loose: string;
  /** All words that are searched for, joined by `or`; empty if there are none. */
  either: string;
  /** Words found as the beginning of others. */
  beginnings: string[];
}

const TERMS = /(-?)(?:"([^"]*)"?|(\S+))/gu;

interface Term {
  minus: boolean;
  words: string[];
  phrase: boolean;
}

/** The terms of a search, in the alternatives that `or` parts. */
function alternativesOf(text: string): Term[][] {
  const alternatives: Term[][] = [[]];
  for (const [, minus, quoted, single = ''] of text.matchAll(TERMS)) {
    if (single.toLowerCase() === 'or') {
      alternatives.push([]);
      continue;
    }
    const words = searchedWords(quoted ?? single);
    if (words.length === 0) continue;
    const phrase = words.length > 1 || quoted !== undefined;
    alternatives.at(-1)?.push({ minus: minus === '-', words, phrase });
  }
  return alternatives.filter((terms) => terms.length > 0);
}

const written = ({ minus, words, phrase }: Term): string =>
  `${minus ? '-' : ''}${phrase ? `"${words.join(' ')}"` : words.join(' ')}`;

const withoutPhrase = ({ minus, phrase }: Term): boolean => minus && phrase;

/** The words wherever they stand. What a search does without as a phrase may be there as words. */
function loosely(alternatives: readonly Term[][]): string {
  // In a language where the other words are stop words, such an alternative is any page.
  if (alternatives.length > 1 && alternatives.flat().some(withoutPhrase)) return '';
  const single = (term: Term) => (term.minus ? written(term) : term.words.join(' '));
  return alternatives
    .map((terms) =>
      terms
        .filter((term) => !withoutPhrase(term))
        .map(single)
        .join(' '),
    )
    .join(' or ');
}

/** Reads a search in the syntax of `websearch_to_tsquery`. */
export function askedWords(text: string): AskedWords {
  const alternatives = alternativesOf(text);
  const wanted = alternatives.flat().flatMap(({ minus, words }) => (minus ? [] : words));
  const either = [...new Set(wanted)];
  return {
    query: alternatives.map((terms) => terms.map(written).join(' ')).join(' or '),
    loose: loosely(alternatives),
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
