/** Marks, and those of half width, which stand for marks in compatibility forms. */
const MARK = '[\\p{M}\\uFF9E\\uFF9F]';
/**
 * Thirty marks on one letter are as many as Unicode's stream-safe format lets stand (UAX #15, section 13): more are
 * ornament, and the time in which V8 orders marks grows with the square of their number.
 */
const MARKS = new RegExp(`(${MARK}{1,30})${MARK}*`, 'gu');

/** The same in every form, and most of what is asked for. */
const ASCII = /^[\0-\x7F]*$/;

/** A text in a normal form of Unicode, in bounded time: of more than thirty marks in a row, the first thirty. */
export const normalized = (text: string, form: 'NFC' | 'NFKC'): string =>
  ASCII.test(text) ? text : text.replace(MARKS, '$1').normalize(form);
