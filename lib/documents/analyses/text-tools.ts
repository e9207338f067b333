import type { Work } from '../../core/slices.ts';

/** Language tools that the analyses need. Languages are BCP 47 tags. */
export interface TextTools {
  /** Null if there are too few letters to tell. Confidence from 0 to 1. */
  detectLanguage(text: string): { language: string; confidence: number } | null;
  /** In lower case; undefined for a language without a list. */
  stopWords(language: string): ReadonlySet<string> | undefined;
  /** English only. @param words as written */
  fleschReadingEase(words: readonly string[], sentences: number): Work<number>;
}
