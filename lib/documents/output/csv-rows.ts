import type { Findings } from '../report.ts';
import type { LemmatizedSet } from './learning-set.ts';

export type Row = (string | number | null)[];

const share = (value: number): number => Math.round(value * 1e4) / 1e4;

/** CSV rows, header first. The writer guards against formula injection. */
export function* coverageRows({
  found,
  uncovered,
}: Pick<Findings<'coverage'>, 'found' | 'uncovered'>): Generator<Row> {
  yield ['word', 'covered', 'rank', 'count', 'first_page'];
  for (const { word, rank, count, page } of found) yield [word, 'yes', rank, count, page];
  for (const { word, count, page } of uncovered) yield [word, 'no', null, count, page];
}

/** @param isLemmatized false: `lemmas` are the words as written */
export function* learningSetRows(set: LemmatizedSet, isLemmatized: boolean): Generator<Row> {
  yield ['rank', 'sentence', 'page', 'new_words', 'covered', 'lemmas', 'lemmatized'];
  for (const { rank, text, page, new_words: newWords, covered, lemmas } of set) {
    const found = isLemmatized ? 'yes' : 'no';
    yield [rank, text, page, newWords.join(' '), share(covered), lemmas.join(' '), found];
  }
}

export function* keywordRows(keywords: Findings<'keywords'>['keywords']): Generator<Row> {
  yield ['phrase', 'count', 'score', 'pages'];
  for (const { phrase, count, score, pages } of keywords)
    yield [phrase, count, share(score), pages.join(' ')];
}

export function* entityRows(entities: Findings<'entities'>['entities']): Generator<Row> {
  yield ['kind', 'text', 'value', 'count', 'pages'];
  for (const { kind, text, value, count, pages } of entities)
    yield [kind, text, value, count, pages.join(' ')];
}
