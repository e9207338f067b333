/** Letters with the apostrophes and hyphens inside a word; digits are no words. */
const WORD = /\p{L}[\p{L}\p{M}]*(?:['-][\p{L}\p{M}]+)*/gu;
const SENTENCE_END = /(?<=[.!?…。！？]["')\]]*)\s+|\n+|(?<=[。！？])/u;

/** Words as written. @param text without links and handles: see `withoutReferences` */
export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

/** Runs of text that end with . ! ? … or a line; those without a word are left out. */
export const sentencesOf = (text: string): string[] =>
  text.split(SENTENCE_END).filter((sentence) => /\p{L}/u.test(sentence));

/** Scripts that write no spaces between words, so that words cannot be counted here. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u;

export const hasSpacedWords = (text: string): boolean => !UNSPACED.test(text);
