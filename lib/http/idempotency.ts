import { z } from '@hono/zod-openapi';

/** The header under which a request is carried out once; kept 24 hours. */
export const idempotencyHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Idempotency-Key is 1 to 255 visible ASCII characters.')
    .optional()
    .openapi({ description: 'The same request under the same key is carried out once; kept 24 hours.' }),
});

/** What the answer of a creation carries. */
export function creationHeaders(jobId: string, replayed: boolean): Record<string, string> {
  return {
    Location: `/api/v1/jobs/${jobId}`,
    'Retry-After': '1',
    ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
  };
}

/** The same, as a route declares it. */
export const creationHeadersSchema = z.object({
  Location: z.string().openapi({ description: 'Where the job is to be found.' }),
  'Retry-After': z.string().openapi({ description: 'Seconds after which to look for progress.' }),
  'Idempotency-Replayed': z
    .literal('true')
    .optional()
    .openapi({ description: 'On the answer to an earlier request.' }),
});
