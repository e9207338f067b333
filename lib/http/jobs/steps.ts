import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { isoOrNull } from '../../core/instant.ts';
import { type Attempt, listAttempts } from '../../jobs/attempts.ts';
import { waitsJson } from '../../jobs/job-json.ts';
import { getJob } from '../../jobs/read.ts';
import { listSteps, type Step } from '../../jobs/steps.ts';
import { ATTEMPT_OUTCOMES, type Job, STEP_STATUSES } from '../../jobs/types.ts';
import { type Facts, readFacts } from '../../jobs/waits/facts.ts';
import { stepWaits } from '../../jobs/waits/step-waits.ts';
import type { Waits } from '../../jobs/waits/waits.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema, encodeCursor } from '../cursor.ts';
import type { HttpEnv } from '../env.ts';
import { instantSchema } from '../instant.ts';
import { answersJson } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { wholeNumber } from '../whole-number.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { waitsSchema } from './job-schema.ts';
import type { AttemptJson, StepJson } from './json-shapes.ts';

const attemptSchema = z
  .object({
    epoch: z.int().nullable().openapi({ description: 'Null: an earlier epoch than those that are known.' }),
    line: z.string().nullable(),
    started_at: instantSchema.nullable(),
    ended_at: instantSchema.nullable().openapi({ description: 'Null while it runs.' }),
    outcome: z
      .enum(ATTEMPT_OUTCOMES)
      .nullable()
      .openapi({
        description:
          'Null while it runs. `retry`: an error, after which it is tried again; `lost`: the process died in which it ' +
          'alone ran; `lost_lease`: its function did not answer; `given_back` and `refused`, by the provider: not ' +
          'charged.',
      }),
    error: z.object({ code: z.string().nullable(), message: z.string() }).nullable(),
  })
  .openapi('Attempt');

const stepSchema = z
  .object({
    key: z.string().openapi({ example: 'TCS.NS' }),
    stage: z.string(),
    status: z.enum(STEP_STATUSES).openapi({ description: '`skipped`: unfinished when the job ended.' }),
    attempts: z.int().openapi({ description: 'Runs in this epoch that are charged to the step.' }),
    started_at: instantSchema.nullable(),
    completed_at: instantSchema.nullable(),
    duration_ms: z.int().nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    waits: waitsSchema.nullable().openapi({
      description: 'What the step waits for; null while it runs and when it has ended.',
    }),
    tries: z
      .array(attemptSchema)
      .optional()
      .openapi({ description: 'With `include=attempts`: its last runs, at most ten, oldest first.' }),
  })
  .openapi('Step');

const stepsSchema = z
  .object({ data: z.array(stepSchema), next_cursor: z.string().nullable() })
  .openapi('StepList');

const FAILED_STEP: StepJson = {
  key: 'TCS.NS',
  stage: 'analyze',
  status: 'failed',
  attempts: 2,
  started_at: '2026-01-05T12:00:03.310Z',
  completed_at: '2026-01-05T12:00:04.120Z',
  duration_ms: 810,
  error: { code: 'unknown_symbol', message: 'The provider does not know TCS.NS.' },
  waits: null,
  tries: [
    {
      epoch: 1,
      line: '0',
      started_at: '2026-01-05T12:00:00.310Z',
      ended_at: '2026-01-05T12:00:01.120Z',
      outcome: 'retry',
      error: { code: 'provider_failed', message: 'Yahoo answered with status 502.' },
    },
    {
      epoch: 1,
      line: '0',
      started_at: '2026-01-05T12:00:03.310Z',
      ended_at: '2026-01-05T12:00:04.120Z',
      outcome: 'failed',
      error: { code: 'unknown_symbol', message: 'The provider does not know TCS.NS.' },
    },
  ],
};

function attemptJson({ startedAt, endedAt, ...attempt }: Attempt): AttemptJson {
  return { ...attempt, started_at: isoOrNull(startedAt), ended_at: isoOrNull(endedAt) };
}

function stepJson(step: Step, waits: Waits | null): StepJson {
  const { key, stage, status, attempts, startedAt, completedAt, error } = step;
  return {
    key,
    stage,
    status,
    attempts,
    started_at: isoOrNull(startedAt),
    completed_at: isoOrNull(completedAt),
    duration_ms: startedAt === null || completedAt === null ? null : Math.max(0, completedAt - startedAt),
    error,
    waits: waitsJson(waits),
  };
}

export const listStepsRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/steps',
  operationId: 'jobs.listSteps',
  tags: ['jobs'],
  summary: 'List the steps of a job, in order',
  description:
    'Every step with how often it was tried, what it waits for and, if it failed, its error. Also available while the ' +
    'job runs.',
  request: {
    params: jobParams,
    query: z.object({
      status: z.enum(STEP_STATUSES, `status must be one of: ${STEP_STATUSES.join(', ')}.`).optional(),
      include: z
        .enum(['attempts'], 'include must be attempts, or be left out.')
        .optional()
        .openapi({ description: '`attempts`: with `tries`, the runs of each step.' }),
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

/** The steps with what each waits for, and on request their runs. */
async function shownSteps(
  { jobs }: HttpContext,
  job: Job,
  { steps, withAttempts }: { steps: readonly Step[]; withAttempts: boolean },
): Promise<StepJson[]> {
  const { settings } = jobs;
  const waiting = steps.some(({ status }) => status === 'pending' || status === 'running');
  const [facts, attempts] = await Promise.all([
    waiting ? readFacts(jobs, [job], settings) : new Map<string, Facts>(),
    withAttempts ? listAttempts(jobs, job, steps) : null,
  ]);
  return steps.map((step) => {
    const shown = stepJson(step, stepWaits(step, job, facts.get(job.id) ?? null, settings));
    return attempts ? { ...shown, tries: (attempts.get(step.key) ?? []).map(attemptJson) } : shown;
  });
}

export function listStepsHandler(context: HttpContext): RouteHandler<typeof listStepsRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const { status, limit, cursor, include } = c.req.valid('query');
    const job = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    const after = cursor === undefined ? undefined : Number(cursor);
    const found = await listSteps(jobs, job, { status, after, limit: limit + 1 });
    const steps = found.slice(0, limit);
    const last = found.length > limit ? steps.at(-1) : undefined;
    const data = await shownSteps(context, job, { steps, withAttempts: include === 'attempts' });
    return c.json({ data, next_cursor: last ? encodeCursor(last.seq) : null }, 200);
  };
}
