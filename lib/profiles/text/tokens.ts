const SENTENCE_END = /(?<=[.!?…。！？]["')\]]*)\s+|\n+|(?<=[。！？])/u;

/** Runs of text that end with . ! ? … or a line; those without a word are left out. */
export const sentencesOf = (text: string): string[] =>
  text.split(SENTENCE_END).filter((sentence) => /\p{L}/u.test(sentence));
