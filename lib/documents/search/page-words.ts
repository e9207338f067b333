import type { Table } from '../tables/table.ts';
import { textRows } from '../tables/table-rows.ts';
import { configurationOf } from './configurations.ts';
import { wordsIn } from './words.ts';

/** Bytes of the words of a page that are searched: a `tsvector` has at most 1 MB, a commit 10 MB. */
export const MOST_WORDS = 100_000;

/** What is searched of a page. */
export interface PageWords {
  page: number;
  /** Text search configuration. */
  config: string;
  /** Separated by spaces. */
  words: string;
}

/** The texts of a table's rows. */
export const tableTexts = (table: Pick<Table, 'rows'>): string[] =>
  textRows(table).map(({ texts }) => texts.join(' '));

/** @param language of the page, else of the document; BCP 47 */
export function pageWords(page: number, texts: readonly string[], language: string | null): PageWords {
  const words: string[] = [];
  let bytes = 0;
  for (const text of texts) {
    for (const { word } of wordsIn(text)) {
      bytes += Buffer.byteLength(word) + 1;
      if (bytes > MOST_WORDS) return { page, config: configurationOf(language), words: words.join(' ') };
      words.push(word);
    }
  }
  return { page, config: configurationOf(language), words: words.join(' ') };
}
