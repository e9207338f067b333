import { cancelJob } from '../../engine/cancel.ts';
import { retryJob } from '../../engine/retry.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  createRoute,
  creationHeaders,
  jobParams,
  problemResponse,
  type RouteHandler,
  retryQuery,
  writingProblems,
  z,
} from '../../http/route.ts';
import { taskAnswerSchema } from './analyze.ts';
import { COMPLETED_TASK, PENDING_TASK } from './examples.ts';
import { getTask } from './task.ts';
import { taskJson } from './task-json.ts';

export const retryTaskRoute = createRoute({
  method: 'post',
  path: '/tasks/{id}/retry',
  operationId: 'profiles.retryTask',
  tags: ['profiles'],
  summary: 'Retry a profile analysis',
  description:
    'A finished one restarts with the steps that failed or did not finish, and all that rest on them; an unfinished ' +
    'one is dispatched again only if nothing works on it any more.',
  request: {
    params: jobParams,
    query: retryQuery,
  },
  responses: {
    202: {
      description: 'The restarted task.',
      headers: z.object({ Location: z.string(), 'Retry-After': z.string() }),
      content: answersJson(taskAnswerSchema, {
        message: 'The analysis has been restarted.',
        task: PENDING_TASK,
      }),
    },
    404: problemResponse('`not_found`'),
    409: problemResponse('`nothing_to_retry`'),
    422: problemResponse('`invalid_input`'),
    ...writingProblems,
  },
});

export function retryTaskHandler(context: HttpContext): RouteHandler<typeof retryTaskRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const owner = c.get('owner');
    const task = await getTask(context, owner, c.req.valid('param'));
    const all = c.req.valid('query').all === 'true';
    const job = await retryJob(jobs, { owner, id: task.job.id, all });
    return c.json(
      { message: 'The analysis has been restarted.', task: taskJson({ ...task, job }, jobs.clock.now()) },
      202,
      creationHeaders(job.id, false),
    );
  };
}

export const cancelTaskRoute = createRoute({
  method: 'post',
  path: '/tasks/{id}/cancel',
  operationId: 'profiles.cancelTask',
  tags: ['profiles'],
  summary: 'Cancel a profile analysis',
  description: 'No further step starts, and there will be no report.',
  request: { params: jobParams },
  responses: {
    200: {
      description: 'The cancelled task.',
      content: answersJson(taskAnswerSchema, {
        message: 'The analysis is cancelled.',
        task: { ...COMPLETED_TASK, status: 'cancelled', message: 'Cancelled.', progress: 40 },
      }),
    },
    404: problemResponse('`not_found`'),
    409: problemResponse('`already_finished`'),
    ...writingProblems,
  },
});

export function cancelTaskHandler(context: HttpContext): RouteHandler<typeof cancelTaskRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const owner = c.get('owner');
    const task = await getTask(context, owner, c.req.valid('param'));
    const job = await cancelJob(jobs, owner, task.job.id);
    const cancelled = taskJson({ ...task, job }, jobs.clock.now());
    return c.json({ message: 'The analysis is cancelled.', task: cancelled }, 200);
  };
}
