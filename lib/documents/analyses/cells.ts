import type { Work } from '../../core/slices.ts';
import { flatMapOf } from '../../core/slices-of.ts';
import type { Box } from '../pdf/page.ts';
import { partsReader, type Sentence } from '../text/sentences.ts';

/** The text of a table's cell. */
export interface CellText {
  /** Of its table. */
  id: string;
  text: string;
  page: number;
  box: Box;
  /** Place of the paragraph before the table in the document's, or -1. */
  place: number;
}

const HAS_WORDS = /\p{L}{2}|\p{Lo}/u;

/** Sentences of cells that hold words; a cell's text is a sentence of its own, so that no phrase crosses two. */
export function* cellSentences(cells: readonly CellText[], language: string): Work<Sentence[]> {
  const parts = partsReader(language);
  return yield* flatMapOf(cells, ({ id, text, page, box, place }): Sentence[] => {
    if (!HAS_WORDS.test(text)) return [];
    const lines = [{ at: 0, page, box }];
    return parts({ kind: 'text', level: 0, text, page, box, lines }, place).map((part) => ({ ...part, id }));
  });
}
