import { spacedWords } from '../../text/words.ts';
import { isUnspaced } from './scripts.ts';

/** A run without spaces that is longer is no word of any language, and its pieces are none either. */
const LONGEST_WORD = 80;
/** Pieces in which text without spaces is segmented: the segmenter copies what it is given. */
const PIECE = 4_000;

function unspacedWords(text: string, segmenter: Intl.Segmenter): string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length; at += PIECE) {
    for (const { segment, isWordLike } of segmenter.segment(text.slice(at, at + PIECE).toWellFormed())) {
      if (isWordLike && /\p{L}/u.test(segment)) words.push(segment);
    }
  }
  return words;
}

/**
 * Words as written, in order; where the script has no spaces, as ICU's dictionaries cut them.
 * @param language BCP 47
 */
export function wordsOf(text: string, language: string): string[] {
  if (isUnspaced(text)) return unspacedWords(text, new Intl.Segmenter(language, { granularity: 'word' }));
  return spacedWords(text).filter((word) => word.length <= LONGEST_WORD);
}

/** What words are compared by. */
export const wordKey = (word: string): string => word.toLowerCase().replaceAll('’', "'").replaceAll('‐', '-');
