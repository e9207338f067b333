import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../lib/documents/search/words.ts';
import { distinctNames } from '../../lib/profiles/networks/links.ts';
import { plainText } from '../../lib/profiles/networks/text.ts';
import { termsOf } from '../../lib/text/bm25.ts';
import { readableWords } from '../../lib/text/language.ts';
import { normalized } from '../../lib/text/normalized.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../support/longest-hold.ts';

const [ABOVE, BELOW, HALF_WIDTH, OVERLAID] = ['\u0315', '\u0316', '\uFF9E', '\u0334'];

describe('a text in a normal form', () => {
  test('is composed, with as many marks as any language writes', () => {
    expect(normalized('Cafe\u0301 Tie\u0302\u0301ng Vie\u0323\u0302t', 'NFC')).toBe('Café Tiếng Việt');
    expect(normalized('ﬁve ｶﾞ', 'NFKC')).toBe('five ガ');
    const thirty = `b${ABOVE.repeat(30)}`;
    expect(normalized(`${thirty}c${thirty}`, 'NFC')).toBe(`${thirty}c${thirty}`);
  });

  test('keeps the first thirty marks of more in a row, and all that follows', () => {
    expect(normalized(`b${ABOVE.repeat(400)}c ${BELOW.repeat(31)}d`, 'NFC')).toBe(
      `b${ABOVE.repeat(30)}c ${BELOW.repeat(30)}d`,
    );
  });
});

const MARKS = {
  'in two heaps': `a${ABOVE.repeat(30_000)}${BELOW.repeat(30_000)}`,
  'by turns': `a${`${ABOVE}${BELOW}`.repeat(30_000)}`,
  'of half width and overlaid': `a${`${HALF_WIDTH}${OVERLAID}`.repeat(30_000)}`,
  'fourteen pairs on each letter': `a${`${ABOVE}${BELOW}`.repeat(14)}`.repeat(8_000),
};
const READERS = {
  'a post': (text: string) => plainText(text),
  'a hashtag': (text: string) => distinctNames([text]),
  'the language of a text': (text: string) => readableWords(text),
  'what a text is ranked by': (text: string) => termsOf(text),
  'what a page is found by': (text: string) => [...wordsIn(text)],
};

describe.each(Object.entries(READERS))('%s', (_, read) => {
  test.each(Object.entries(MARKS))('of marks %s never holds the event loop', async (__, text) => {
    expect(await longestHoldOf(async () => read(text))).toBeLessThanOrEqual(MOST_HOLD_MS);
  });
});
