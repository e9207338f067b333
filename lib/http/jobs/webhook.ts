import { createRoute, type RouteHandler } from '@hono/zod-openapi';
import { redeliverWebhook } from '../../engine/webhook/redeliver.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { answersJson } from '../media.ts';
import { problemResponse, writingProblems } from '../problems.ts';
import { COMPLETED_JOB } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { jobSchema } from './job-schema.ts';
import { shownJob } from './shown-job.ts';

const PENDING = {
  url: 'https://example.com/hooks/unstuck',
  status: 'pending',
  attempts: 0,
  last_error: null,
} as const;

export const redeliverWebhookRoute = createRoute({
  method: 'post',
  path: '/jobs/{id}/webhook/redeliver',
  operationId: 'jobs.redeliverWebhook',
  tags: ['jobs'],
  summary: 'Redeliver the event of a finished job',
  description: 'Sends the same event with the same `webhook-id`, so that receivers can recognize duplicates.',
  request: { params: jobParams },
  responses: {
    202: {
      description: 'The job, whose event will be sent again.',
      content: answersJson(jobSchema, { ...COMPLETED_JOB, webhook: PENDING }),
    },
    404: problemResponse('`not_found`'),
    409: problemResponse('`not_finished` or `no_callback_url`'),
    ...writingProblems,
  },
});

export function redeliverWebhookHandler(
  context: HttpContext,
): RouteHandler<typeof redeliverWebhookRoute, HttpEnv> {
  return async (c) => {
    const job = await redeliverWebhook(context.jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    return c.json(await shownJob(context, job), 202);
  };
}
