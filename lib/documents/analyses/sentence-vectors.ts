import type { Work } from '../../core/slices.ts';
import { eachOf, mapOf } from '../../core/slices-of.ts';
import type { Sentence } from '../text/sentences.ts';
import { wordKey, wordsOf } from '../text/words.ts';

/** Term numbers of a sentence and their weights, of unit length. */
export interface SentenceVector {
  terms: number[];
  weights: number[];
}

const MIN_LETTERS = 2;

function contentWords(text: string, language: string, stopWords: ReadonlySet<string> | undefined): string[] {
  return wordsOf(text, language)
    .map(wordKey)
    .filter((word) => !stopWords?.has(word) && (word.length >= MIN_LETTERS || /\p{Lo}/u.test(word)));
}

/**
 * Vectors of tf × idf over words that occur in at least two sentences; others cannot make sentences alike.
 * @returns vectors in the order of the sentences, and the number of terms
 */
export function* sentenceVectors(
  sentences: readonly Sentence[],
  language: string,
  stopWords: ReadonlySet<string> | undefined,
): Work<{ vectors: SentenceVector[]; terms: number }> {
  const words = yield* mapOf(sentences, ({ text }) => contentWords(text, language, stopWords));
  const inSentences = new Map<string, number>();
  yield* eachOf(words, (own) => {
    for (const word of new Set(own)) inSentences.set(word, (inSentences.get(word) ?? 0) + 1);
  });
  const numbers = new Map<string, number>();
  const idf: number[] = [];
  yield* eachOf(inSentences, ([word, count]) => {
    if (count < 2) return;
    numbers.set(word, idf.length);
    idf.push(Math.log(1 + sentences.length / count));
  });
  const vectors = yield* mapOf(words, (own) => {
    const weights = new Map<number, number>();
    for (const word of own) {
      const term = numbers.get(word);
      if (term !== undefined) weights.set(term, (weights.get(term) ?? 0) + (idf[term] ?? 0));
    }
    const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
    return { terms: [...weights.keys()], weights: [...weights.values()].map((weight) => weight / length) };
  });
  return { vectors, terms: idf.length };
}

export function cosine(a: SentenceVector, b: SentenceVector): number {
  const other = new Map(b.terms.map((term, place) => [term, b.weights[place] ?? 0]));
  return a.terms.reduce((sum, term, place) => sum + (a.weights[place] ?? 0) * (other.get(term) ?? 0), 0);
}
