/**
 * Text search configurations of PostgreSQL 14 and later by language (ISO 639): its Snowball stemmers and stop words
 * (https://www.postgresql.org/docs/14/textsearch-dictionaries.html, `\dF`; read 2026-11-30).
 */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  ar: 'arabic',
  hy: 'armenian',
  eu: 'basque',
  ca: 'catalan',
  da: 'danish',
  nl: 'dutch',
  en: 'english',
  fi: 'finnish',
  fr: 'french',
  de: 'german',
  el: 'greek',
  hi: 'hindi',
  hu: 'hungarian',
  id: 'indonesian',
  ga: 'irish',
  it: 'italian',
  lt: 'lithuanian',
  ne: 'nepali',
  no: 'norwegian',
  nb: 'norwegian',
  nn: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  es: 'spanish',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

/** Words as written: no stemming, no stop words. */
const PLAIN = 'simple';

/** The configuration for a language; words of all others are searched for as written. @param language BCP 47 */
export function configurationOf(language: string | null): string {
  return CONFIGURATIONS[language?.split('-', 1)[0] ?? ''] ?? PLAIN;
}

export const ALL_CONFIGURATIONS: readonly string[] = [...new Set(Object.values(CONFIGURATIONS)), PLAIN];
