import type { Work } from '../../core/slices.ts';
import { eachOf } from '../../core/slices-of.ts';
import { wordKey } from '../text/words.ts';

export interface FrequencyList {
  /** Rank, from 1, by word in lower case. */
  ranks: ReadonlyMap<string, number>;
  /** The first ten lines that are not words. */
  ignored: string[];
}

const MAX_WORDS = 200_000;
const MAX_IGNORED = 10;
const WORD = /^\p{L}[\p{L}\p{M}'’\-‐ ]*$/u;

/**
 * One word per line, most frequent first; text after a tab, comma, semicolon or number is ignored. A repeated word
 * keeps its first rank.
 */
export function* frequencyList(text: string): Work<FrequencyList> {
  const ranks = new Map<string, number>();
  const ignored: string[] = [];
  yield* eachOf(text.toWellFormed().split(/\r\n|[\r\n]/), (line) => {
    const [field = ''] = line.replace(/^\uFEFF/, '').split(/[\t,;]|\s+\d/, 1);
    const word = field.trim().replace(/^"(.*)"$/, '$1');
    if (word === '' || word.startsWith('#')) return;
    if (!WORD.test(word) || word.length > 80) {
      if (ignored.length < MAX_IGNORED) ignored.push(word.slice(0, 80));
    } else if (ranks.size < MAX_WORDS && !ranks.has(wordKey(word))) ranks.set(wordKey(word), ranks.size + 1);
  });
  return { ranks, ignored };
}
