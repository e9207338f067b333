import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  JOB_ID,
  jobParams,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { look } from '../../jobs/look.ts';
import { tasksOf } from '../records/tasks.ts';
import { platformSchema } from '../schema.ts';
import { COMPLETED_TASK } from './examples.ts';
import { getTask, toTask } from './task.ts';
import { JOB_STATUSES_OF, TASK_STATUSES, taskJson, taskSchema } from './task-json.ts';

const MOST_TASKS = 200;
const MOST_OFFSET = 1_000_000;
const OFFSET_ERROR = `offset must be a whole number from 0 to ${MOST_OFFSET}.`;

const offset = z.coerce
  .number({ error: OFFSET_ERROR })
  .int(OFFSET_ERROR)
  .min(0, OFFSET_ERROR)
  .max(MOST_OFFSET, OFFSET_ERROR)
  .default(0);

const tasksSchema = z
  .object({
    tasks: z.array(taskSchema),
    total: z.int().openapi({ description: 'Tasks on all pages.' }),
    offset: z.int(),
    limit: z.int(),
  })
  .openapi('ProfileTaskList');

export const listTasksRoute = createRoute({
  method: 'get',
  path: '/tasks',
  operationId: 'profiles.listTasks',
  tags: ['profiles'],
  summary: 'List profile analyses, newest first',
  description: 'A task is a job of kind profile, with the same id.',
  request: {
    query: z.object({
      platform: platformSchema.optional(),
      status: z.enum(TASK_STATUSES, `status must be one of: ${TASK_STATUSES.join(', ')}.`).optional(),
      limit: wholeNumber('limit', MOST_TASKS, 10),
      offset,
    }),
  },
  responses: {
    200: {
      description: 'A page of tasks.',
      content: answersJson(tasksSchema, { tasks: [COMPLETED_TASK], total: 1, offset: 0, limit: 10 }),
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function listTasksHandler({ jobs }: HttpContext): RouteHandler<typeof listTasksRoute, HttpEnv> {
  return async (c) => {
    const { platform, status, limit, offset } = c.req.valid('query');
    const statuses = status && JOB_STATUSES_OF[status];
    const read = async (leaveOut: boolean) => {
      const filter = { platform, statuses, limit, offset, leaveOut };
      const { tasks, total } = await tasksOf(jobs.db, c.get('owner'), filter);
      return { tasks: tasks.map(toTask), total };
    };
    const { tasks, total } = await look(jobs, read, (found) => found.tasks);
    const now = jobs.clock.now();
    return c.json({ tasks: tasks.map((task) => taskJson(task, now)), total, offset, limit }, 200);
  };
}

const statusSchema = taskSchema
  .pick({ id: true, status: true, progress: true, message: true, error: true })
  .openapi('ProfileTaskStatus');

export const taskStatusRoute = createRoute({
  method: 'get',
  path: '/tasks/{id}/status',
  operationId: 'profiles.getTaskStatus',
  tags: ['profiles'],
  summary: 'Get the status of a profile analysis',
  description: 'Only the fields that change while it runs.',
  request: { params: jobParams },
  responses: {
    200: {
      description: 'The status.',
      content: answersJson(statusSchema, {
        id: JOB_ID,
        status: 'processing',
        progress: 40,
        message: 'Reading further posts.',
        error: null,
      }),
    },
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
