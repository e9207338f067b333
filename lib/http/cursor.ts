import { z } from '@hono/zod-openapi';

/** Encodes a position in a list as an opaque cursor. */
export function encodeCursor(place: string | number): string {
  return Buffer.from(String(place)).toString('base64url');
}

/** Decodes a cursor; `place` is the pattern of valid positions. @param longest of the cursor, characters */
export function cursorSchema(place: RegExp, longest = 100) {
  return z
    .string()
    .max(longest)
    .transform((text) => Buffer.from(text, 'base64url').toString())
    .refine((value) => place.test(value), {
      error: 'cursor must be the next_cursor of the previous page, unchanged.',
      params: { code: 'wrong_cursor' },
    })
    .optional()
    .openapi({ type: 'string', description: '`next_cursor` of the previous page.' });
}

/** More than any number of a row: a place past the end that fits PostgreSQL's `int`. */
const PAST_THE_END = 2_147_483_647;

/** The number in a cursor, `first` without one. A cursor of another kind of list is a place past the end. */
export function numberedPlace(after: string | null, first: number): number {
  if (after === null) return first;
  return /^\d{1,9}$/.test(after) ? Number(after) : PAST_THE_END;
}
