import { storable } from '../../core/storable-text.ts';

const MOST_CHARACTERS = 255;

/** A file name that the database can store; null if nothing remains of it. */
export function fileName(given: string | null): string | null {
  const cut = storable(given ?? '')
    .trim()
    .slice(0, MOST_CHARACTERS);
  // The cut may have split a surrogate pair.
  return cut.toWellFormed() || null;
}
