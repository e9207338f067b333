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

/** Vectors one after the other in flat lists: a round goes over all of their terms. */
interface Flat {
  /** Where each vector begins in the lists, and where the last one ends. */
  starts: Uint32Array;
  terms: Uint32Array;
  weights: Float64Array;
}

function flat(vectors: readonly SentenceVector[]): Flat {
  const starts = new Uint32Array(vectors.length + 1);
  for (const [place, { terms }] of vectors.entries()) starts[place + 1] = (starts[place] ?? 0) + terms.length;
  const all = starts.at(-1) ?? 0;
  const found = { starts, terms: new Uint32Array(all), weights: new Float64Array(all) };
  for (const [place, { terms, weights }] of vectors.entries()) {
    found.terms.set(terms, starts[place]);
    found.weights.set(weights, starts[place]);
  }
  return found;
}

/** Sum of the vectors, each multiplied by its factor. */
function* weightedSum(
  { starts, terms, weights }: Flat,
  factors: Float64Array,
  count: number,
): Work<Float64Array> {
  const sum = new Float64Array(count);
  for (let [place, at] = [0, 0]; place < factors.length; place++) {
    const factor = factors[place] ?? 0;
    for (const end = starts[place + 1] ?? 0; at < end; at++) {
      const term = terms[at] ?? 0;
      sum[term] = (sum[term] ?? 0) + factor * (weights[at] ?? 0);
    }
    if (place % PIECE === 0) yield;
  }
  return sum;
}

/**
 * For each vector the sum of its cosines with all others, each multiplied by its factor, in one pass over the words.
 */
function* pull(vectors: Flat, factors: Float64Array, count: number): Work<Float64Array> {
  const { starts, terms, weights } = vectors;
  const sum = yield* weightedSum(vectors, factors, count);
  const pulled = new Float64Array(factors.length);
  for (let [place, at] = [0, 0]; place < factors.length; place++) {
    const [from, end] = [at, starts[place + 1] ?? 0];
    let all = 0;
    for (; at < end; at++) all += (weights[at] ?? 0) * (sum[terms[at] ?? 0] ?? 0);
    pulled[place] = end === from ? 0 : Math.max(0, all - (factors[place] ?? 0));
    if (place % PIECE === 0) yield;
  }
  return pulled;
}

/**
 * TextRank (Mihalcea & Tarau 2004) with the cosine of tf × idf vectors as similarity. The similarity matrix is never
 * built: a product with it is two products with the sparse vectors, so a round is linear in words.
 */
function* centrality(sentences: readonly SentenceVector[], terms: number): Work<Float64Array> {
  const vectors = flat(sentences);
  const ones = new Float64Array(sentences.length).fill(1);
  const degree = yield* pull(vectors, ones, terms);
  let rank = ones;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const given = rank.map((value, place) =>
      (degree[place] ?? 0) > 1e-9 ? value / (degree[place] ?? 1) : 0,
    );
    const next = (yield* pull(vectors, given, terms)).map((value) => 1 - DAMPING + DAMPING * value);
    const change = next.reduce((sum, value, place) => sum + Math.abs(value - (rank[place] ?? 0)), 0);
    rank = next;
    if (change < SETTLED * sentences.length) break;
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
