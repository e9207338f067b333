/** Letters with inner apostrophes and hyphens; digits are not words. */
const WORD = /\p{L}[\p{L}\p{M}]*(?:['-][\p{L}\p{M}]+)*/gu;
const SENTENCE_END = /(?<=[.!?…。！？]["')\]]*)\s+|\n+|(?<=[。！？])/u;

/** Words as written. @param text without links and handles (see `withoutReferences`) */
export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

/** Text up to . ! ? … or the end of a line; those without a word are dropped. */
export const sentencesOf = (text: string): string[] =>
  text.split(SENTENCE_END).filter((sentence) => /\p{L}/u.test(sentence));

/** Scripts without spaces between words, whose words cannot be counted here. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u;

export const hasSpacedWords = (text: string): boolean => !UNSPACED.test(text);
