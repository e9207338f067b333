import type { Work } from '../../core/slices.ts';
import type { Sentence } from '../text/sentences.ts';
import { wordKey, wordsOf } from '../text/words.ts';
import type { Clause } from './phrases.ts';

/** Statistics of a word for YAKE. */
export interface Term {
  count: number;
  /** Times written in capitals, and times with a capital not at the start of a sentence. */
  acronyms: number;
  capitals: number;
  /** Sentences that have it, rising. */
  sentences: number[];
  before: Map<string, number>;
  after: Map<string, number>;
}

export interface Terms {
  byKey: ReadonlyMap<string, Term>;
  clauses: Clause[];
}

const BOUNDARY = /[^\p{L}\p{M}\p{N}'’\-‐\s]+|\s[-‐]+\s|\d+/u;

const bump = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

function termOf(terms: Map<string, Term>, key: string): Term {
  const known = terms.get(key);
  if (known) return known;
  const term: Term = {
    count: 0,
    acronyms: 0,
    capitals: 0,
    sentences: [],
    before: new Map(),
    after: new Map(),
  };
  terms.set(key, term);
  return term;
}

function count(term: Term, word: string, sentence: number, begins: boolean): void {
  term.count += 1;
  if (word.length > 1 && /^\p{Lu}+$/u.test(word)) term.acronyms += 1;
  else if (!begins && /^\p{Lu}/u.test(word)) term.capitals += 1;
  if (term.sentences.at(-1) !== sentence) term.sentences.push(sentence);
}

/** `wordKey` with cached results: the same word gets the same string object, which is hashed once. */
function keyReader(): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const key = known.get(word) ?? wordKey(word);
    known.set(word, key);
    return key;
  };
}

/** Words and their neighbours, within punctuation. */
export function* termsOf(sentences: readonly Sentence[], language: string): Work<Terms> {
  const byKey = new Map<string, Term>();
  const keyOf = keyReader();
  const clauses: Clause[] = [];
  for (const [sentence, { text }] of sentences.entries()) {
    let begins = true;
    for (const part of text.split(BOUNDARY)) {
      const words = wordsOf(part, language);
      if (words.length === 0) continue;
      const clause = { sentence, words, keys: words.map(keyOf) };
      countClause(byKey, clause, begins);
      clauses.push(clause);
      begins = false;
    }
    yield;
  }
  return { byKey, clauses };
}

function countClause(byKey: Map<string, Term>, { sentence, words, keys }: Clause, begins: boolean): void {
  let last: { key: string; term: Term } | undefined;
  for (const [at, word] of words.entries()) {
    const key = keys[at] ?? '';
    const term = termOf(byKey, key);
    count(term, word, sentence, begins && at === 0);
    if (last) {
      bump(term.before, last.key);
      bump(last.term.after, key);
    }
    last = { key, term };
  }
}
