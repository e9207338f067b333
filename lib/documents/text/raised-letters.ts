/** Characters of Unicode's blocks of superscripts and subscripts and of its modifier letters (Unicode 16). */
const PLAIN = '0123456789+-−=()';
const SUPERSCRIPTS = letters(
  `${PLAIN}abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ`,
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ',
);
const SUBSCRIPTS = letters(`${PLAIN}aehijklmnoprstuvxβγρφχ`, '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ');
/** Signs that mark notes: raised in most fonts as they are, so that they stay what they are. */
const SIGNS = new Set("*∗†‡§¶#,;.’'′″°ªº™®%/ ");
const DIGITS = new Map(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'].map((raised, at) => [raised, at < 10 ? `${at}` : at === 10 ? '+' : '-']),
);

export type Shift = 'raised' | 'lowered';

/** For classes of regular expressions: digits and signs that stand raised. */
export const RAISED_DIGITS = '⁰¹²³⁴-⁹';

function letters(plain: string, shifted: string): ReadonlyMap<string, string> {
  const to = [...shifted];
  return new Map([...plain].map((letter, at) => [letter, to[at] ?? letter]));
}

/**
 * Text that is set raised or lowered, so that it cannot be read as what it stands beside: in Unicode's own characters
 * if it has all of them, else as `^(…)` or `_(…)`. Signs such as `*` stay as they are.
 */
export function shiftedText(text: string, shift: Shift): string {
  const known = shift === 'raised' ? SUPERSCRIPTS : SUBSCRIPTS;
  const own = [...text.trim()];
  if (own.every((letter) => SIGNS.has(letter))) return text;
  if (own.every((letter) => known.has(letter) || SIGNS.has(letter)))
    return text.replaceAll(/./gsu, (letter) => known.get(letter) ?? letter);
  return text.replace(text.trim(), `${shift === 'raised' ? '^' : '_'}(${text.trim()})`);
}

/** Raised digits as a number, `⁻³` as -3. */
export const raisedNumber = (text: string): number =>
  Number([...text].map((digit) => DIGITS.get(digit) ?? digit).join(''));
