import type { Findings } from '../report.ts';
import type { LearningSet } from './learning-set.ts';

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

export function* learningSetRows(set: LearningSet): Generator<Row> {
  yield ['rank', 'sentence', 'page', 'new_words', 'covered'];
  for (const { rank, text, page, new_words: newWords, covered } of set) {
    yield [rank, text, page, newWords.join(' '), share(covered)];
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
