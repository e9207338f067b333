import { detectLanguage } from '../text/language.ts';
import type { TextTools } from './analyses/text-tools.ts';
import { wholeTools } from './whole-tools.ts';

/** All language tools. The model of the detection takes 35 MB in a thread, so import this dynamically, and in few. */
export const textTools: TextTools = { ...wholeTools, detectLanguage };
