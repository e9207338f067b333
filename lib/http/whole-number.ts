import { z } from '@hono/zod-openapi';

/** A query parameter that is a whole number from 1. */
export function wholeNumber(name: string, most: number, usual: number) {
  const error = `${name} must be a whole number from 1 to ${most}.`;
  return z.coerce.number({ error }).int(error).min(1, error).max(most, error).default(usual);
}
