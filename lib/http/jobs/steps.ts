import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { isoOrNull } from '../../core/instant.ts';
import { getJob } from '../../jobs/read.ts';
import { listSteps, type Step } from '../../jobs/steps.ts';
import { STEP_STATUSES } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema, encodeCursor } from '../cursor.ts';
import type { HttpEnv } from '../env.ts';
import { instantSchema } from '../instant.ts';
import { answersJson } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { wholeNumber } from '../whole-number.ts';
import { jobIdOf, jobParams } from './job-id.ts';

const stepSchema = z
  .object({
    key: z.string().openapi({ example: 'TCS.NS' }),
    stage: z.string(),
    status: z.enum(STEP_STATUSES).openapi({ description: '`skipped`: unfinished when the job ended.' }),
    attempts: z.int(),
    started_at: instantSchema.nullable(),
    completed_at: instantSchema.nullable(),
    duration_ms: z.int().nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .openapi('Step');

const stepsSchema = z
  .object({ data: z.array(stepSchema), next_cursor: z.string().nullable() })
  .openapi('StepList');

const FAILED_STEP: z.infer<typeof stepSchema> = {
  key: 'TCS.NS',
  stage: 'analyze',
  status: 'failed',
  attempts: 3,
  started_at: '2026-01-05T12:00:00.310Z',
  completed_at: '2026-01-05T12:00:01.120Z',
  duration_ms: 810,
  error: { code: 'unknown_symbol', message: 'The provider does not know TCS.NS.' },
};

function stepJson({
  key,
  stage,
  status,
  attempts,
  startedAt,
  completedAt,
  error,
}: Step): z.infer<typeof stepSchema> {
  return {
    key,
    stage,
    status,
    attempts,
    started_at: isoOrNull(startedAt),
    completed_at: isoOrNull(completedAt),
    duration_ms: startedAt === null || completedAt === null ? null : Math.max(0, completedAt - startedAt),
    error,
  };
}

export const listStepsRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/steps',
  operationId: 'jobs.listSteps',
  tags: ['jobs'],
  summary: 'List the steps of a job, in order',
  description:
    'Every step with its attempts and, if it failed, its error. Also available while the job runs.',
  request: {
    params: jobParams,
    query: z.object({
      status: z.enum(STEP_STATUSES, `status must be one of: ${STEP_STATUSES.join(', ')}.`).optional(),
      limit: wholeNumber('limit', 1000, 200),
      cursor: cursorSchema(/^\d{1,9}$/),
    }),
  },
  responses: {
    200: {
      description: 'A page of steps.',
      content: answersJson(stepsSchema, { data: [FAILED_STEP], next_cursor: null }),
    },
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function listStepsHandler({ jobs }: HttpContext): RouteHandler<typeof listStepsRoute, HttpEnv> {
  return async (c) => {
    const { status, limit, cursor } = c.req.valid('query');
    const job = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    const after = cursor === undefined ? undefined : Number(cursor);
    const found = await listSteps(jobs, job, { status, after, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return c.json({ data: shown.map(stepJson), next_cursor: last ? encodeCursor(last.seq) : null }, 200);
  };
}
