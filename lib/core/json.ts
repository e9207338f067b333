import { storable } from './storable-text.ts';

/** JSON that PostgreSQL's `jsonb` accepts, whatever the strings hold. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? storable(item) : item));
}
