import { PermanentError, Refusal } from '../../core/errors.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  exampled,
  JOB_ID,
  jobParams,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { compareReports } from '../compare/compare.ts';
import { comparisonSchema } from '../compare/comparison-json.ts';
import { earlierReport } from '../records/queries.ts';
import type { Report } from '../report/report.ts';
import { comparisonHtml } from './comparison-html.ts';
import { HTML_HEADERS } from './html-answer.ts';
import { reportOrRefusal } from './read-report.ts';
import { getEndedTask } from './task.ts';
import type { Task } from './task-json.ts';

const comparedSchema = z
  .object({
    earlier_task: z.string(),
    later_task: z.string(),
    comparison: comparisonSchema,
  })
  .openapi('ProfileComparison');

const EARLIER = {
  posts: 40,
  from: '2025-11-28T00:00:00.000Z',
  to: '2025-12-12T09:00:00.000Z',
  as_of: '2025-12-12T09:00:00.000Z',
  time_zone: 'UTC',
  mode: 'quick' as const,
  capped: false,
};

const COMPARED: z.infer<typeof comparedSchema> = {
  earlier_task: 'job_01jzw8v5zq8m4n7p2r6t9w',
  later_task: JOB_ID,
  comparison: {
    comparison_version: 1,
    profile: { platform: 'bluesky', id: 'did:plc:z72i7hdynmk6r22z27h6tvur', handle: 'bsky.app' },
    earlier: EARLIER,
    later: { ...EARLIER, from: '2025-12-12T16:00:00.000Z', to: '2025-12-24T01:00:00.000Z' },
    samples: { overlap: 'none', from: null, to: null, sentence: 'The samples span different times.' },
    cautions: ['Each difference is arithmetic, not a test: it can be chance, and it names no cause.'],
    numbers: [
      {
        analysis: 'activity',
        finding: 'posts_per_day',
        number: 'mean',
        before: 3.333,
        after: 3.077,
        difference: -0.256,
        n_before: 40,
        n_after: 40,
        outcome: 'lower',
        sentence: 'Posts a day, mean: 3.333 (n = 40) before, 3.077 (n = 40) after. Lower by 0.256.',
      },
    ],
    lists: [],
    not_compared: [],
  },
};

export const compareRoute = createRoute({
  method: 'get',
  path: '/tasks/{id}/compare',
  operationId: 'profiles.compareReports',
  tags: ['profiles'],
  summary: 'Compare two reports of a profile',
  description:
    'Both reports must be of the same profile, since comparing different ones could unmask pseudonyms.',
  request: {
    params: jobParams,
    query: z.object({
      with: z.string().optional().openapi({
        description: 'Another task of the same profile; defaults to the latest earlier report.',
      }),
      format: z.enum(['json', 'html'], 'format must be one of: json, html.').default('json'),
    }),
  },
  responses: {
    200: {
      description: 'The comparison, with the older report first.',
      content: {
        ...answersJson(comparedSchema, COMPARED),
        'text/html': { schema: z.string(), ...exampled('<!doctype html><title>Two reports</title>') },
      },
    },
    404: problemResponse('`not_found`, `no_report` or, without `with`, `no_earlier_report`'),
    409: problemResponse('`not_finished`: one of the two tasks is still running.'),
    422: problemResponse('`different_profiles`, or `invalid_input`: `with` is the task itself.'),
    ...commonProblems,
  },
});

interface Side {
  id: string;
  report: Report;
}

async function named(context: HttpContext, owner: string, id: string): Promise<Side> {
  const { job } = await getEndedTask(context, owner, { id });
  return { id: job.id, report: await reportOrRefusal(context.jobs, job) };
}

async function before(
  { jobs }: HttpContext,
  owner: string,
  { job, platform, profileId }: Task,
): Promise<Side> {
  const place = { owner, platform, profileId, before: job.id };
  const found = await query(jobs, () => earlierReport(jobs.db, place));
  if (found?.stored.report) return { id: found.jobId, report: found.stored.report };
  throw new Refusal(
    'no_earlier_report',
    `There is no report of ${profileId} on ${platform} before task ${job.id}.`,
  );
}

function mustDiffer(id: string, other: string | undefined): void {
  if (other !== id) return;
  const message = 'with must be another task of the same profile.';
  throw new Refusal('invalid_input', message, { faults: [{ path: 'with', code: 'same_task', message }] });
}

/** @throws Refusal `different_profiles`. */
function compared(a: Side, b: Side): z.infer<typeof comparedSchema> {
  const [earlier, later] = a.id < b.id ? [a, b] : [b, a];
  try {
    const comparison = compareReports(earlier.report, later.report);
    return { earlier_task: earlier.id, later_task: later.id, comparison };
  } catch (error) {
    if (!(error instanceof PermanentError && error.code === 'different_profiles')) throw error;
    throw new Refusal('different_profiles', error.message, { cause: error });
  }
}

export function compareHandler(context: HttpContext): RouteHandler<typeof compareRoute, HttpEnv> {
  return async (c) => {
    const owner = c.get('owner');
    const { with: other, format } = c.req.valid('query');
    const task = await getEndedTask(context, owner, c.req.valid('param'));
    mustDiffer(task.job.id, other);
    const mine = { id: task.job.id, report: await reportOrRefusal(context.jobs, task.job) };
    const second = other === undefined ? before(context, owner, task) : named(context, owner, other);
    const answer = compared(mine, await second);
    if (format === 'json') return c.json(answer, 200);
    const tasks = { earlier: answer.earlier_task, later: answer.later_task };
    return c.body(comparisonHtml(answer.comparison, tasks), 200, HTML_HEADERS);
  };
}
