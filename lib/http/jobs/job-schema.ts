import { z } from '@hono/zod-openapi';
import type { JobJson } from '../../jobs/job-json.ts';
import { JOB_SOURCES, JOB_STATUSES, WEBHOOK_STATUSES } from '../../jobs/types.ts';
import { instantSchema } from '../instant.ts';

const progressSchema = z.object({
  percent: z.int().openapi({ description: 'Whole; 100 only at the end.' }),
  total: z.int(),
  completed: z.int(),
  failed: z.int(),
  stage: z.string().nullable(),
  eta_seconds: z.int().nullable().openapi({ description: 'Null until there is a rate.' }),
});

const usageSchema = z
  .object({
    messages: z.int().openapi({ description: 'QStash messages.' }),
    round_trips: z.int().openapi({ description: 'To the database.' }),
    function_ms: z.int(),
    cost_usd: z.number().openapi({ description: 'At list prices, an upper bound.' }),
  })
  .openapi({ description: 'What the job has cost so far; zero in the answer that accepts it.' });

const webhookSchema = z
  .object({
    url: z.string(),
    status: z.enum(WEBHOOK_STATUSES),
    attempts: z.int(),
    last_error: z.string().nullable(),
  })
  .openapi({ description: 'Who is told of the end, and how that went; null where nobody asked.' });

/** A job as `lib/jobs/job-json.ts` writes it. */
export const jobSchema: z.ZodType<JobJson> = z
  .object({
    id: z.string().openapi({ example: 'job_01k0a3v5zq8m4n7p2r6t9w1x3y' }),
    kind: z.string().openapi({ example: 'stocks', description: 'One of those that POST /jobs takes.' }),
    status: z.enum(JOB_STATUSES),
    progress: progressSchema.openapi({ description: 'Counted in steps.' }),
    epoch: z.int().openapi({ description: 'The n-th life of the job; a retry begins the next.' }),
    source: z.enum(JOB_SOURCES).openapi({ description: 'Who asked.' }),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    usage: usageSchema,
    webhook: webhookSchema.nullable(),
    created_at: instantSchema,
    started_at: instantSchema.nullable(),
    completed_at: instantSchema.nullable(),
    deadline_at: instantSchema.openapi({ description: 'The job ends by then at the latest.' }),
    links: z.object({
      self: z.string(),
      steps: z.string(),
      result: z.string(),
      cancel: z.string(),
      retry: z.string(),
    }),
  })
  .openapi('Job');
