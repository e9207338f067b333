import type { Work } from '../../core/slices.ts';
import { flatMapOf, sortedOf } from '../../core/slices-of.ts';
import type { Sentence } from '../text/sentences.ts';
import { wordsOf } from '../text/words.ts';
import { listForm } from './coverage.ts';
import type { FrequencyList } from './frequency-list.ts';

export interface LearningSentence {
  /** From 1, in the order of choice. */
  rank: number;
  sentence: Sentence;
  /** List words that no earlier sentence of the set has. */
  newWords: string[];
  /** Share of the list words found in short sentences that the set covers so far, 0 to 1. */
  covered: number;
}

interface Option {
  place: number;
  sentence: Sentence;
  listWords: string[];
  length: number;
}

const MIN_WORDS = 3;

function* optionsOf(
  sentences: readonly Sentence[],
  list: FrequencyList,
  language: string,
  maxWords: number,
): Work<Option[]> {
  return yield* flatMapOf(sentences, (sentence, place) => {
    const words = wordsOf(sentence.text, language);
    if (words.length < MIN_WORDS || words.length > maxWords) return [];
    const forms = new Set(words.map((word) => listForm(word, language, list.ranks)));
    return [
      { place, sentence, listWords: [...forms].filter((word) => list.ranks.has(word)), length: words.length },
    ];
  });
}

/**
 * A few short sentences that together hold as many list words as possible. Greedy: most new words first, then the
 * shortest, then the first. Gains only fall, so a sentence is checked once per gain.
 */
export function* learningSet(
  sentences: readonly Sentence[],
  list: FrequencyList,
  options: { language: string; maxWords: number; limit: number },
): Work<LearningSentence[]> {
  const candidates = yield* optionsOf(sentences, list, options.language, options.maxWords);
  const reachable = new Set(candidates.flatMap(({ listWords }) => listWords)).size;
  const byGain: Option[][] = Array.from({ length: options.maxWords + 1 }, () => []);
  for (const option of candidates) byGain[option.listWords.length]?.push(option);
  const known = new Set<string>();
  const chosen: LearningSentence[] = [];
  for (let gain = options.maxWords; gain > 0; gain -= 1) {
    const turn = yield* sortedOf(byGain[gain] ?? [], (a, b) => a.length - b.length || a.place - b.place);
    for (const option of turn) {
      yield;
      const { sentence, listWords } = option;
      const newWords = listWords.filter((word) => !known.has(word));
      if (newWords.length < gain) {
        byGain[newWords.length]?.push({ ...option, listWords: newWords });
        continue;
      }
      if (chosen.length === options.limit) return chosen;
      for (const word of newWords) known.add(word);
      chosen.push({ rank: chosen.length + 1, sentence, newWords, covered: known.size / reachable });
    }
  }
  return chosen;
}
