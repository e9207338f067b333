/** Whether PostgreSQL can hold a text: it refuses NUL, and `jsonb` lone surrogates too. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The text without its NUL characters and with lone surrogates replaced. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
