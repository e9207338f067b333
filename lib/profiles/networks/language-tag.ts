/** Codes for "no language": undetermined, none, several, and X's codes for links and media. */
const NO_LANGUAGE = /^(und|zxx|mul|mis|art|q[a-t][a-z])(-|$)/i;

/** By what was stated; there are few, unless somebody makes them up. */
const known = new Map<string, string | null>();
const MOST_KNOWN = 1_000;

/** Canonical BCP 47 tag, deprecated codes replaced (`iw` gives `he`); null if invalid or no language. */
export function languageTag(stated: string | null | undefined): string | null {
  if (!stated || stated.length > 35 || NO_LANGUAGE.test(stated)) return null;
  const found = known.get(stated);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const tag = canonical(stated);
  known.set(stated, tag);
  return tag;
}

function canonical(stated: string): string | null {
  try {
    return Intl.getCanonicalLocales(stated.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}
