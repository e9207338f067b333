import { spacedWords } from '../../text/words.ts';
import { isUnspaced } from './scripts.ts';

/** Longer runs without spaces are not words, and neither are their parts. */
const LONGEST_WORD = 80;
/** Piece size for text without spaces: the segmenter copies its input. */
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
 * Words as written, in order; scripts without spaces are split by ICU's dictionaries.
 * @param language BCP 47
 */
export function wordsOf(text: string, language: string): string[] {
  if (isUnspaced(text)) return unspacedWords(text, new Intl.Segmenter(language, { granularity: 'word' }));
  return spacedWords(text).filter((word) => word.length <= LONGEST_WORD);
}

/** Key by which words are compared. */
export const wordKey = (word: string): string => word.toLowerCase().replaceAll('’', "'").replaceAll('‐', '-');
