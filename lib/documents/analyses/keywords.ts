import type { Work } from '../../core/slices.ts';
import { filterOf, mapOf, sortedOf } from '../../core/slices-of.ts';
import type { Sentence } from '../text/sentences.ts';
import { type Term, type Terms, termsOf } from './keyword-terms.ts';
import { type Phrase, phraseReader } from './phrases.ts';

export interface Keyword {
  /** As written most often; one to three words. */
  phrase: string;
  count: number;
  /** Pages that have it, rising. */
  pages: number[];
  /** Higher is more typical of the document; 1 for the first. */
  score: number;
}

const MAX_WORDS = 3;
const MIN_LETTERS = 3;
const MIN_COUNT = 2;
/** Without a list of stop words, words up to this length count as stop words. */
const SHORT_WORD = 3;

interface Candidate {
  forms: Map<string, number>;
  count: number;
  key: string;
  keys: string[];
  sentences: number[];
}

const isCaseless = (word: string): boolean => !/[\p{Ll}\p{Lu}]/u.test(word);

/** Words that may not begin or end a phrase. */
function isStop(key: string, stopWords: ReadonlySet<string> | undefined): boolean {
  if (stopWords?.has(key)) return true;
  if (isCaseless(key)) return key.length < 2;
  return key.length < (stopWords ? MIN_LETTERS : SHORT_WORD + 1);
}

/** Weight of each word by YAKE, features as in section 3.2 of the paper; less is better. */
function* weights({ byKey }: Terms, isStopWord: (key: string) => boolean): Work<Map<string, number>> {
  const counts = (yield* filterOf(byKey, ([key]) => !isStopWord(key))).map(([, term]) => term.count);
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  const spread = Math.sqrt(
    counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, counts.length),
  );
  const most = [...byKey.values()].reduce((max, { count }) => Math.max(max, count), 1);
  const sentences = [...byKey.values()].reduce(
    (max, term) => Math.max(max, (term.sentences.at(-1) ?? 0) + 1),
    1,
  );
  const variety = (neighbours: ReadonlyMap<string, number>): number => {
    const all = [...neighbours.values()].reduce((sum, count) => sum + count, 0);
    return all === 0 ? 0 : neighbours.size / all;
  };
  const weightOf = (term: Term): number => {
    const casing = Math.max(term.acronyms, term.capitals) / (1 + Math.log(term.count));
    const median = term.sentences[term.sentences.length >> 1] ?? 0;
    const position = Math.log(Math.log(3 + median));
    const frequency = term.count / (mean + spread);
    const related = 1 + (variety(term.before) + variety(term.after)) * (term.count / most);
    const different = term.sentences.length / sentences;
    return (related * position) / (casing + (frequency + different) / related);
  };
  return new Map(yield* mapOf(byKey, ([key, term]): [string, number] => [key, weightOf(term)]));
}

/** Phrases that occur at least twice. They are counted first: most occur once and need not be kept. */
function* candidatesOf({ byKey, clauses }: Terms, isStopWord: (key: string) => boolean): Work<Candidate[]> {
  const read = phraseReader(byKey, isStopWord, MAX_WORDS);
  const counts = new Map<number, number>();
  yield* read(clauses, ({ number }) => counts.set(number, (counts.get(number) ?? 0) + 1));
  const found = new Map<number, Candidate>();
  yield* read(clauses, (phrase) => {
    const count = counts.get(phrase.number) ?? 0;
    if (count >= MIN_COUNT) add(found, phrase, count);
  });
  return [...found.values()];
}

function add(found: Map<number, Candidate>, { number, clause, start, end }: Phrase, count: number): void {
  const known = found.get(number) ?? candidateOf(clause.keys.slice(start, end), count);
  const form = clause.words.slice(start, end).join(isCaseless(known.key) ? '' : ' ');
  known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
  if (known.sentences.at(-1) !== clause.sentence) known.sentences.push(clause.sentence);
  found.set(number, known);
}

function candidateOf(keys: string[], count: number): Candidate {
  return { key: keys.join(' '), keys, count, forms: new Map(), sentences: [] };
}

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function scoreOf({ keys, count }: Candidate, weight: ReadonlyMap<string, number>): number {
  const own = keys.map((key) => weight.get(key) ?? 1);
  const product = own.reduce((all, each) => all * each, 1);
  return product / (count * (1 + own.reduce((sum, each) => sum + each, 0)));
}

/** Phrases, in the order given, that are not part of a better one and do not contain one. */
function* distinct<T extends Candidate>(ranked: readonly T[], limit: number): Work<T[]> {
  const kept: T[] = [];
  for (const candidate of ranked) {
    if (kept.length === limit) break;
    const text = ` ${candidate.keys.join(' ')} `;
    const known = kept.some(({ keys }) => {
      const other = ` ${keys.join(' ')} `;
      return other.includes(text) || (text.includes(other) && keys.length > 1);
    });
    if (!known) kept.push(candidate);
    yield;
  }
  return kept;
}

/**
 * Phrases typical of a document, from its own text alone (Campos et al., "YAKE!", Information Sciences 509, 2020, without
 * the removal of similar strings). Words that appear once in a document are no keywords of it.
 */
export function* keywordsOf(
  sentences: readonly Sentence[],
  options: { language: string; stopWords: ReadonlySet<string> | undefined; limit: number },
): Work<Keyword[]> {
  const terms = yield* termsOf(sentences, options.language);
  const isStopWord = (key: string): boolean => isStop(key, options.stopWords);
  const weight = yield* weights(terms, isStopWord);
  const candidates = yield* candidatesOf(terms, isStopWord);
  const weighed = yield* mapOf(candidates, (each) => ({ ...each, weight: scoreOf(each, weight) }));
  const ranked = yield* sortedOf(weighed, (a, b) => a.weight - b.weight || byCode(a.key, b.key));
  const best = ranked[0]?.weight ?? 1;
  return yield* mapOf(yield* distinct(ranked, options.limit), (each) => ({
    phrase: [...each.forms].sort((a, b) => b[1] - a[1] || byCode(a[0], b[0]))[0]?.[0] ?? each.key,
    count: each.count,
    pages: [...new Set(each.sentences.map((place) => sentences[place]?.page ?? 0))].sort((a, b) => a - b),
    score: best / each.weight,
  }));
}
