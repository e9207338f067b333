import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  commonProblems,
  createRoute,
  jobParams,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { tasksOf } from '../records/tasks.ts';
import { platformSchema } from '../schema.ts';
import { getTask, toTask } from './task.ts';
import { JOB_STATUSES_OF, TASK_STATUSES, taskJson, taskSchema } from './task-json.ts';

const MOST_TASKS = 200;
const MOST_OFFSET = 1_000_000;
const OFFSET_ERROR = `offset is a whole number from 0 to ${MOST_OFFSET}.`;

const offset = z.coerce
  .number({ error: OFFSET_ERROR })
  .int(OFFSET_ERROR)
  .min(0, OFFSET_ERROR)
  .max(MOST_OFFSET, OFFSET_ERROR)
  .default(0);

export const listTasksRoute = createRoute({
  method: 'get',
  path: '/tasks',
  summary: 'The profile analyses, newest first',
  request: {
    query: z.object({
      platform: platformSchema.optional(),
      status: z.enum(TASK_STATUSES, `status is one of: ${TASK_STATUSES.join(', ')}.`).optional(),
      limit: wholeNumber('limit', MOST_TASKS, 10),
      offset,
    }),
  },
  responses: {
    200: {
      description: 'A page.',
      content: {
        'application/json': {
          schema: z.object({
            tasks: z.array(taskSchema),
            total: z.int().openapi({ description: 'On all pages.' }),
            offset: z.int(),
            limit: z.int(),
          }),
        },
      },
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function listTasksHandler({ jobs }: HttpContext): RouteHandler<typeof listTasksRoute, HttpEnv> {
  return async (c) => {
    const { platform, status, limit, offset } = c.req.valid('query');
    const statuses = status && JOB_STATUSES_OF[status];
    const filter = { platform, statuses, limit, offset };
    const { tasks, total } = await query(jobs, () => tasksOf(jobs.db, c.get('owner'), filter));
    const now = jobs.clock.now();
    return c.json({ tasks: tasks.map((row) => taskJson(toTask(row), now)), total, offset, limit }, 200);
  };
}

const statusSchema = taskSchema
  .pick({ id: true, status: true, progress: true, message: true, error: true })
  .openapi('ProfileTaskStatus');

export const taskStatusRoute = createRoute({
  method: 'get',
  path: '/tasks/{id}/status',
  summary: 'How far a profile analysis is',
  request: { params: jobParams },
  responses: {
    200: { description: 'Its status.', content: { 'application/json': { schema: statusSchema } } },
    404: problemResponse('`not_found`'),
    ...commonProblems,
  },
});

export function taskStatusHandler(context: HttpContext): RouteHandler<typeof taskStatusRoute, HttpEnv> {
  return async (c) => {
    const task = await getTask(context, c.get('owner'), c.req.valid('param'));
    const { id, status, progress, message, error } = taskJson(task, context.jobs.clock.now());
    return c.json({ id, status, progress, message, error }, 200);
  };
}
