/** What networks say where they know no language: undetermined, none, several, and X's codes for links and media. */
const NO_LANGUAGE = /^(und|zxx|mul|mis|art|q[a-t][a-z])(-|$)/i;

/** A canonical BCP 47 tag; null for what is none or names no language. Retired codes are renewed: `iw` gives `he`. */
export function languageTag(stated: string | null | undefined): string | null {
  if (!stated || stated.length > 35 || NO_LANGUAGE.test(stated)) return null;
  try {
    return Intl.getCanonicalLocales(stated.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}
