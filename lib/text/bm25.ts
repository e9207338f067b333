import { normalized } from './normalized.ts';

/** Runs of letters and digits; of scripts without spaces, pairs of neighbours. */
const RUN = /[\p{L}\p{M}\p{N}]+/gu;
const SPACELESS = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

function pairsOf(run: string): string[] {
  const letters = [...run];
  return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** What a text is found by: lower case, with compatibility forms such as ligatures resolved. */
export const termsOf = (text: string): string[] =>
  (normalized(text, 'NFKC').toLowerCase().match(RUN) ?? []).flatMap((run) =>
    SPACELESS.test(run) ? pairsOf(run) : [run],
  );

export interface Hit<T> {
  item: T;
  score: number;
}

interface Entry<T> {
  item: T;
  length: number;
  /** Of each term of the query, how often it occurs. */
  counts: number[];
}

/** Saturation and length normalization, as commonly set. */
const K1 = 1.2;
const B = 0.75;

/**
 * Ranks texts for a query by Okapi BM25 (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework, 3.4), with
 * `ln(1 + (N - n + 0.5) / (n + 0.5))` as the weight of a term, which is never negative. Holds only what has a term.
 */
export class Bm25<T> {
  readonly #terms: readonly string[];
  readonly #found: Entry<T>[] = [];
  #texts = 0;
  #length = 0;

  constructor(query: string) {
    this.#terms = [...new Set(termsOf(query))];
  }

  add(item: T, text: string): void {
    const occurring = new Map<string, number>();
    const terms = termsOf(text);
    for (const term of terms) occurring.set(term, (occurring.get(term) ?? 0) + 1);
    this.#texts += 1;
    this.#length += terms.length;
    const counts = this.#terms.map((term) => occurring.get(term) ?? 0);
    if (counts.some((count) => count > 0)) this.#found.push({ item, length: terms.length, counts });
  }

  /** The best first; of equal ones, the one added first. */
  best(most: number): Hit<T>[] {
    const mean = this.#length / Math.max(1, this.#texts);
    const weights = this.#terms.map((_, at) => {
      const having = this.#found.filter(({ counts }) => (counts[at] ?? 0) > 0).length;
      return Math.log(1 + (this.#texts - having + 0.5) / (having + 0.5));
    });
    const hits = this.#found.map(({ item, length, counts }) => {
      const norm = K1 * (1 - B + (B * length) / Math.max(1, mean));
      const score = counts.reduce(
        (sum, count, at) => sum + ((weights[at] ?? 0) * count * (K1 + 1)) / (count + norm),
        0,
      );
      return { item, score };
    });
    return hits.sort((one, other) => other.score - one.score).slice(0, most);
  }
}
