import type { HttpContext, HttpEnv } from '../../http/route.ts';
import { commonProblems, createRoute, type RouteHandler, z } from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { tasksByPlatform, tasksByStatus } from '../records/tasks.ts';
import { JOB_STATUSES_OF, type TaskStatus } from './task-json.ts';

export const platformDistributionRoute = createRoute({
  method: 'get',
  path: '/stats/platform-distribution',
  summary: 'How many profile analyses there are of each platform',
  responses: {
    200: {
      description: 'The most frequent first.',
      content: {
        'application/json': { schema: z.array(z.object({ platform: z.string(), count: z.int() })) },
      },
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
    total: z.int().openapi({ description: 'Unfinished and cancelled ones too.' }),
    completed: z.int(),
    failed: z.int(),
    completion_rate: z
      .number()
      .openapi({ description: 'Completed of total, percent; 0 where there are none.' }),
  })
  .openapi('ProfileCompletionRate');

export const completionRateRoute = createRoute({
  method: 'get',
  path: '/stats/completion-rate',
  summary: 'How many profile analyses were completed',
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: rateSchema } } },
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
