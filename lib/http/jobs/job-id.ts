import { z } from '@hono/zod-openapi';
import { notFound } from '../../jobs/read.ts';

export const jobParams = z.object({ id: z.string().openapi({ example: 'job_01k0a3v5zq8m4n7p2r6t9w1x3y' }) });

/** Checks that the id is well-formed. @throws Refusal `not_found` if not. */
export function jobIdOf({ id }: z.infer<typeof jobParams>): string {
  if (!/^job_[\w-]{1,60}$/.test(id)) throw notFound(id.slice(0, 64));
  return id;
}
