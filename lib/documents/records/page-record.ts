import { languageOf } from '../analyses/languages.ts';
import { textColumns, withShifts } from '../layout/text-columns.ts';
import type { PageContent } from '../pdf/page.ts';
import { tablesOf } from '../tables/tables-of.ts';
import { plainTextOf } from '../text/listings.ts';
import { readColumns } from '../text/read-page.ts';
import { wordsOf } from '../text/words.ts';
import { checkedSize, MOST_OF_PAGE } from './commit-size.ts';
import type { PageFigures } from './queries.ts';
import { type PageBody, packPage } from './stored-page.ts';

/** The figures of a page and its body, packed. */
export interface PageRecord extends PageFigures {
  body: string;
}

/**
 * The record of a page: its figures, and packed its lines in reading order, links and tables.
 * @param ocrConfidence 0 to 100, of recognized text
 * @throws PermanentError page_too_large
 */
export async function pageRecord(
  given: PageContent,
  ocrConfidence: number | null = null,
): Promise<PageRecord> {
  const content = withShifts(given);
  const { page, kind, width, height, rotation, links, images } = content;
  const columns = textColumns(content.runs);
  const read = readColumns(content, columns);
  const tables = tablesOf(content, columns);
  const { textTools } = await import('../text-tools.ts');
  const { language, confidence, characters } = languageOf(read, textTools);
  const body: PageBody = { width, height, rotation, lines: read.lines, links, tables };
  return {
    page,
    kind,
    language,
    languageConfidence: confidence,
    characters,
    words: wordsOf(plainTextOf(read.lines), language ?? 'und').length,
    images,
    tables: tables.length,
    ocrConfidence,
    body: checkedSize(await packPage(body), MOST_OF_PAGE, {
      code: 'page_too_large',
      what: `What page ${page} holds`,
    }),
  };
}
