import type { Sentence } from '../../../lib/documents/text/sentences.ts';

/** Sentences one a paragraph, `perPage` a page. */
export function sentencesFrom(texts: readonly string[], perPage = 2): Sentence[] {
  return texts.map((text, paragraph) => ({
    text,
    page: Math.floor(paragraph / perPage) + 1,
    box: { x0: 0, y0: 0, x1: 10, y1: 10 },
    continued: [],
    paragraph,
  }));
}
