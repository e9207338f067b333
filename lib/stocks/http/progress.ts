import type { HttpContext, HttpEnv } from '../../http/route.ts';
import { answersJson, commonProblems, createRoute, JOB_ID, type RouteHandler, z } from '../../http/route.ts';
import { jobJson } from '../../jobs/job-json.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { look } from '../../jobs/look.ts';
import { JOB_STATUSES, type Job } from '../../jobs/types.ts';
import { recentStockJobs } from '../results/jobs.ts';

const MOST_JOBS = 100;

const progressSchema = z
  .object({
    is_analyzing: z.boolean(),
    total: z.int(),
    completed: z.int().openapi({ description: 'Successful plus failed symbols.' }),
    successful: z.int(),
    failed: z.int(),
    percentage: z.int(),
    estimated_time_remaining: z
      .int()
      .nullable()
      .openapi({ description: 'Seconds; null until the rate of every unfinished job is known.' }),
    jobs: z.array(
      z.object({
        job_id: z.string(),
        status: z.enum(JOB_STATUSES),
        progress_percent: z.int(),
        total: z.int(),
        completed: z.int(),
        successful: z.int(),
        errors_count: z.int(),
      }),
    ),
  })
  .openapi('StocksProgress');

const PROGRESS: z.infer<typeof progressSchema> = {
  is_analyzing: true,
  total: 2,
  completed: 1,
  successful: 1,
  failed: 0,
  percentage: 50,
  estimated_time_remaining: 3,
  jobs: [
    {
      job_id: JOB_ID,
      status: 'processing',
      progress_percent: 50,
      total: 2,
      completed: 1,
      successful: 1,
      errors_count: 0,
    },
  ],
};

const responses = {
  200: {
    description: `Counts symbols of stock jobs that are unfinished or ended within the last hour, at most ${MOST_JOBS} jobs.`,
    content: answersJson(progressSchema, PROGRESS),
  },
  ...commonProblems,
};

export const progressOfStocksRoute = createRoute({
  method: 'get',
  path: '/stocks/all-stocks/progress',
  operationId: 'stocks.getProgress',
  tags: ['stocks'],
  summary: 'Get the progress of stock jobs',
  description: 'The total, and each job.',
  responses,
});

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Jobs run in parallel, so the longest estimate is the total. */
function timeRemaining(estimates: (number | null)[]): number | null {
  const known = estimates.filter((seconds) => seconds !== null);
  return known.length === 0 || known.length < estimates.length ? null : Math.max(...known);
}

function overall(jobs: Job[], nowMs: number): z.infer<typeof progressSchema> {
  const total = sum(jobs.map((job) => job.total));
  const successful = sum(jobs.map((job) => job.done));
  const failed = sum(jobs.map((job) => job.failed));
  const unfinished = jobs.filter((job) => !isTerminal(job.status));
  return {
    is_analyzing: unfinished.length > 0,
    total,
    completed: successful + failed,
    successful,
    failed,
    percentage: total === 0 ? 0 : Math.floor((100 * (successful + failed)) / total),
    estimated_time_remaining: timeRemaining(
      unfinished.map((job) => jobJson(job, nowMs).progress.eta_seconds),
    ),
    jobs: jobs.map((job) => ({
      job_id: job.id,
      status: job.status,
      progress_percent: jobJson(job, nowMs).progress.percent,
      total: job.total,
      completed: job.done + job.failed,
      successful: job.done,
      errors_count: job.failed,
    })),
  };
}

export function progressHandler({ jobs }: HttpContext): RouteHandler<typeof progressOfStocksRoute, HttpEnv> {
  return async (c) => {
    const read = (leaveOut: boolean) =>
      recentStockJobs(jobs.db, c.get('owner'), { limit: MOST_JOBS, leaveOut });
    const seen = await look(jobs, read, (found) => found);
    return c.json(
      overall(
        seen.map(({ job }) => job),
        jobs.clock.now(),
      ),
      200,
    );
  };
}
