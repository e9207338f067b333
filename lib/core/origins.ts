import { z } from 'zod';

const MUST_BE = 'must be origins such as https://app.example, comma separated and without a path, or *';

const isOrigin = (text: string): boolean =>
  text === '*' || (URL.canParse(text) && new URL(text).origin === text);

/** A comma-separated list of origins exactly as browsers send them, `*` for all. */
export const originList = z
  .string()
  .transform((list) => list.split(',').flatMap((entry) => entry.trim() || []))
  .refine((origins) => origins.every(isOrigin), MUST_BE);
