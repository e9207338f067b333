/** U+00AD; the engine writes U+0002 or U+FFFE where a word was broken at the end of a line. */
const SOFT_HYPHENS = new RegExp(`[\u00AD${String.fromCharCode(2)}\uFFFE]`, 'g');
/** Ligatures and the shapes that letters take within words: Latin, Armenian, Hebrew, Arabic. */
const PRESENTATION_FORM = /[\uFB00-\uFDFF\uFE70-\uFEFC]/g;
/** Adobe's use of the private area (Adobe Glyph List 1.2): `fi` and `fl`, old style figures, small capitals. */
const CORPORATE = /[\uF001\uF002\uF730-\uF739\uF761-\uF77A]/g;
/** PostgreSQL cannot store U+0000; byte order marks, direction marks and joiners of graphemes are not text. */
const INVISIBLE = /\u034F|(?![\t\n\r\v\f])[\p{Cc}\uFEFF\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Nothing to clean: signs of ASCII and single spaces. */
const CLEAN = /^(?:[!-~]| (?! ))*$/;

export const SOFT_HYPHEN = '\u00AD';

/** Figures and capitals have the code of the plain character plus 0xF700. */
function plainOf(letter: string): string {
  if (letter === '\uF001') return 'fi';
  if (letter === '\uF002') return 'fl';
  return String.fromCharCode(letter.charCodeAt(0) - 0xf700).toUpperCase();
}

/** Well-formed text without control characters, white space as single spaces, ligatures and presentation forms as letters. */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  return text
    .toWellFormed()
    .replace(SOFT_HYPHENS, SOFT_HYPHEN)
    .replace(INVISIBLE, '')
    .replace(CORPORATE, plainOf)
    .replace(PRESENTATION_FORM, (letter) => letter.normalize('NFKC'))
    .replace(/\s+/g, ' ');
}
