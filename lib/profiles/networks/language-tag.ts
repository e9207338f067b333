/** Codes for "no language": undetermined, none, several, and X's codes for links and media. */
const NO_LANGUAGE = /^(und|zxx|mul|mis|art|q[a-t][a-z])(-|$)/i;

/** Canonical BCP 47 tag, deprecated codes replaced (`iw` gives `he`); null if invalid or no language. */
export function languageTag(stated: string | null | undefined): string | null {
  if (!stated || stated.length > 35 || NO_LANGUAGE.test(stated)) return null;
  try {
    return Intl.getCanonicalLocales(stated.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}
