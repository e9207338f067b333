import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { getJob } from '../../jobs/read.ts';
import type { HttpContext } from '../context.ts';
import type { HttpEnv } from '../env.ts';
import { etagOf, isKnown } from '../etag.ts';
import { answersJson } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { COMPLETED_JOB } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { jobSchema } from './job-schema.ts';
import { wholeJob } from './shown-job.ts';
import { changedJob } from './wait.ts';

const MOST_WAIT = 25;
const WAIT_ERROR = `wait must be a number of seconds from 0 to ${MOST_WAIT}.`;

export const getJobRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}',
  operationId: 'jobs.get',
  tags: ['jobs'],
  summary: 'Get a job',
  description:
    'With `wait`, the response is delayed until the job differs from the version in If-None-Match, or from its state ' +
    'at the time of the request. A job that has ended is returned immediately. Also tells what the job waits for, and ' +
    'its input, without what is private and with long lists cut.',
  request: {
    params: jobParams,
    query: z.object({
      wait: z.coerce
        .number({ error: WAIT_ERROR })
        .min(0, WAIT_ERROR)
        .max(MOST_WAIT, WAIT_ERROR)
        .default(0)
        .openapi({ type: 'number', description: 'Maximum wait in seconds.' }),
    }),
    headers: z.object({ 'If-None-Match': z.string().optional() }),
  },
  responses: {
    200: {
      description: 'The job.',
      headers: z.object({ ETag: z.string() }),
      content: answersJson(jobSchema, {
        ...COMPLETED_JOB,
        input: { symbols: ['AAPL', '^GSPC'], capital: 100_000 },
        input_truncated: false,
      }),
    },
    304: { description: 'The job still matches If-None-Match.' },
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function getJobHandler(context: HttpContext): RouteHandler<typeof getJobRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const known = c.req.valid('header')['If-None-Match'];
    const first = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    const job = await changedJob(jobs, first, {
      untilMs: jobs.clock.now() + c.req.valid('query').wait * 1000,
      isNews: ({ revision }) =>
        known === undefined ? revision !== first.revision : !isKnown(known, etagOf(revision)),
      signal: c.req.raw.signal,
    });
    const etag = etagOf(job.revision);
    c.header('ETag', etag);
    if (isKnown(known, etag)) return c.body(null, 304);
    return c.json(await wholeJob(context, job), 200);
  };
}
