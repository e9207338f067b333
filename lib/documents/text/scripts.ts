import { countRightToLeft, UNSPACED_SCRIPTS } from '../../text/scripts.ts';

/** With their punctuation: lines that end with it join without a space too. */
const UNSPACED = new RegExp(`[${UNSPACED_SCRIPTS}\\u3000-\\u303F\\uFF00-\\uFFEF]`, 'u');
const UNSPACED_END = new RegExp(`${UNSPACED.source}$`, 'u');
const UNSPACED_START = new RegExp(`^${UNSPACED.source}`, 'u');
const LETTERS = /\p{L}/gu;
/** Enough to tell; a line may be a megabyte long. */
const LOOK_AT = 2_000;

export const isUnspaced = (text: string): boolean => UNSPACED.test(text);

/** Whether two pieces of text that follow each other are written without a space between them. */
export const joinsUnspaced = (before: string, after: string): boolean =>
  UNSPACED_END.test(before.slice(-2)) && UNSPACED_START.test(after.slice(0, 2));

/** Letters of `text` by direction of writing. */
export function directions(text: string): { letters: number; rightToLeft: number } {
  const head = text.slice(0, LOOK_AT);
  return { letters: head.match(LETTERS)?.length ?? 0, rightToLeft: countRightToLeft(head) };
}

/** By letters: most of them are of a right-to-left script. For paragraphs, whose lines hold numbers and punctuation. */
export function isRightToLeft(text: string): boolean {
  const { letters, rightToLeft } = directions(text);
  return rightToLeft * 2 > letters;
}
