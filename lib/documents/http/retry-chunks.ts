import { type Fault, Refusal } from '../../core/errors.ts';
import { retryJob } from '../../engine/retry.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  createRoute,
  creationHeaders,
  JOB_ID,
  jobParams,
  jobSchema,
  problemResponse,
  QUEUED_JOB,
  type RouteHandler,
  shownJob,
  takesJson,
  writingProblems,
  z,
} from '../../http/route.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { listSteps } from '../../jobs/steps.ts';
import type { Job } from '../../jobs/types.ts';
import { getDocumentJob, PAGE_STAGES } from './document-job.ts';

const MOST_IDS = 1000;

const requestSchema = z
  .strictObject({
    chunk_ids: z
      .array(z.string('A chunk_id must be a string such as pages-1-50.').max(64), 'chunk_ids must be a list.')
      .min(1, 'chunk_ids must have at least one item or be omitted.')
      .max(MOST_IDS, `chunk_ids must have at most ${MOST_IDS} items.`)
      .optional()
      .openapi({ description: 'Restricts the retry to these chunks.', example: ['page-17', 'pages-51-100'] }),
    force: z
      .boolean('force must be true or false.')
      .default(false)
      .openapi({ description: 'Also retries chunks that succeeded.' }),
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
  summary: 'Retry failed chunks of a document',
  description:
    'A finished job starts a new epoch with the chunks, all unfinished steps, and the analyses that depend on them. ' +
    'An unfinished job is dispatched again only if nothing works on it any more.',
  request: {
    params: jobParams,
    body: { required: false, content: takesJson(requestSchema, { chunk_ids: ['page-17', 'pages-51-100'] }) },
  },
  responses: {
    202: {
      description: 'The re-queued job.',
      headers: z.object({ Location: z.string(), 'Retry-After': z.string() }),
      content: answersJson(retriedSchema, {
        job_id: JOB_ID,
        message: 'The chunks will be read again, then the analyses that depend on them will run.',
        job: { ...QUEUED_JOB, kind: 'document', epoch: 2 },
      }),
    },
    404: problemResponse('`not_found`, also if the job is not of kind document'),
    409: problemResponse('`nothing_to_retry`'),
    422: problemResponse('`invalid_input`, also for a chunk that the job does not have'),
    ...writingProblems,
  },
});

/** @throws Refusal `invalid_input` listing every id that is not a chunk of the job. */
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
            message: `"${id}" is not a chunk of ${job.id}; GET /api/v1/jobs/${job.id}/chunks lists them.`,
          },
        ],
  );
  const [first] = faults;
  if (first) throw new Refusal('invalid_input', first.message, { faults });
}

export function retryPageStepsHandler(
  context: HttpContext,
): RouteHandler<typeof retryPageStepsRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const { chunk_ids: ids, force = false } = c.req.valid('json');
    const job = await getDocumentJob(context, c.get('owner'), c.req.valid('param'));
    if (ids) await mustBePageSteps(context, job, ids);
    const { owner, id } = job;
    const retried = await retryJob(jobs, { owner, id, all: force, keys: ids });
    const message = isTerminal(job.status)
      ? 'The chunks will be read again, then the analyses that depend on them will run.'
      : 'The job has not ended; it is dispatched again if nothing works on it. Failed chunks can be retried once it has ended.';
    return c.json(
      { job_id: id, message, job: await shownJob(context, retried) },
      202,
      creationHeaders(id, false),
    );
  };
}
