import type { Lemmas } from '../../text/lemmas.ts';
import { normalized } from '../../text/normalized.ts';
import type { Findings } from '../report.ts';
import { type PageLabels, pageName } from './page-labels.ts';

export type LearningSet = Findings<'coverage'>['learning_set'];

/** Words of a list, separated by anything that is no part of a word, as the learning set has them. */
export function knownWords(list: string | undefined): ReadonlySet<string> {
  return new Set(
    normalized(list ?? '', 'NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? [],
  );
}

/** What the reader knows: words in any form, and the first words of the list. */
export interface Known {
  words: ReadonlySet<string>;
  /** Ranks on the list up to this one. */
  first: number;
  ranks: ReadonlyMap<string, number>;
}

export type LemmatizedSet = (LearningSet[number] & { lemmas: string[] })[];

/** The set with the dictionary form of each new word; the word itself where `lemmas` is null. */
export const lemmatized = (set: LearningSet, lemmas: Lemmas | null): LemmatizedSet =>
  set.map((sentence) => ({
    ...sentence,
    lemmas: lemmas ? lemmas(sentence.text, sentence.new_words) : sentence.new_words,
  }));

/** The set without words that the reader knows, in this form or the dictionary's, and without sentences of no others. */
export function withoutKnown(set: LemmatizedSet, { words, first, ranks }: Known): LemmatizedSet {
  if (words.size === 0 && first === 0) return set;
  const isKnown = (word: string, lemma: string) =>
    words.has(word.toLowerCase()) ||
    words.has(lemma.toLowerCase()) ||
    (ranks.get(word) ?? Number.POSITIVE_INFINITY) <= first;
  return set.flatMap((sentence) => {
    const places = sentence.new_words.flatMap((word, at) =>
      isKnown(word, sentence.lemmas[at] ?? word) ? [] : [at],
    );
    const at = (list: readonly string[]) => places.flatMap((place) => list[place] ?? []);
    return places.length === 0
      ? []
      : [{ ...sentence, new_words: at(sentence.new_words), lemmas: at(sentence.lemmas) }];
  });
}

/** Always in quotes, so that nothing in it separates fields or reads as a comment. */
const field = (text: string): string => `"${text.replaceAll(/\s+/gu, ' ').replaceAll('"', '""')}"`;

/**
 * Notes for Anki's import of text files (https://docs.ankiweb.net/importing/text-files.html, read 2026-11-30): the
 * sentence, its new words as written, their dictionary forms, and where it stands. A column without lemmatizer says so.
 */
export function* ankiLines(
  set: LemmatizedSet,
  { name, labels, isLemmatized }: { name: string; labels: PageLabels; isLemmatized: boolean },
): Generator<string> {
  const forms = isLemmatized
    ? 'Dictionary forms'
    : 'Dictionary forms (not known in this language: as written)';
  yield `#separator:tab\n#html:false\n#columns:Sentence\tWords\t${forms}\tSource\n`;
  for (const { text, page, new_words: words, lemmas } of set) {
    const source = `${name}, page ${pageName(page, labels)}`;
    yield `${[text, words.join(', '), lemmas.join(', '), source].map(field).join('\t')}\n`;
  }
}
