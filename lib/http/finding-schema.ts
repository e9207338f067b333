import { z } from '@hono/zod-openapi';
import type { Finding } from '../core/finding.ts';

/** What is wrong with the deployment, why it matters, and what to do. */
export const findingSchema = z
  .object({
    part: z.string().openapi({ description: 'The part of `parts` that it is about.' }),
    severity: z.enum(['broken', 'degraded']),
    code: z.string().openapi({ description: 'Stable, machine-readable code.' }),
    what: z.string(),
    why: z.string(),
    remedy: z.string().openapi({ description: 'What to click or run.' }),
    variable: z.string().optional().openapi({ description: 'The environment variable at fault, if one is.' }),
  })
  .openapi('Finding');

export const EXAMPLE_FINDING: Finding = {
  part: 'keys',
  severity: 'degraded',
  code: 'next_signing_key_wrong',
  what: 'QSTASH_NEXT_SIGNING_KEY is not the next key of the queue.',
  why: 'All works now. When the keys are rotated again, every callback will be refused.',
  remedy: "Copy both keys from Upstash's console (QStash, Signing Keys) and redeploy.",
  variable: 'QSTASH_NEXT_SIGNING_KEY',
};
