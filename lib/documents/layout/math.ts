import type { TextRun } from '../pdf/page.ts';
import { isMonospaced } from './fonts.ts';

/** Fonts of formulas by their names: those of TeX, of OpenType with a MATH table, and of word processors. */
const MATH_FONT =
  /^(?:cmmi|cmmib|cmsy|cmbsy|cmex|eufm|eusm|euex|msam|msbm|lasy|rsfs|[tp]x(?:mi|sy|ex)|rtxmi|ntxmi|mtmi|mtsy|mtex|stmary|symbol|opensymbol)|math/i;
const SIGN = /[=≠≈≡∼∝<>≤≥≪≫±∓×÷−∑∏∫∮√∂∇∞∈∉⊂⊆∪∩∧∨¬∀∃→⇒⇔↦⊗⊕]/gu;
const LETTER = /\p{L}/gu;
/** Written upright in formulas too. */
const FUNCTION =
  /\b(?:sin|cos|tan|cot|sinh|cosh|tanh|arcsin|arccos|arctan|log|ln|exp|lim|max|min|sup|inf|det|arg|mod)\b/g;
const LONGEST_VARIABLE = 2;

const known = new Map<string, boolean>();
const MOST_KNOWN = 1_000;

function isMathFont(font: string): boolean {
  const before = known.get(font);
  if (before !== undefined) return before;
  const is = MATH_FONT.test(font);
  if (known.size < MOST_KNOWN) known.set(font, is);
  return is;
}

const isVariable = ({ italic, text }: TextRun): boolean =>
  italic && text.trim().length <= LONGEST_VARIABLE && /\p{L}/u.test(text);

/**
 * Share of letters and signs that are of a formula, 0 to 1: set in a font of formulas, signs of relations and
 * operations, and single italic letters. Digits and punctuation tell nothing.
 */
export function mathShare(runs: readonly TextRun[]): number {
  let [math, letters] = [0, 0];
  for (const run of runs) {
    // What a program prints may hold arrows and signs.
    if (isMonospaced(run.font)) letters += run.text.replaceAll(/\s/g, '').length;
    else if (isMathFont(run.font) || isVariable(run)) math += run.text.replaceAll(/[\s\d.,]/g, '').length;
    else {
      math += run.text.match(SIGN)?.length ?? 0;
      letters += run.text.replaceAll(FUNCTION, '').match(LETTER)?.length ?? 0;
    }
  }
  return math === 0 ? 0 : math / (math + letters);
}
