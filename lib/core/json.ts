/**
 * JSON that PostgreSQL's `jsonb` accepts whatever the strings hold: NUL bytes are dropped and lone surrogates
 * replaced, both of which `jsonb` refuses.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'string' ? item.toWellFormed().replaceAll('\0', '') : item,
  );
}
