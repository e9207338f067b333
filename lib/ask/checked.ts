import { findQuote } from '../text/quotes.ts';
import type { Said } from './said.ts';

export interface CheckedQuote {
  page: number;
  state: 'verified' | 'repaired' | 'unverified';
  /** As it stands on the page; as the model gave it if it is unverified. */
  quote: string;
}

export interface CheckedSentence {
  text: string;
  quotes: CheckedQuote[];
}

/** An answer apart: what its quotes bear out, and what nothing does. */
export interface Checked {
  /** Each with at least one quote, and none that is not on its page. */
  sentences: CheckedSentence[];
  unverified: CheckedSentence[];
  quotes: { verified: number; repaired: number; unverified: number };
}

function checkedQuote(page: number, quote: string, textOf: (page: number) => string): CheckedQuote {
  const found = findQuote(quote, textOf(page));
  return found ? { page, state: found.state, quote: found.text } : { page, state: 'unverified', quote };
}

/**
 * Looks each quote up on its page. A sentence without quotes, or with one that is not there, is unverified.
 * @param textOf the stored text of a page; empty if there is none.
 */
export function checkedAnswer({ sentences }: Said, textOf: (page: number) => string): Checked {
  const all = sentences.map(({ text, quotes }) => ({
    text,
    quotes: quotes.map(({ page, quote }) => checkedQuote(page, quote, textOf)),
  }));
  const stands = ({ quotes }: CheckedSentence) =>
    quotes.length > 0 && quotes.every(({ state }) => state !== 'unverified');
  const states = all.flatMap(({ quotes }) => quotes.map(({ state }) => state));
  const count = (sought: CheckedQuote['state']) => states.filter((state) => state === sought).length;
  return {
    sentences: all.filter(stands),
    unverified: all.filter((sentence) => !stands(sentence)),
    quotes: { verified: count('verified'), repaired: count('repaired'), unverified: count('unverified') },
  };
}
