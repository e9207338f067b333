/** Words between two yields. */
const PIECE = 500;

/**
 * Estimates the syllables of an English word from its vowel groups; a final silent e, -es and -ed do not
 * count.
 */
export function syllablesOf(word: string): number {
  const letters = word.toLowerCase().replaceAll(/[^a-z]/g, '');
  const spoken = letters.replace(/(?:[^laeiouy]es|[^laeiouytd]ed|[^laeiouy]e)$/, (end) => end.slice(0, 1));
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0);
}

/**
 * Flesch Reading Ease, for English only: 206.835 - 1.015 × words per sentence - 84.6 × syllables per word
 * (Flesch 1948). Higher is easier; 60 to 70 is plain English.
 */
export function* fleschReadingEase(words: readonly string[], sentences: number): Generator<void, number> {
  let syllables = 0;
  const known = new Map<string, number>();
  for (const [at, word] of words.entries()) {
    const own = known.get(word) ?? syllablesOf(word);
    known.set(word, own);
    syllables += own;
    if (at % PIECE === 0) yield;
  }
  return 206.835 - (1.015 * words.length) / sentences - (84.6 * syllables) / words.length;
}
