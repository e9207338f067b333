import { expect, test } from 'vitest';
import { atOnce, inSlices, type Work } from '../../lib/core/slices.ts';
import { coverageOf } from '../../lib/documents/analyses/coverage.ts';
import { entitiesIn, textsByPage } from '../../lib/documents/analyses/entities.ts';
import { frequencyList } from '../../lib/documents/analyses/frequency-list.ts';
import { keywordsOf } from '../../lib/documents/analyses/keywords.ts';
import { learningSet } from '../../lib/documents/analyses/learning-set.ts';
import { readabilityOf } from '../../lib/documents/analyses/readability.ts';
import { summaryOf } from '../../lib/documents/analyses/summary.ts';
import { readDocument } from '../../lib/documents/text/document-text.ts';
import { sectionsOf } from '../../lib/documents/text/sections.ts';
import { sentencesOf } from '../../lib/documents/text/sentences.ts';
import { textTools } from '../../lib/documents/text-tools.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../support/longest-hold.ts';
import { longText } from './long-text.ts';

const PAGES = 1_200;
const language = 'en';

const pages = longText(PAGES);
const { paragraphs } = atOnce(readDocument(pages));
const sentences = atOnce(sentencesOf(paragraphs, language));
const outline = Array.from({ length: 5_000 }, (_, at) => ({
  title: `Chapter ${at}`,
  level: 1,
  page: 1 + (at % PAGES),
}));
const words = [...new Set(pages.flatMap(({ lines }) => lines.flatMap(({ text }) => text.split(' '))))];
const manyWords = Array.from({ length: 150_000 }, (_, at) => words[at] ?? `word${'abcdefghij'[at % 10]}`);
const listText = manyWords.join('\n');
const list = atOnce(frequencyList(listText));
const ranked = { language, stopWords: textTools.stopWords(language), limit: 30 };

const READERS: Record<string, () => Work<unknown>> = {
  'assembling the text': () => readDocument(pages),
  sections: () => sectionsOf(paragraphs, outline),
  sentences: () => sentencesOf(paragraphs, language),
  keywords: () => keywordsOf(sentences, ranked),
  'the summary': () => summaryOf(sentences, ranked),
  entities: () => entitiesIn(textsByPage(paragraphs)),
  readability: () => readabilityOf(sentences, language, textTools),
  'a long word list': () => frequencyList(listText),
  coverage: () => coverageOf(sentences, list, language),
  'the learning set': () => learningSet(sentences, list, { language, maxWords: 30, limit: 500 }),
};

test.each(Object.entries(READERS))(
  '%s of 1,200 pages never holds the event loop longer than 100 ms',
  async (_, work) => {
    expect(await longestHoldOf(() => inSlices(work()))).toBeLessThanOrEqual(MOST_HOLD_MS);
  },
  120_000,
);
