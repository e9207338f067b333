import { z } from '@hono/zod-openapi';
import type { JobJson } from '../../jobs/job-json.ts';
import { JOB_SOURCES, JOB_STATUSES, WEBHOOK_STATUSES } from '../../jobs/types.ts';
import { WAIT_CODES } from '../../jobs/waits/waits.ts';
import { instantSchema } from '../instant.ts';

const progressSchema = z.object({
  percent: z.int().openapi({ description: 'Whole percent; 100 only when the job has ended.' }),
  total: z.int(),
  completed: z.int(),
  failed: z.int(),
  stage: z.string().nullable(),
  eta_seconds: z.int().nullable().openapi({ description: 'Null until the rate is known.' }),
});

const usageSchema = z
  .object({
    messages: z.int().openapi({ description: 'Number of QStash messages.' }),
    round_trips: z.int().openapi({ description: 'Database round trips.' }),
    function_ms: z.int(),
    cost_usd: z.number().openapi({ description: 'Upper bound, at list prices.' }),
  })
  .openapi({ description: 'Usage so far; zero in the response that accepts the job.' });

const webhookSchema = z
  .object({
    url: z.string(),
    status: z.enum(WEBHOOK_STATUSES),
    attempts: z.int(),
    last_error: z.string().nullable(),
    own_event: z
      .object({
        type: z.string(),
        status: z.enum(WEBHOOK_STATUSES).nullable(),
        attempts: z.int(),
        last_error: z.string().nullable(),
      })
      .optional()
      .openapi({
        description: 'Likewise of `watchlist.changed`, if asked for; status null: nothing to tell.',
      }),
  })
  .openapi({ description: 'Receiver and delivery status of the event; null without a callback_url.' });

export const waitsSchema = z
  .object({
    code: z.enum(WAIT_CODES),
    text: z.string().openapi({ description: 'One or two sentences.' }),
    until: instantSchema.nullable().openapi({ description: 'Until when it is expected; null if unknown.' }),
  })
  .openapi('Waits');

const watchdogSchema = z.object({
  last_seen: instantSchema.nullable().openapi({ description: 'Its last look in this epoch.' }),
  next: instantSchema.openapi({ description: 'When it is due.' }),
});

/** Schema of the output of `lib/jobs/job-json.ts`. */
export const jobSchema: z.ZodType<JobJson> = z
  .object({
    id: z.string().openapi({ example: 'job_01k0a3v5zq8m4n7p2r6t9w1x3y' }),
    kind: z.string().openapi({ example: 'stocks', description: 'One of the kinds that POST /jobs accepts.' }),
    status: z.enum(JOB_STATUSES),
    progress: progressSchema.openapi({ description: 'Counted in steps.' }),
    epoch: z
      .int()
      .openapi({ description: 'Run number of the job; each retry of a finished job starts the next.' }),
    source: z.enum(JOB_SOURCES).openapi({ description: 'What created the job.' }),
    name: z.string().nullable().openapi({ description: 'As given by whoever created the job.' }),
    tags: z
      .array(z.string())
      .readonly()
      .openapi({ description: 'As given; jobs are found by them.', example: ['nightly'] }),
    again_of: z
      .string()
      .nullable()
      .openapi({ description: 'The job that this one runs again, with changes.' }),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    waits: waitsSchema.nullable().openapi({
      description:
        'What the job waits for, as of this answer: it may change without a new ETag. Null while its steps run and ' +
        'nothing holds others up, once it has ended and its receiver has been told, in the answer that accepts it ' +
        'and in its event.',
    }),
    watchdog: watchdogSchema.nullable().openapi({
      description:
        'Who looks after the job if its messages are lost; null once it has ended, when it is accepted, and in its event.',
    }),
    cancelled_by: z
      .string()
      .nullable()
      .openapi({ description: 'Name of the API key that cancelled it, if the key has one.' }),
    cancel_reason: z.string().nullable().openapi({ description: 'As given to `jobs.cancel`.' }),
    usage: usageSchema,
    webhook: webhookSchema.nullable(),
    created_at: instantSchema,
    started_at: instantSchema.nullable(),
    completed_at: instantSchema.nullable(),
    deadline_at: instantSchema.openapi({ description: 'Latest time at which the job ends.' }),
    links: z.object({
      self: z.string(),
      steps: z.string(),
      slices: z.string(),
      result: z.string(),
      cancel: z.string(),
      retry: z.string(),
    }),
    input: z.unknown().optional().openapi({
      description: 'What was asked for, without what is private. Only in `jobs.get`.',
    }),
    input_truncated: z
      .boolean()
      .optional()
      .openapi({ description: 'Whether long lists and texts of the input are cut. Only in `jobs.get`.' }),
  })
  .openapi('Job');
