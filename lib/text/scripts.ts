/** Scripts that write no spaces between words, as part of a class of a regular expression. */
export const UNSPACED_SCRIPTS = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}`;
const UNSPACED = new RegExp(`[${UNSPACED_SCRIPTS}]`, 'u');
const RIGHT_TO_LEFT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/gu;

/** Whether every word ends at a space, so that words can be counted without a dictionary. */
export const hasSpacedWords = (text: string): boolean => !UNSPACED.test(text);

/** Blocks that hold such scripts; far cheaper to look for. */
const MAYBE_RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;

/** How many characters of `text` are of scripts that are written from right to left. */
export const countRightToLeft = (text: string): number =>
  MAYBE_RIGHT_TO_LEFT.test(text) ? (text.match(RIGHT_TO_LEFT)?.length ?? 0) : 0;
