import { languageSample } from '../analyses/languages.ts';
import { candidatesOf } from '../figures/candidates.ts';
import { pageColumns } from '../layout/page-columns.ts';
import { withShifts } from '../layout/text-columns.ts';
import type { PageContent } from '../pdf/page.ts';
import { tablesOf } from '../tables/tables-of.ts';
import { plainTextOf } from '../text/listings.ts';
import { quoted } from '../text/quoted.ts';
import { readColumns } from '../text/read-page.ts';
import { wordsOf } from '../text/words.ts';
import { checkedSize, MOST_OF_PAGE } from './commit-size.ts';
import type { PageFigures } from './queries.ts';
import { type LeftOut, type PageBody, packPage } from './stored-page.ts';

/** The figures of a page and its body, packed. */
export interface PageRecord extends PageFigures {
  body: string;
}

/** A page as the engine's thread leaves it: all but its language, whose model is too large for every thread. */
export interface LaidOutPage extends Omit<PageRecord, 'language' | 'languageConfidence'> {
  /** What its language is told from. */
  sample: string;
}

/** How surely text was recognized, as a whole and word by word. */
export interface Recognized {
  confidence: number;
  words: NonNullable<PageBody['recognized']>;
  /** What was found drawn when the page was read. */
  drawn?: PageBody['drawn'];
}

function leftOutOf({ hidden = {}, unreadable, brokenFonts }: PageContent): LeftOut | null {
  if (Object.keys(hidden).length === 0 && !unreadable && !brokenFonts) return null;
  return { hidden, ...(unreadable && { unreadable }), ...(brokenFonts && { brokenFonts }) };
}

/**
 * Lays a page out: its figures, and packed its lines in reading order, links and tables.
 * Text that cannot be read is kept apart, for who looks at the page.
 * @param recognized of recognized text: 0 to 100, and its words
 * @throws PermanentError page_too_large
 */
export async function layOut(given: PageContent, recognized?: Recognized): Promise<LaidOutPage> {
  const ocrConfidence = recognized?.confidence ?? null;
  const content = withShifts(given);
  const { page, kind, width, height, rotation, links, images } = content;
  const columns = pageColumns(content);
  const found = readColumns(content, columns);
  const isGarbage = kind === 'unreadable' && ocrConfidence === null;
  const read = isGarbage ? { ...found, lines: [] } : found;
  const tables = isGarbage ? [] : tablesOf(content, columns);
  const body: PageBody = { width, height, rotation, lines: read.lines, links, tables };
  if (recognized) body.recognized = recognized.words;
  if (content.annotations) body.annotations = quoted(content.annotations, content.runs);
  const drawn = recognized?.drawn ?? candidatesOf(content, tables);
  if (drawn.length > 0) body.drawn = drawn;
  if (isGarbage) body.unreadable = plainTextOf(found.lines);
  return {
    page,
    kind,
    characters: read.lines.reduce((sum, { text }) => sum + text.length, 0),
    words: wordsOf(plainTextOf(read.lines), 'und').length,
    images,
    tables: tables.length,
    ocrConfidence,
    leftOut: leftOutOf(content),
    body: checkedSize(await packPage(body), MOST_OF_PAGE, {
      code: 'page_too_large',
      what: `What page ${page} holds`,
    }),
    sample: languageSample(read),
  };
}

/** The record of a page, with its language. */
export async function withLanguage({ sample, ...page }: LaidOutPage): Promise<PageRecord> {
  const { textTools } = await import('../text-tools.ts');
  const found = textTools.detectLanguage(sample);
  return { ...page, language: found?.language ?? null, languageConfidence: found?.confidence ?? 0 };
}

/** Both at once, in this thread. @throws PermanentError page_too_large */
export async function pageRecord(content: PageContent, recognized?: Recognized): Promise<PageRecord> {
  return withLanguage(await layOut(content, recognized));
}
