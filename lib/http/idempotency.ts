import { z } from '@hono/zod-openapi';

/** Makes a request idempotent; keys are kept for 24 hours. */
export const idempotencyHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'Idempotency-Key must be 1 to 255 visible ASCII characters.')
    .optional()
    .openapi({
      description: 'A request with it runs once in 24 hours.',
    }),
});

/** Response headers of routes that create a job. */
export function creationHeaders(jobId: string, replayed: boolean): Record<string, string> {
  return {
    Location: `/api/v1/jobs/${jobId}`,
    'Retry-After': '1',
    ...(replayed ? { 'Idempotency-Replayed': 'true' } : {}),
  };
}

/** Schema of `creationHeaders`. */
export const creationHeadersSchema = z.object({
  Location: z.string().openapi({ description: 'URL of the job.' }),
  'Retry-After': z.string().openapi({ description: 'Seconds to wait before polling.' }),
  'Idempotency-Replayed': z
    .literal('true')
    .optional()
    .openapi({ description: 'If an earlier request created the job.' }),
});

/** Response headers of a creation that an unfinished singleton answered instead. */
export function singletonHeaders(jobId: string): Record<string, string> {
  return { Location: `/api/v1/jobs/${jobId}`, 'Retry-After': '1', 'Unstuck-Singleton': 'existing' };
}

/** Schema of `singletonHeaders`. */
export const singletonHeadersSchema = z.object({
  Location: z.string().openapi({ description: 'URL of the job.' }),
  'Retry-After': z.string().openapi({ description: 'Seconds to wait before polling.' }),
  'Unstuck-Singleton': z.literal('existing').openapi({ description: 'Nothing was created.' }),
});
