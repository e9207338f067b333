import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { cancelJob } from '../../engine/cancel.ts';
import { removeJob } from '../../engine/remove.ts';
import { retryJob } from '../../engine/retry.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { creationHeaders } from '../idempotency.ts';
import { answersJson, takesJson } from '../media.ts';
import { problemResponse, writingProblems } from '../problems.ts';
import { CANCELLED_JOB, QUEUED_JOB } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { jobSchema } from './job-schema.ts';
import { shownJob } from './shown-job.ts';

const MOST_REASON = 500;

const cancelSchema = z
  .strictObject({
    reason: z
      .string('reason is a text, e.g. "Wrong list."')
      .trim()
      .max(MOST_REASON, `reason has at most ${MOST_REASON} characters.`)
      .optional()
      .openapi({ description: 'Shown with the job, and in its event.' }),
  })
  .openapi('Cancellation');

export const cancelJobRoute = createRoute({
  method: 'post',
  path: '/jobs/{id}/cancel',
  operationId: 'jobs.cancel',
  tags: ['jobs'],
  summary: 'Cancel a job',
  description:
    'No further step starts; finished steps are kept. Cancelling again changes nothing, nor the reason.',
  request: {
    params: jobParams,
    body: { required: false, content: takesJson(cancelSchema, { reason: 'Wrong list.' }) },
  },
  responses: {
    200: { description: 'The cancelled job.', content: answersJson(jobSchema, CANCELLED_JOB) },
    404: problemResponse('`not_found`'),
    409: problemResponse('`already_finished`'),
    422: problemResponse('`invalid_input`'),
    ...writingProblems,
  },
});

export function cancelJobHandler(context: HttpContext): RouteHandler<typeof cancelJobRoute, HttpEnv> {
  return async (c) => {
    const { reason } = c.req.valid('json');
    const id = jobIdOf(c.req.valid('param'));
    const cancelled = await cancelJob(context.jobs, c.get('owner'), id, {
      by: c.get('keyName'),
      reason: reason || null,
    });
    return c.json(await shownJob(context, cancelled), 200);
  };
}

/** Query parameters of a retry. */
export const retryQuery = z.object({
  all: z
    .enum(['true', 'false'], 'all must be true or false.')
    .default('false')
    .openapi({ description: 'Runs finished steps again too.' }),
});

export const retryJobRoute = createRoute({
  method: 'post',
  path: '/jobs/{id}/retry',
  operationId: 'jobs.retry',
  tags: ['jobs'],
  summary: 'Retry a job',
  description:
    'A finished job starts a new epoch with the steps that failed or did not finish, and all that rest on them. An ' +
    'unfinished one is dispatched again only if nothing works on it any more, so pressing twice starts nothing twice.',
  request: {
    params: jobParams,
    query: retryQuery,
  },
  responses: {
    202: {
      description: 'The re-queued job.',
      headers: z.object({ Location: z.string(), 'Retry-After': z.string() }),
      content: answersJson(jobSchema, { ...QUEUED_JOB, epoch: 2 }),
    },
    404: problemResponse('`not_found`'),
    409: problemResponse('`nothing_to_retry` or `singleton_unfinished`'),
    422: problemResponse('`invalid_input`'),
    ...writingProblems,
  },
});

export function retryJobHandler(context: HttpContext): RouteHandler<typeof retryJobRoute, HttpEnv> {
  return async (c) => {
    const retried = await retryJob(context.jobs, {
      owner: c.get('owner'),
      id: jobIdOf(c.req.valid('param')),
      all: c.req.valid('query').all === 'true',
    });
    return c.json(await shownJob(context, retried), 202, creationHeaders(retried.id, false));
  };
}

export const removeJobRoute = createRoute({
  method: 'delete',
  path: '/jobs/{id}',
  operationId: 'jobs.delete',
  tags: ['jobs'],
  summary: 'Delete a finished job and its data',
  description: 'Also deletes its steps, its results and their source data.',
  request: { params: jobParams },
  responses: {
    204: { description: 'Deleted.' },
    404: problemResponse('`not_found`'),
    409: problemResponse('`not_finished`: cancel it first.'),
    ...writingProblems,
  },
});

export function removeJobHandler({
  jobs,
  releases,
}: HttpContext): RouteHandler<typeof removeJobRoute, HttpEnv> {
  return async (c) => {
    await removeJob(jobs, { owner: c.get('owner'), id: jobIdOf(c.req.valid('param')), releases });
    return c.body(null, 204);
  };
}
