import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import { isUnspaced } from '../text/scripts.ts';
import type { Sentence } from '../text/sentences.ts';
import { wordsOf } from '../text/words.ts';
import type { TextTools } from './text-tools.ts';

export interface Readability {
  sentences: number;
  words: number;
  wordsPerSentence: number;
  /**
   * Words a sentence plus the percentage of words of more than six letters (Björnsson 1968); null for text without
   * spaces between words. 40 to 50 is ordinary prose.
   */
  lix: number | null;
  /** Flesch Reading Ease; null unless the language is English. */
  flesch: number | null;
  /** At 230 words a minute. */
  minutes: number;
}

const LONG = 6;
const WORDS_A_MINUTE = 230;

/** Readability of running text. @returns null if no sentence has a word */
export function* readabilityOf(
  sentences: readonly Sentence[],
  language: string,
  tools: Pick<TextTools, 'fleschReadingEase'>,
): Work<Readability | null> {
  let [counted, unspaced] = [0, 0];
  const words: string[] = [];
  yield* eachOf(sentences, ({ text }) => {
    const own = wordsOf(text, language);
    if (own.length === 0) return;
    counted += 1;
    if (isUnspaced(text)) unspaced += 1;
    for (const word of own) words.push(word);
  });
  if (counted === 0) return null;
  const long = words.filter((word) => word.length > LONG).length;
  const wordsPerSentence = words.length / counted;
  const spaced = unspaced * 2 < counted;
  return {
    sentences: counted,
    words: words.length,
    wordsPerSentence,
    lix: spaced ? wordsPerSentence + (100 * long) / words.length : null,
    flesch: /^en\b/.test(language) ? yield* tools.fleschReadingEase(words, counted) : null,
    minutes: words.length / WORDS_A_MINUTE,
  };
}
