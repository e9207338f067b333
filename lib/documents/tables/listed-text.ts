import { upperMedian } from '../../core/statistics.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import { isNumber } from './header.ts';

// Bibliographies, lists whose wide spaces line up by chance, and short texts side by side.

/** A mark, or none, and an author: a name with initials after it or before it. */
const AUTHOR =
  /^(?:\[[^\]]{1,12}\]|\(?\d{1,3}[.)])?\s*(?:\p{Lu}[\p{L}'’-]+, ?(?:\p{Lu}\.[\s-]?)+|(?:\p{Lu}\.[\s-]?)+\p{Lu}\p{L}+)/u;
/** A year at the end, or volume and pages. */
const SOURCE = /(?:\(|\b)(?:1[89]|20)\d\d[a-z]?\)?[.,;]?$|\d\s?\(\d{1,3}\)[:,]\s?\d+|\bpp?\.\s?\d/u;
/** Part of the lines that begin with an author, and that do or end as a reference does. */
const REFERENCES = { authors: 0.3, all: 0.5 } as const;
/** Characters of an item, and part of the lines that have something in a further column. */
const ITEM = { long: 30, further: 0.5 } as const;

/** Rows of cards, and the part of the pieces below their titles that are of so many words. */
const CARDS = { rows: 2, words: 4, worded: 0.6 } as const;

const textOf = ({ segments }: Line): string => segments.map(({ text }) => text).join(' ');

/** Whether the lines are entries of a bibliography: authors, and years or pages in one text with the title. */
export function isBibliography(lines: readonly Line[]): boolean {
  const texts = lines.map(textOf);
  const authors = texts.filter((text) => AUTHOR.test(text) && text.length >= ITEM.long).length;
  const all = texts.filter((text) => AUTHOR.test(text) || SOURCE.test(text)).length;
  return authors >= REFERENCES.authors * lines.length && all >= REFERENCES.all * lines.length;
}

/** Whether marks stand before long texts, and few lines have words behind a wide space. @param byColumn marks first */
export function areItems(lines: readonly Line[], byColumn: readonly (readonly Segment[])[]): boolean {
  const [, items = [], ...further] = byColumn;
  if (further.length === 0 || upperMedian(items.map(({ text }) => text.length)) < ITEM.long) return false;
  const words = further.flat().filter(({ text }) => !isNumber(text));
  const filled = lines.filter(({ segments }) => segments.some((segment) => further.flat().includes(segment)));
  return words.length > 0.5 * further.flat().length && filled.length < ITEM.further * lines.length;
}

const wordsOf = ({ text }: Segment): number => text.split(' ').length;

/** Whether names in bold stand side by side above texts, several times: short texts in columns, each with its title. */
export function areCards(lines: readonly Line[]): boolean {
  const titles = lines.filter(
    ({ segments }) => segments.length > 1 && segments.every(({ bold, text }) => bold && !isNumber(text)),
  );
  if (titles.length < CARDS.rows || lines[0] !== titles[0]) return false;
  const texts = lines.flatMap(({ segments }) => segments).filter(({ bold }) => !bold);
  const worded = texts.filter((segment) => wordsOf(segment) >= CARDS.words);
  return worded.length >= CARDS.worded * texts.length;
}
