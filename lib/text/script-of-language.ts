/** Scripts that count as one of CLDR's combined codes. */
const COMBINED: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Hira', 'Kana', 'Hani'],
  Hans: ['Hani'],
  Hant: ['Hani'],
  Kore: ['Hang', 'Hani'],
};

/**
 * Further scripts in which languages are written, beside the likely one that `Intl` knows and beside Latin, in which
 * any language is romanized. Source: CLDR's languageData (`supplementalData.xml`), read 2026-11-30.
 */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  az: ['Cyrl', 'Arab'],
  bs: ['Cyrl'],
  crh: ['Cyrl'],
  ff: ['Adlm', 'Arab'],
  ha: ['Arab'],
  jv: ['Java'],
  kk: ['Arab'],
  ks: ['Deva'],
  ku: ['Arab', 'Cyrl'],
  ky: ['Arab'],
  mn: ['Mong'],
  mni: ['Mtei'],
  ms: ['Arab'],
  pa: ['Arab'],
  ro: ['Cyrl'],
  sat: ['Deva', 'Beng'],
  sd: ['Deva'],
  so: ['Arab', 'Osma'],
  su: ['Sund'],
  sw: ['Arab'],
  tg: ['Arab'],
  tk: ['Cyrl', 'Arab'],
  ug: ['Cyrl'],
  uz: ['Cyrl', 'Arab'],
  vi: ['Hani'],
  yo: ['Arab'],
};

const LETTER = /\p{L}/gu;
/** Below this share of its letters, a text is not in the scripts of a language. */
const LEAST_SHARE = 0.2;
const READ_AT_MOST = 1_000;

const patterns = new Map<string, RegExp>();

/** Null for a language of which `Intl` knows no script. */
function patternOf(language: string): RegExp | null {
  const known = patterns.get(language);
  if (known) return known;
  const likely = new Intl.Locale(language).maximize().script;
  if (!likely) return null;
  const scripts = [...(COMBINED[likely] ?? [likely]), ...(FURTHER[language] ?? [])];
  const pattern = new RegExp(`[${scripts.map((script) => `\\p{sc=${script}}`).join('')}]`, 'gu');
  patterns.set(language, pattern);
  return pattern;
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * Whether at least a fifth of a text's letters are of a script that the language is written in; true for a text without
 * letters, and for a language of which no script is known.
 * @param language BCP 47 language subtag
 */
export function isInOwnScript(text: string, language: string): boolean {
  const pattern = patternOf(language);
  if (!pattern) return true;
  const read = text.slice(0, READ_AT_MOST);
  return countOf(read, pattern) >= LEAST_SHARE * countOf(read, LETTER);
}

/** Such letters are Latin ones. */
const ASCII = /^\p{ASCII}*$/u;

/** Whether a text can be in a language, as far as its script tells: Latin letters can be any language, romanized. */
export const scriptFits = (text: string, language: string): boolean =>
  ASCII.test(text) || isInOwnScript(text, language) || isInOwnScript(text, 'la');
