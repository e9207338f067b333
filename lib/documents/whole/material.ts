import { atOnce } from '../../core/slices.ts';
import { type CellText, cellSentences } from '../analyses/cells.ts';
import { type TextOfPage, textsByPage } from '../analyses/entities.ts';
import { languagesOf, type PageLanguage } from '../analyses/languages.ts';
import type { TextTools } from '../analyses/text-tools.ts';
import { blocksOf } from '../output/blocks.ts';
import type { PackedPage } from '../records/queries.ts';
import { type PageBody, unpackPage, unpackParagraphs } from '../records/stored-page.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { type Sentence, sentencesOf } from '../text/sentences.ts';

/** Language tag for undetermined text (BCP 47). */
const UNDETERMINED = 'und';
/** Of a page whose body was not asked for: it has no tables. */
const NO_BODY: PageBody = { width: 0, height: 0, rotation: 0, lines: [], links: [], tables: [] };

/** Languages of pages are known by now, and their model is large. */
export type WholeTools = Omit<TextTools, 'detectLanguage'>;

/** Input of the analyses: the whole document. */
export interface Material {
  /** BCP 47. */
  language: string;
  sentences: Sentence[];
  /** Those and the sentences of table cells, in order. */
  withCells: Sentence[];
  /** Paragraphs, split at page breaks, and table cells. */
  texts: TextOfPage[];
  tools: WholeTools;
}

/** What is kept of each page. */
interface Gathered {
  languages: PageLanguage[];
  paragraphs: Paragraph[];
  /** Of the paragraphs. */
  ids: string[];
  cells: CellText[];
}

async function gather({ languages, paragraphs, ids, cells }: Gathered, packed: PackedPage): Promise<void> {
  const { page, language, languageConfidence, characters } = packed;
  languages.push({ page, language, confidence: languageConfidence, characters });
  const body = packed.body === null ? NO_BODY : await unpackPage(packed.body);
  const own = packed.paragraphs === null ? [] : await unpackParagraphs(packed.paragraphs);
  for (const block of blocksOf({ page, body, paragraphs: own }, paragraphs.length)) {
    const { id, place } = block;
    if ('paragraph' in block) {
      paragraphs.push(block.paragraph);
      ids.push(id);
    } else if ('table' in block) {
      for (const { text, box } of block.table.rows.flat()) {
        if (text !== '') cells.push({ id, place, page, text, box });
      }
    }
  }
}

/** @param packed all pages, in order, with the bodies of those that have tables */
export async function materialOf(packed: readonly PackedPage[], tools: WholeTools): Promise<Material> {
  const gathered: Gathered = { languages: [], paragraphs: [], ids: [], cells: [] };
  for (const page of packed) await gather(gathered, page);
  const { languages, paragraphs, ids, cells } = gathered;
  const language = languagesOf(languages).main ?? UNDETERMINED;
  const texts = [...textsByPage(paragraphs, ids), ...cells].sort((a, b) => a.page - b.page);
  const sentences = atOnce(sentencesOf(paragraphs, language));
  for (const sentence of sentences) sentence.id = ids[sentence.paragraph] ?? '';
  const ofCells = atOnce(cellSentences(cells, language));
  const withCells = [...sentences, ...ofCells].sort((a, b) => a.paragraph - b.paragraph);
  return { language, sentences, withCells, texts, tools };
}
