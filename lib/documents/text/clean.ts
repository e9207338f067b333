/** U+00AD; the engine writes U+0002 or U+FFFE where a word was broken at the end of a line. */
const SOFT_HYPHENS = new RegExp(`[\u00AD${String.fromCharCode(2)}\uFFFE]`, 'g');
/** Ligatures and the shapes that letters take within words: Latin, Armenian, Hebrew, Arabic. */
const PRESENTATION_FORM = /[\uFB00-\uFDFF\uFE70-\uFEFC]/g;
/** PostgreSQL cannot store U+0000; byte order marks, direction marks and joiners of graphemes are not text. */
const INVISIBLE = /\u034F|(?![\t\n\r\v\f])[\p{Cc}\uFEFF\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

export const SOFT_HYPHEN = '\u00AD';

/** Well-formed text without control characters, white space as single spaces, ligatures and presentation forms as letters. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(SOFT_HYPHENS, SOFT_HYPHEN)
    .replace(INVISIBLE, '')
    .replace(PRESENTATION_FORM, (letter) => letter.normalize('NFKC'))
    .replace(/\s+/g, ' ');
}
