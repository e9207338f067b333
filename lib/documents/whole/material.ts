import { atOnce } from '../../core/slices.ts';
import { textsByPage } from '../analyses/entities.ts';
import { languagesOf, type PageLanguage } from '../analyses/languages.ts';
import type { TextTools } from '../analyses/text-tools.ts';
import type { PackedPage } from '../records/queries.ts';
import { unpackPage, unpackParagraphs } from '../records/stored-page.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { type Sentence, sentencesOf } from '../text/sentences.ts';

/** Language tag for undetermined text (BCP 47). */
const UNDETERMINED = 'und';

/** Languages of pages are known by now, and their model is large. */
export type WholeTools = Omit<TextTools, 'detectLanguage'>;

type PageTextPiece = { page: number; text: string };

/** Input of the analyses: the whole document. */
export interface Material {
  /** BCP 47. */
  language: string;
  sentences: Sentence[];
  /** Paragraphs, split at page breaks, and table cells. */
  texts: PageTextPiece[];
  tools: WholeTools;
}

async function cellsOf({ page, body }: PackedPage): Promise<PageTextPiece[]> {
  if (body === null) return [];
  const { tables } = await unpackPage(body);
  return tables.flatMap(({ rows }) => rows.flat().map(({ text }) => ({ page, text })));
}

/** @param packed all pages, in order, with the bodies of those that have tables */
export async function materialOf(packed: readonly PackedPage[], tools: WholeTools): Promise<Material> {
  const languages: PageLanguage[] = [];
  const paragraphs: Paragraph[] = [];
  const cells: PageTextPiece[] = [];
  for (const page of packed) {
    const { language, languageConfidence, characters } = page;
    languages.push({ page: page.page, language, confidence: languageConfidence, characters });
    const own = page.paragraphs === null ? [] : await unpackParagraphs(page.paragraphs);
    for (const paragraph of own) paragraphs.push(paragraph);
    for (const cell of await cellsOf(page)) cells.push(cell);
  }
  const language = languagesOf(languages).main ?? UNDETERMINED;
  const texts = [...textsByPage(paragraphs), ...cells].sort((a, b) => a.page - b.page);
  return { language, sentences: atOnce(sentencesOf(paragraphs, language)), texts, tools };
}
