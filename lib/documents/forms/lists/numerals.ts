/** How numbers are written: decimal, with two digits, in letters, in Roman numerals. */
export type Numerals = '1' | '01' | 'a' | 'A' | 'i' | 'I';

const LETTERS = 26;
const MOST_LETTERS = 10;
/** Roman numerals end at 3,999. */
const MOST_ROMAN = 4_000;
const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** `xiv` */
function roman(number: number): string {
  let [left, text] = [Math.min(number, MOST_ROMAN), ''];
  for (const [value, letters] of ROMAN) {
    while (left >= value) {
      text += letters;
      left -= value;
    }
  }
  return text;
}

/** `a` to `z`, then `aa`, `bb`, as word processors count. */
function letters(number: number): string {
  const letter = String.fromCharCode(97 + ((number - 1) % LETTERS));
  return letter.repeat(Math.min(MOST_LETTERS, Math.floor((number - 1) / LETTERS) + 1));
}

/** A number of a list as it is shown; one that letters and Roman numerals lack is decimal. */
export function numeral(number: number, numerals: Numerals): string {
  if (numerals === '01') return String(number).padStart(2, '0');
  if (numerals === '1' || number < 1) return String(number);
  const text = numerals.toLowerCase() === 'a' ? letters(number) : roman(number);
  return numerals === 'A' || numerals === 'I' ? text.toUpperCase() : text;
}

export const isNumerals = (text: string | undefined): text is Numerals =>
  text !== undefined && ['1', '01', 'a', 'A', 'i', 'I'].includes(text);
