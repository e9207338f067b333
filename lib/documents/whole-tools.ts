import { fleschReadingEase } from '../text/flesch.ts';
import { stopWordsOf } from '../text/stop-words.ts';
import type { TextTools } from './analyses/text-tools.ts';

/** Language tools but for the detection; stop words for en, de, fr, es, pt, it and nl. */
export const wholeTools: Omit<TextTools, 'detectLanguage'> = {
  fleschReadingEase,
  stopWords: (language) => stopWordsOf(language.split('-', 1)[0] ?? '')?.all,
};
