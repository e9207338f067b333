import { type Numerals, numeral } from '../lists/numerals.ts';

/** Formats (ECMA-376, part 1, 17.18.59) that numerals stand for; others are written decimal. */
const NUMERALS: Readonly<Record<string, Numerals>> = {
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
  decimalZero: '01',
};
/** Of the format `chicago`; the fifth number has the first sign twice. */
const SIGNS = ['*', '†', '‡', '§'];
const MOST_SIGNS = 10;

/** A number as a format of WordprocessingML writes it. */
export function inFormat(number: number, format: string | undefined): string {
  if (format !== 'chicago' || number < 1) return numeral(number, NUMERALS[format ?? ''] ?? '1');
  const sign = SIGNS[(number - 1) % SIGNS.length] ?? '';
  return sign.repeat(Math.min(MOST_SIGNS, Math.ceil(number / SIGNS.length)));
}
