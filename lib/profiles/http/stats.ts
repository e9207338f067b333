import type { HttpContext, HttpEnv } from '../../http/route.ts';
import { answersJson, commonProblems, createRoute, type RouteHandler, z } from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { tasksByPlatform, tasksByStatus } from '../records/tasks.ts';
import { JOB_STATUSES_OF, type TaskStatus } from './task-json.ts';

const countSchema = z.object({ platform: z.string(), count: z.int() }).openapi('ProfilePlatformCount');

export const platformDistributionRoute = createRoute({
  method: 'get',
  path: '/stats/platform-distribution',
  operationId: 'profiles.getPlatformDistribution',
  tags: ['profiles'],
  summary: 'Count profile analyses by platform',
  description: 'Counts all your tasks, regardless of status.',
  responses: {
    200: {
      description: 'Counts, highest first.',
      content: answersJson(z.array(countSchema), [{ platform: 'bluesky', count: 12 }]),
    },
    ...commonProblems,
  },
});

export function platformDistributionHandler({
  jobs,
}: HttpContext): RouteHandler<typeof platformDistributionRoute, HttpEnv> {
  return async (c) => c.json(await query(jobs, () => tasksByPlatform(jobs.db, c.get('owner'))), 200);
}

const rateSchema = z
  .object({
    total: z.int().openapi({ description: 'Includes unfinished and cancelled tasks.' }),
    completed: z.int(),
    failed: z.int(),
    completion_rate: z
      .number()
      .openapi({ description: 'Completed tasks as a percentage of the total; 0 if there are none.' }),
  })
  .openapi('ProfileCompletionRate');

export const completionRateRoute = createRoute({
  method: 'get',
  path: '/stats/completion-rate',
  operationId: 'profiles.getCompletionRate',
  tags: ['profiles'],
  summary: 'Get the completion rate of profile analyses',
  description: 'Over all your tasks; unfinished ones count as not completed.',
  responses: {
    200: {
      description: 'The counts.',
      content: answersJson(rateSchema, { total: 12, completed: 9, failed: 1, completion_rate: 75 }),
    },
    ...commonProblems,
  },
});

type Counts = { status: string; count: number }[];

const sum = (counts: Counts): number => counts.reduce((total, { count }) => total + count, 0);

function rateOf(counts: Counts): z.infer<typeof rateSchema> {
  const of = (status: TaskStatus): number => {
    const statuses: readonly string[] = JOB_STATUSES_OF[status];
    return sum(counts.filter((each) => statuses.includes(each.status)));
  };
  const total = sum(counts);
  const completed = of('completed');
  const rate = total === 0 ? 0 : Math.round((10_000 * completed) / total) / 100;
  return { total, completed, failed: of('failed'), completion_rate: rate };
}

export function completionRateHandler({
  jobs,
}: HttpContext): RouteHandler<typeof completionRateRoute, HttpEnv> {
  return async (c) => c.json(rateOf(await query(jobs, () => tasksByStatus(jobs.db, c.get('owner')))), 200);
}
