import type { Findings } from '../report.ts';
import { type PageLabels, pageName } from './page-labels.ts';

export type LearningSet = Findings<'coverage'>['learning_set'];

/** Words of a list, separated by anything that is no part of a word, as the learning set has them. */
export function knownWords(list: string | undefined): ReadonlySet<string> {
  return new Set(
    list
      ?.normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? [],
  );
}

/** The set without words that the reader knows, and without sentences that have no others. */
export function withoutKnown(set: LearningSet, known: ReadonlySet<string>): LearningSet {
  if (known.size === 0) return set;
  return set.flatMap((sentence) => {
    const words = sentence.new_words.filter((word) => !known.has(word.toLowerCase()));
    return words.length === 0 ? [] : [{ ...sentence, new_words: words }];
  });
}

/** Always in quotes, so that nothing in it separates fields or reads as a comment. */
const field = (text: string): string => `"${text.replaceAll(/\s+/gu, ' ').replaceAll('"', '""')}"`;

/**
 * Notes for Anki's import of text files (https://docs.ankiweb.net/importing/text-files.html, read 2026-11-30): the
 * sentence, its new words as written, and where it stands.
 */
export function* ankiLines(
  set: LearningSet,
  { name, labels }: { name: string; labels: PageLabels },
): Generator<string> {
  yield '#separator:tab\n#html:false\n#columns:Sentence\tWords\tSource\n';
  for (const { text, page, new_words: words } of set) {
    const source = `${name}, page ${pageName(page, labels)}`;
    yield `${[text, words.join(', '), source].map(field).join('\t')}\n`;
  }
}
