import { storable } from './storable-text.ts';

/** Serializes to JSON that PostgreSQL's `jsonb` accepts: no NUL characters, no lone surrogates. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? storable(item) : item));
}
