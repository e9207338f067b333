import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { findJobs } from '../../jobs/find.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema, encodeCursor } from '../cursor.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import { answersJson } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { wholeNumber } from '../whole-number.ts';
import { COMPLETED_JOB, CURSOR, WAITING_JOB } from './examples.ts';
import { filterShape, queryOf } from './filter.ts';
import { jobSchema } from './job-schema.ts';
import { shownJobs } from './shown-job.ts';

const jobsSchema = z
  .object({ data: z.array(jobSchema), next_cursor: z.string().nullable() })
  .openapi('JobList');

const listRoute = (kinds: HttpContext['kinds']) =>
  createRoute({
    method: 'get',
    path: '/jobs',
    operationId: 'jobs.list',
    tags: ['jobs'],
    summary: 'List jobs, newest first',
    description: 'Your jobs of all kinds, in pages; those that meet every filter given.',
    request: {
      query: z.object({
        ...filterShape(kinds),
        limit: wholeNumber('limit', 200, 50),
        cursor: cursorSchema(/^job_[\w-]{1,60}$/),
      }),
    },
    responses: {
      200: {
        description: 'A page of jobs.',
        content: answersJson(jobsSchema, { data: [WAITING_JOB, COMPLETED_JOB], next_cursor: CURSOR }),
      },
      422: problemResponse('`invalid_input`'),
      ...commonProblems,
    },
  });

export function listJobsEndpoint(context: HttpContext): Endpoint {
  const { jobs, kinds } = context;
  const route = listRoute(kinds);
  const handler: RouteHandler<typeof route, HttpEnv> = async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = { before: cursor, limit: limit + 1 };
    const found = await findJobs(jobs, c.get('owner'), { ...queryOf(filter), ...page });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const data = await shownJobs(context, shown);
    return c.json({ data, next_cursor: last ? encodeCursor(last.id) : null }, 200);
  };
  return endpoint(route, handler);
}
