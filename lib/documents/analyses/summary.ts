import type { Work } from '../../core/slices.ts';
import { filterOf, sortedOf } from '../../core/slices-of.ts';
import { withoutNoteMark } from '../text/raised-letters.ts';
import type { Sentence } from '../text/sentences.ts';
import { wordsOf } from '../text/words.ts';
import { cosine, type SentenceVector, sentenceVectors } from './sentence-vectors.ts';

export interface SummarySentence extends Sentence {
  /** 1 for the most central. */
  rank: number;
}

const DAMPING = 0.85;
const MAX_ROUNDS = 60;
const SETTLED = 1e-7;
const MIN_WORDS = 6;
const MAX_WORDS = 60;
const MIN_LETTERS_PART = 0.6;
/** A sentence with this cosine to a chosen one repeats it. */
const SAME = 0.5;

/** Vectors between two yields. */
const PIECE = 500;

/** Sum of the vectors, each multiplied by its factor. */
function* weightedSum(
  vectors: readonly SentenceVector[],
  factors: Float64Array,
  terms: number,
): Work<Float64Array> {
  const sum = new Float64Array(terms);
  for (const [place, vector] of vectors.entries()) {
    const factor = factors[place] ?? 0;
    for (const [at, term] of vector.terms.entries())
      sum[term] = (sum[term] ?? 0) + factor * (vector.weights[at] ?? 0);
    if (place % PIECE === 0) yield;
  }
  return sum;
}

/**
 * For each vector the sum of its cosines with all others, each multiplied by its factor, in one pass over the words.
 */
function* pull(vectors: readonly SentenceVector[], factors: Float64Array, terms: number): Work<Float64Array> {
  const sum = yield* weightedSum(vectors, factors, terms);
  const pulled = new Float64Array(vectors.length);
  for (const [place, vector] of vectors.entries()) {
    let all = 0;
    for (const [at, term] of vector.terms.entries()) all += (vector.weights[at] ?? 0) * (sum[term] ?? 0);
    pulled[place] = vector.terms.length === 0 ? 0 : Math.max(0, all - (factors[place] ?? 0));
    if (place % PIECE === 0) yield;
  }
  return pulled;
}

/**
 * TextRank (Mihalcea & Tarau 2004) with the cosine of tf × idf vectors as similarity. The similarity matrix is never
 * built: a product with it is two products with the sparse vectors, so a round is linear in words.
 */
function* centrality(vectors: readonly SentenceVector[], terms: number): Work<Float64Array> {
  const ones = new Float64Array(vectors.length).fill(1);
  const degree = yield* pull(vectors, ones, terms);
  let rank = ones;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const given = rank.map((value, place) =>
      (degree[place] ?? 0) > 1e-9 ? value / (degree[place] ?? 1) : 0,
    );
    const next = (yield* pull(vectors, given, terms)).map((value) => 1 - DAMPING + DAMPING * value);
    const change = next.reduce((sum, value, place) => sum + Math.abs(value - (rank[place] ?? 0)), 0);
    rank = next;
    if (change < SETTLED * vectors.length) break;
  }
  return rank;
}

/** Whether a sentence suits a summary: a full sentence of letters, not a line of code or figures. */
function isQuotable({ text }: Sentence, language: string): boolean {
  const words = wordsOf(text, language).length;
  const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  return (
    words >= MIN_WORDS &&
    words <= MAX_WORDS &&
    letters >= MIN_LETTERS_PART * text.length &&
    /[.!?。！？؟]["'”’»)\]]*$/u.test(withoutNoteMark(text))
  );
}

/** The most central sentences that do not repeat one another, in the order of the document. */
export function* summaryOf(
  sentences: readonly Sentence[],
  options: { language: string; stopWords: ReadonlySet<string> | undefined; limit: number },
): Work<SummarySentence[]> {
  const quotable = yield* filterOf(sentences, (sentence) => isQuotable(sentence, options.language));
  const { vectors, terms } = yield* sentenceVectors(quotable, options.language, options.stopWords);
  const rank = yield* centrality(vectors, terms);
  const order = yield* sortedOf([...quotable.keys()], (a, b) => (rank[b] ?? 0) - (rank[a] ?? 0) || a - b);
  const chosen: number[] = [];
  for (const place of order) {
    if (chosen.length === options.limit) break;
    const vector = vectors[place];
    const isNew = chosen.every((other) => {
      const known = vectors[other];
      return !vector || !known || cosine(vector, known) < SAME;
    });
    if (isNew) chosen.push(place);
    yield;
  }
  return chosen
    .map((place, at) => ({ place, rank: at + 1 }))
    .sort((a, b) => a.place - b.place)
    .flatMap(({ place, rank: own }) => {
      const sentence = quotable[place];
      return sentence ? [{ ...sentence, rank: own }] : [];
    });
}
