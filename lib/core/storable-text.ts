/** Whether PostgreSQL can store the text: no NUL and, for `jsonb`, no lone surrogates. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Removes NUL characters and replaces lone surrogates. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
