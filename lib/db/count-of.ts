import { z } from 'zod';

const counted = z.object({ count: z.number() });

/** Reads the result of a statement that ends in `select count(*)::int as count`. */
export function countOf(rows: unknown[] | undefined): number {
  return counted.parse(rows?.[0]).count;
}
