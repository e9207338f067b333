import { type Fault, Refusal } from '../../core/errors.ts';
import { retryJob } from '../../engine/retry.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  creationHeaders,
  JOB_ID,
  jobParams,
  jobSchema,
  problemResponse,
  QUEUED_JOB,
  type RouteHandler,
  takesJson,
  z,
} from '../../http/route.ts';
import { jobJson } from '../../jobs/job-json.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { listSteps } from '../../jobs/steps.ts';
import type { Job } from '../../jobs/types.ts';
import { getDocumentJob, PAGE_STAGES } from './document-job.ts';

const MOST_IDS = 1000;

const requestSchema = z
  .strictObject({
    chunk_ids: z
      .array(z.string('A chunk_id is a text such as pages-1-50.').max(64), 'chunk_ids is a list.')
      .min(1, 'chunk_ids names one chunk at least, or is left out.')
      .max(MOST_IDS, `chunk_ids names at most ${MOST_IDS} chunks.`)
      .optional()
      .openapi({ description: 'Only these of the failed chunks.', example: ['page-17', 'pages-51-100'] }),
    force: z
      .boolean('force is true or false.')
      .default(false)
      .openapi({ description: 'Also those that succeeded.' }),
  })
  .openapi('ChunksRetry');

const retriedSchema = z
  .object({ job_id: z.string(), message: z.string(), job: jobSchema })
  .openapi('ChunksRetried');

export const retryPageStepsRoute = createRoute({
  method: 'post',
  path: '/jobs/{id}/chunks/retry',
  operationId: 'jobs.retryChunks',
  tags: ['jobs'],
  summary: 'Read failed chunks of a document again',
  description:
    'A finished job begins a new epoch: the chunks, what was never finished, and the analyses, which rest on them. An ' +
    'unfinished job is dispatched again.',
  request: {
    params: jobParams,
    body: { required: false, content: takesJson(requestSchema, { chunk_ids: ['page-17', 'pages-51-100'] }) },
  },
  responses: {
    202: {
      description: 'The job, queued again.',
      headers: z.object({ Location: z.string(), 'Retry-After': z.string() }),
      content: answersJson(retriedSchema, {
        job_id: JOB_ID,
        message: 'The chunks are read again, then the analyses that rest on them.',
        job: { ...QUEUED_JOB, kind: 'document', epoch: 2 },
      }),
    },
    400: problemResponse('`malformed_json`'),
    404: problemResponse('`not_found`, also for a job that is no document'),
    409: problemResponse('`nothing_to_retry`'),
    422: problemResponse('`invalid_input`, a chunk that the job does not have among it'),
    ...commonProblems,
  },
});

/** @throws Refusal `invalid_input` with every id that is no chunk of the job. */
async function mustBePageSteps({ jobs }: HttpContext, job: Job, ids: readonly string[]): Promise<void> {
  const found = await listSteps(jobs, job, { stages: PAGE_STAGES, keys: ids, limit: ids.length });
  const known = new Set(found.map(({ key }) => key));
  const faults = ids.flatMap((id, at): Fault[] =>
    known.has(id)
      ? []
      : [
          {
            path: `chunk_ids.${at}`,
            code: 'unknown_chunk',
            message: `"${id}" is no chunk of ${job.id}; GET /api/v1/jobs/${job.id}/chunks lists them.`,
          },
        ],
  );
  const [first] = faults;
  if (first) throw new Refusal('invalid_input', first.message, { faults });
}

export function retryPageStepsHandler(
  context: HttpContext,
): RouteHandler<typeof retryPageStepsRoute, HttpEnv> {
  const { jobs, watchdogPeriodMs } = context;
  return async (c) => {
    const { chunk_ids: ids, force = false } = c.req.valid('json');
    const job = await getDocumentJob(context, c.get('owner'), c.req.valid('param'));
    if (ids) await mustBePageSteps(context, job, ids);
    const { owner, id } = job;
    const retried = await retryJob(jobs, { owner, id, all: force, keys: ids, watchdogPeriodMs });
    const message = isTerminal(job.status)
      ? 'The chunks are read again, then the analyses that rest on them.'
      : 'The job has not ended: it is dispatched again. What has failed can be retried once it has ended.';
    return c.json(
      { job_id: id, message, job: jobJson(retried, jobs.clock.now()) },
      202,
      creationHeaders(id, false),
    );
  };
}
