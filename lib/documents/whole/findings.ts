import { atOnce, type Work } from '../../core/slices.ts';
import { coverageOf } from '../analyses/coverage.ts';
import { type Entity, entitiesIn, mergeEntities } from '../analyses/entities.ts';
import { frequencyList } from '../analyses/frequency-list.ts';
import { keywordsOf } from '../analyses/keywords.ts';
import { learningSet } from '../analyses/learning-set.ts';
import { readabilityOf } from '../analyses/readability.ts';
import { summaryOf } from '../analyses/summary.ts';
import { type FindingsRecord, packFindings } from '../records/write.ts';
import type { Findings } from '../report.ts';
import type { Material } from './material.ts';
import type { WholeRequest } from './messages.ts';

const KEYWORDS = 30;
const SUMMARY_SENTENCES = 10;
const LEARNING_SET = { maxWords: 12, limit: 500 };
/** Texts whose entities are merged at once, so that what is held stays small. */
const PIECE = 500;

const options = ({ language, tools }: Material, limit: number) => ({
  language,
  stopWords: tools.stopWords(language),
  limit,
});

function* keywords(read: Material): Work<Findings<'keywords'>> {
  return { keywords: yield* keywordsOf(read.withCells, options(read, KEYWORDS)) };
}

function* summary(read: Material): Work<Findings<'summary'>> {
  const sentences = yield* summaryOf(read.withCells, options(read, SUMMARY_SENTENCES));
  return {
    sentences: sentences.map(({ text, page, box, rank, continued, id = '' }) => ({
      ...{ text, page, box, rank, continued },
      paragraph: id,
    })),
  };
}

function* entities({ texts }: Material): Work<Findings<'entities'>> {
  const found: Entity[] = [];
  for (let at = 0; at < texts.length; at += PIECE) {
    for (const entity of yield* entitiesIn(texts.slice(at, at + PIECE))) found.push(entity);
  }
  return { entities: yield* mergeEntities(found) };
}

function* readability({ sentences, language, tools }: Material): Work<Findings<'readability'>> {
  const found = yield* readabilityOf(sentences, language, tools);
  return {
    sentences: found?.sentences ?? 0,
    words: found?.words ?? 0,
    words_per_sentence: found?.wordsPerSentence ?? null,
    lix: found?.lix ?? null,
    flesch: found?.flesch ?? null,
    minutes: found?.minutes ?? null,
  };
}

function* coverage({ sentences, withCells, language }: Material, text: string): Work<Findings<'coverage'>> {
  const list = yield* frequencyList(text);
  const { words, covered, share, listWords, found, uncovered } = yield* coverageOf(withCells, list, language);
  const set = yield* learningSet(sentences, list, { language, ...LEARNING_SET });
  return {
    words,
    covered,
    share,
    list_words: listWords,
    ignored: list.ignored,
    found,
    uncovered,
    learning_set: set.map(({ rank, sentence, newWords, covered: part }) => {
      const { text, page, box } = sentence;
      return { rank, text, page, box, new_words: newWords, covered: part };
    }),
  };
}

export type AnalysisName = Extract<WholeRequest, { ask: 'analysis' }>['name'];

/** What one analysis finds, packed. @param list the reader's word list, for `coverage` */
export function findingsOf(name: AnalysisName, read: Material, list: string): Promise<FindingsRecord> {
  switch (name) {
    case 'keywords':
      return packFindings(name, atOnce(keywords(read)));
    case 'summary':
      return packFindings(name, atOnce(summary(read)));
    case 'entities':
      return packFindings(name, atOnce(entities(read)));
    case 'readability':
      return packFindings(name, atOnce(readability(read)));
    case 'coverage':
      return packFindings(name, atOnce(coverage(read, list)));
  }
}
