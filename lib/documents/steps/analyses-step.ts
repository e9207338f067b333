import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import { inSlices, type Work } from '../../core/slices.ts';
import type { Database } from '../../db/client.ts';
import type { StepContext, StepResult, StepToRun } from '../../engine/analyzer.ts';
import { type CellText, cellSentences } from '../analyses/cells.ts';
import { coverageOf } from '../analyses/coverage.ts';
import {
  type Entity,
  entitiesIn,
  mergeEntities,
  type TextOfPage,
  textsByPage,
} from '../analyses/entities.ts';
import { frequencyList } from '../analyses/frequency-list.ts';
import { keywordsOf } from '../analyses/keywords.ts';
import { languagesOf, type PageLanguage } from '../analyses/languages.ts';
import { learningSet } from '../analyses/learning-set.ts';
import { readabilityOf } from '../analyses/readability.ts';
import { summaryOf } from '../analyses/summary.ts';
import type { TextTools } from '../analyses/text-tools.ts';
import type { DocumentJob } from '../document-job.ts';
import { blocksOf } from '../output/blocks.ts';
import { frequencyListOf, type StoredPage, storedPages } from '../records/queries.ts';
import { type FindingsRecord, packFindings } from '../records/write.ts';
import type { Findings, FindingsName } from '../report.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { type Sentence, sentencesOf } from '../text/sentences.ts';
import { everyPage } from './every-page.ts';
import { KEPT_MS, keptCall } from './kept-call.ts';
import { unheldTimer } from './sessions.ts';

const KEYWORDS = 30;
const SUMMARY_SENTENCES = 10;
const LEARNING_SET = { maxWords: 12, limit: 500 };
/** Texts whose entities are merged at once, so that what is held stays small. */
const PIECE = 500;
/** Language tag for undetermined text (BCP 47). */
const UNDETERMINED = 'und';

/** Input of the analyses: the whole document. */
export interface Material {
  /** BCP 47. */
  language: string;
  sentences: Sentence[];
  /** Those and the sentences of table cells, in order. */
  withCells: Sentence[];
  /** Paragraphs, split at page breaks, and table cells. */
  texts: TextOfPage[];
  tools: TextTools;
}

/** What is kept of each page. */
interface Gathered {
  languages: PageLanguage[];
  paragraphs: Paragraph[];
  /** Of the paragraphs. */
  ids: string[];
  cells: CellText[];
}

function gather({ languages, paragraphs, ids, cells }: Gathered, page: StoredPage): void {
  const { language, languageConfidence, characters } = page;
  languages.push({ page: page.page, language, confidence: languageConfidence, characters });
  for (const block of blocksOf(page, paragraphs.length)) {
    const { id, place } = block;
    if ('paragraph' in block) {
      paragraphs.push(block.paragraph);
      ids.push(id);
    } else {
      for (const { text, box } of block.table.rows.flat()) {
        if (text !== '') cells.push({ id, place, page: page.page, text, box });
      }
    }
  }
}

async function material(db: Database, jobId: string): Promise<Material> {
  const gathered: Gathered = { languages: [], paragraphs: [], ids: [], cells: [] };
  for await (const page of everyPage((place) => storedPages(db, jobId, place))) gather(gathered, page);
  const { languages, paragraphs, ids, cells } = gathered;
  const language = languagesOf(languages).main ?? UNDETERMINED;
  const texts = [...textsByPage(paragraphs, ids), ...cells].sort((a, b) => a.page - b.page);
  const { textTools: tools } = await import('../text-tools.ts');
  const sentences = await inSlices(sentencesOf(paragraphs, language));
  for (const sentence of sentences) sentence.id = ids[sentence.paragraph] ?? '';
  const ofCells = await inSlices(cellSentences(cells, language));
  const withCells = [...sentences, ...ofCells].sort((a, b) => a.paragraph - b.paragraph);
  return { language, sentences, withCells, texts, tools };
}

/** Shares one read of the document among the analyses of a slice, which start at about the same time. */
export function materialOf({ db }: Pick<DocumentJob, 'db'>) {
  const kept = keptCall<Material>(KEPT_MS, unheldTimer);
  return (jobId: string) => kept(jobId, () => material(db, jobId));
}

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

async function listOf({ db }: DocumentJob, jobId: string): Promise<string> {
  const text = await frequencyListOf(db, jobId);
  if (text !== null) return text;
  throw new PermanentError(
    'frequency_list_not_kept',
    'The word list is no longer kept: start a new analysis.',
  );
}

const inputSchema = z.strictObject({
  name: z.enum(['keywords', 'summary', 'entities', 'readability', 'coverage']),
});

/** One analysis of the whole document. */
export async function analyzeDocument(
  job: DocumentJob & { material: ReturnType<typeof materialOf> },
  step: StepToRun,
  { jobId, signal }: StepContext,
): Promise<StepResult<FindingsRecord>> {
  const { name } = inputSchema.parse(step.input);
  const read = await job.material(jobId);
  const find = {
    keywords: () => keywords(read),
    summary: () => summary(read),
    entities: () => entities(read),
    readability: () => readability(read),
    coverage: async () => coverage(read, await listOf(job, jobId)),
  } satisfies Partial<Record<FindingsName, () => unknown>>;
  const found = await inSlices<Findings<typeof name>>(await find[name](), signal);
  return { record: await packFindings(name, found) };
}
