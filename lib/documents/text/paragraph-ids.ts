import { createHash } from 'node:crypto';

const DIGITS = 8;

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, DIGITS);

/**
 * Ids that a citation can hold on to: `p12-9f86d081` begins on page 12 and its text has that digest, so that the same
 * file gives the same ids in every run, and an id never names another text. Equal texts of a page are numbered from
 * the second.
 * @param texts of the paragraphs that begin on the page, or of its tables, or captions of its figures, in order
 */
export function idsOf(letter: 'p' | 't' | 'f', page: number, texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const id = `${letter}${page}-${digestOf(text)}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  });
}
