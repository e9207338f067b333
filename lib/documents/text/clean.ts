/** U+00AD; the engine writes U+0002 or U+FFFE where a word was broken at the end of a line. */
const SOFT_HYPHENS = new RegExp(`[\u00AD${String.fromCharCode(2)}\uFFFE]`, 'g');
const LIGATURES: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
};
const LIGATURE = /[\uFB00-\uFB06]/g;
/** PostgreSQL cannot store U+0000; byte order marks and direction marks are not text. */
const INVISIBLE = /(?![\t\n\r\v\f])[\p{Cc}\uFEFF\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

export const SOFT_HYPHEN = '\u00AD';

/** Well-formed text without control characters, white space as single spaces, ligatures as letters. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(SOFT_HYPHENS, SOFT_HYPHEN)
    .replace(INVISIBLE, '')
    .replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter)
    .replace(/\s+/g, ' ');
}
