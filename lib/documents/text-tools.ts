import { fleschReadingEase } from '../text/flesch.ts';
import { detectLanguage } from '../text/language.ts';
import { stopWordsOf } from '../text/stop-words.ts';
import type { TextTools } from './analyses/text-tools.ts';

/**
 * Language tools; stop words for en, de, fr, es, pt, it and nl. The language model takes megabytes, so import this
 * dynamically.
 */
export const textTools: TextTools = {
  detectLanguage,
  fleschReadingEase,
  stopWords: (language) => stopWordsOf(language.split('-', 1)[0] ?? '')?.all,
};
