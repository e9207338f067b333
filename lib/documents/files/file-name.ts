const MOST_CHARACTERS = 255;

/** A file's name as the database can hold it; null where nothing is left of it. */
export function fileName(given: string | null): string | null {
  const kept = given?.toWellFormed().replaceAll('\0', '').trim().slice(0, MOST_CHARACTERS).toWellFormed();
  return kept || null;
}
