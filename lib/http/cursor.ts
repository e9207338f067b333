import { z } from '@hono/zod-openapi';

/** A place in a list, as clients carry it: opaque to them. */
export function encodeCursor(place: string | number): string {
  return Buffer.from(String(place)).toString('base64url');
}

/** Reads what `encodeCursor` wrote, as far as it matches `place`. */
export function cursorSchema(place: RegExp) {
  return z
    .string()
    .max(100)
    .transform((text) => Buffer.from(text, 'base64url').toString())
    .refine((value) => place.test(value), {
      error: 'cursor is the next_cursor of the page before, unchanged.',
      params: { code: 'wrong_cursor' },
    })
    .optional()
    .openapi({ type: 'string', description: 'The `next_cursor` of the page before.' });
}
