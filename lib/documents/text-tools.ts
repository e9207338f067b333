import { fleschReadingEase } from '../text/flesch.ts';
import { detectLanguage } from '../text/language.ts';
import { stopWordsOf } from '../text/stop-words.ts';
import type { TextTools } from './analyses/text-tools.ts';

/**
 * What this project knows of languages; lists of stop words for en, de, fr, es, pt, it and nl. The language model takes
 * megabytes: import this where it is used.
 */
export const textTools: TextTools = {
  detectLanguage,
  fleschReadingEase,
  stopWords: (language) => stopWordsOf(language.split('-', 1)[0] ?? '')?.all,
};
