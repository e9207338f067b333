import { type Shift, shiftedText } from '../../text/raised-letters.ts';

/** What stands in a fraction or under a root without parentheses: a number, a name, with its indices. */
const ATOM = /^[\p{L}\p{N}\p{M}.,′∞]*[\p{No}\p{Lm}⁺⁻₊₋]*$/u;
/** Signs over a letter, and the combining characters that they are in text. */
const OVER: Readonly<Record<string, string>> = {
  '¯': '\u0304',
  '‾': '\u0304',
  '―': '\u0304',
  _: '\u0304',
  '^': '\u0302',
  ˆ: '\u0302',
  '~': '\u0303',
  '˜': '\u0303',
  '∼': '\u0303',
  '˙': '\u0307',
  '.': '\u0307',
  '¨': '\u0308',
  '→': '\u20d7',
  '⃗': '\u20d7',
};

/** Whether the first bracket of a text is closed by its last one. */
function isEnclosed(text: string): boolean {
  if (!/^\(.*\)$/su.test(text)) return false;
  let depth = 0;
  for (const [at, letter] of [...text].entries()) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0) return at === [...text].length - 1;
  }
  return false;
}

const grouped = (text: string): string => (ATOM.test(text) || isEnclosed(text) ? text : `(${text})`);

/** `(a+b)/c` */
export const fraction = (over: string, under: string): string => `${grouped(over)}/${grouped(under)}`;

/** `√(x+1)`, `³√x` */
export const root = (radicand: string, degree: string): string =>
  `${shift(degree, 'raised')}√${grouped(radicand)}`;

const shift = (text: string, by: Shift): string => (text === '' ? '' : shiftedText(text, by));

/** `xᵢ²` */
export const scripts = (base: string, lowered: string, raised: string): string =>
  base + shift(lowered, 'lowered') + shift(raised, 'raised');

/** A sign over a letter as a combining character, anything else raised. */
export function over(base: string, sign: string): string {
  const combining = OVER[sign] ?? (/^\p{M}$/u.test(sign) ? sign : undefined);
  return combining === undefined || [...base].length !== 1 ? base + shift(sign, 'raised') : base + combining;
}

/** Rows of a matrix or of several equations: `1 2; 3 4` */
export const rows = (cells: readonly (readonly string[])[]): string =>
  cells.map((row) => row.filter((cell) => cell !== '').join(' ')).join('; ');
