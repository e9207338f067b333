import type { Work } from '../../core/slices.ts';

/** Words between punctuation, as written and as compared (`wordKey`). */
export interface Clause {
  sentence: number;
  words: string[];
  keys: string[];
}

/** `words.slice(start, end)` of a clause; phrases of the same keys have the same number. */
export interface Phrase {
  number: number;
  clause: Clause;
  start: number;
  end: number;
}

/**
 * Calls `visit` for each phrase of up to `longest` words in which none is a stop word or comes twice. Phrases are told
 * apart by numbers, not texts: making and hashing a text for each took most of the time.
 */
export function phraseReader(
  vocabulary: ReadonlyMap<string, unknown>,
  isStopWord: (key: string) => boolean,
  longest: number,
): (clauses: readonly Clause[], visit: (phrase: Phrase) => void) => Work<void> {
  const numbers = numbersOf(vocabulary, isStopWord);
  const size = vocabulary.size + 1;
  const grown = new Map<number, number>();
  /** 0 is the empty phrase; words have the numbers below `size`. */
  const grow = (phrase: number, word: number): number => {
    if (phrase === 0) return word;
    const pair = phrase * size + word;
    const known = grown.get(pair) ?? size + grown.size;
    grown.set(pair, known);
    return known;
  };
  const readFrom = (clause: Clause, start: number, visit: (phrase: Phrase) => void): void => {
    const { keys } = clause;
    let number = 0;
    for (let end = start + 1; end <= Math.min(keys.length, start + longest); end += 1) {
      const key = keys[end - 1] ?? '';
      const word = numbers.get(key);
      if (word === undefined || keys.indexOf(key, start) < end - 1) return;
      number = grow(number, word);
      visit({ number, clause, start, end });
    }
  };
  return function* (clauses, visit) {
    for (const clause of clauses) {
      for (let start = 0; start < clause.keys.length; start += 1) readFrom(clause, start, visit);
      yield;
    }
  };
}

/** From 1; stop words have none. */
function numbersOf(
  vocabulary: ReadonlyMap<string, unknown>,
  isStopWord: (key: string) => boolean,
): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const key of vocabulary.keys()) if (!isStopWord(key)) numbers.set(key, numbers.size + 1);
  return numbers;
}
