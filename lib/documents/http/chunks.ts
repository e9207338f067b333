import { isoOrNull } from '../../core/instant.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  cursorSchema,
  encodeCursor,
  instantSchema,
  jobParams,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { countSteps, listSteps, type Step } from '../../jobs/steps.ts';
import type { StepStatus } from '../../jobs/types.ts';
import { pagesOfKey } from '../steps/step-keys.ts';
import { getDocumentJob, PAGE_STAGES } from './document-job.ts';

const STATUSES = ['pending', 'processing', 'success', 'failed', 'retry_scheduled'] as const;
type ShownStatus = (typeof STATUSES)[number];

const NOT_RUN = {
  code: 'not_run',
  message: 'The job ended before this chunk was read. Retry the job to read it.',
};

const stepSchema = z
  .object({
    chunk_id: z.string().openapi({ description: 'Key of the step.', example: 'pages-1-50' }),
    start_page: z.int().nullable(),
    end_page: z.int().nullable(),
    page_count: z.int(),
    status: z.enum(STATUSES),
    attempts: z.int(),
    last_error: z.string().nullable(),
    last_error_code: z.string().nullable(),
    processed_at: instantSchema.nullable(),
  })
  .openapi('DocumentStep', {
    description: 'A group of pages read together, or OCR of a page, e.g. `ocr-17`.',
  });

const stepsSchema = z
  .object({
    total_chunks: z.int(),
    chunks: z.array(stepSchema),
    summary: z
      .object({
        pending: z.int(),
        processing: z.int(),
        success: z.int(),
        failed: z.int(),
        retry_scheduled: z.int(),
      })
      .openapi({ description: 'Counts over all chunks, not only this page.' }),
    next_cursor: z.string().nullable(),
  })
  .openapi('DocumentSteps');

/** Status of the original service; steps that never ran before the job ended count as failed. */
function shownStatus(status: StepStatus, triedBefore: boolean): ShownStatus {
  switch (status) {
    case 'pending':
      return triedBefore ? 'retry_scheduled' : 'pending';
    case 'running':
      return 'processing';
    case 'done':
      return 'success';
    case 'failed':
    case 'skipped':
      return 'failed';
  }
}

function stepJson(step: Step): z.infer<typeof stepSchema> {
  const pages = pagesOfKey(step.key);
  const error = step.status === 'skipped' ? NOT_RUN : step.error;
  return {
    chunk_id: step.key,
    start_page: pages?.from ?? null,
    end_page: pages?.to ?? null,
    page_count: pages ? pages.to - pages.from + 1 : 0,
    status: shownStatus(step.status, step.attempts + step.lost > 0),
    attempts: step.attempts,
    last_error: error?.message ?? null,
    last_error_code: error?.code ?? null,
    processed_at: isoOrNull(step.completedAt),
  };
}

const CHUNKS: z.infer<typeof stepsSchema> = {
  total_chunks: 1,
  chunks: [
    {
      chunk_id: 'pages-1-50',
      start_page: 1,
      end_page: 50,
      page_count: 50,
      status: 'success',
      attempts: 1,
      last_error: null,
      last_error_code: null,
      processed_at: '2026-01-05T12:00:01.120Z',
    },
  ],
  summary: { pending: 0, processing: 0, success: 1, failed: 0, retry_scheduled: 0 },
  next_cursor: null,
};

export const pageStepsRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/chunks',
  operationId: 'jobs.listChunks',
  tags: ['jobs'],
  summary: 'List the chunks of a document',
  description:
    'In the format of the original service. A chunk is a step that reads pages or runs OCR on one. Also available ' +
    'while the job runs.',
  request: {
    params: jobParams,
    query: z.object({ limit: wholeNumber('limit', 1000, 200), cursor: cursorSchema(/^\d{1,9}$/) }),
  },
  responses: {
    200: { description: 'A page of chunks.', content: answersJson(stepsSchema, CHUNKS) },
    404: problemResponse('`not_found`, also if the job is not of kind document'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function pageStepsHandler(context: HttpContext): RouteHandler<typeof pageStepsRoute, HttpEnv> {
  return async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const job = await getDocumentJob(context, c.get('owner'), c.req.valid('param'));
    const after = cursor === undefined ? undefined : Number(cursor);
    const [found, counts] = await Promise.all([
      listSteps(context.jobs, job, { stages: PAGE_STAGES, after, limit: limit + 1 }),
      countSteps(context.jobs, job, PAGE_STAGES),
    ]);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const summary = { pending: 0, processing: 0, success: 0, failed: 0, retry_scheduled: 0 };
    for (const { status, triedBefore, count } of counts) summary[shownStatus(status, triedBefore)] += count;
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const next = last ? encodeCursor(last.seq) : null;
    return c.json({ total_chunks: total, chunks: shown.map(stepJson), summary, next_cursor: next }, 200);
  };
}
