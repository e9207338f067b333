/** Characters of Unicode's blocks of superscripts and subscripts and of its modifier letters (Unicode 16). */
const PLAIN = '0123456789+-−=()';
const SUPERSCRIPTS = letters(
  `${PLAIN}abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ`,
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ',
);
const SUBSCRIPTS = letters(`${PLAIN}aehijklmnoprstuvxβγρφχ`, '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ');
/** What they stand for cannot be taken for something else on the line: marks of notes, commas between them. */
const SIGNS = new Set("*∗†‡§¶#,;.’'′″°ªº™®%/ ");
const TELLING = /[\p{L}\p{N}+=−-]/u;
const DIGITS = new Map(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'].map((raised, at) => [raised, at < 10 ? `${at}` : at === 10 ? '+' : '-']),
);

export type Shift = 'raised' | 'lowered';

/** For classes of regular expressions: raised digits, and all that marks a note. */
export const RAISED_DIGITS = '⁰¹²³⁴-⁹';
export const NOTE_MARKS = `${RAISED_DIGITS}ᵃ-ᶻ*†‡§`;
const MARKS_AT_END = new RegExp(`(?<=[^\\s${NOTE_MARKS}])[${NOTE_MARKS}]{1,6}$`, 'u');

/** A word or number without the mark of a note at its end. */
export const withoutNoteMark = (text: string): string => text.replace(MARKS_AT_END, '');

function letters(plain: string, shifted: string): ReadonlyMap<string, string> {
  const to = [...shifted];
  return new Map([...plain].map((letter, at) => [letter, to[at] ?? letter]));
}

/**
 * Text that is set raised or lowered, so that it cannot be read as what it stands beside: in Unicode's own characters
 * if it has all of them, else as `^(…)` or `_(…)`. Signs such as `*`, and what is in brackets, stay as they are.
 */
export function shiftedText(text: string, shift: Shift): string {
  const known = shift === 'raised' ? SUPERSCRIPTS : SUBSCRIPTS;
  const own = [...text.trim()];
  if (!TELLING.test(text) || /^\[.*\]$/s.test(text.trim())) return text;
  if (own.every((letter) => known.has(letter) || SIGNS.has(letter)))
    return text.replaceAll(/./gsu, (letter) => known.get(letter) ?? letter);
  return text.replace(text.trim(), `${shift === 'raised' ? '^' : '_'}(${text.trim()})`);
}

/** Raised digits as a number, `⁻³` as -3. */
export const raisedNumber = (text: string): number =>
  Number([...text].map((digit) => DIGITS.get(digit) ?? digit).join(''));
