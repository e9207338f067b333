import { Refusal } from '../../core/errors.ts';
import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  cursorSchema,
  encodeCursor,
  inChunks,
  jobParams,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import type { Job } from '../../jobs/types.ts';
import { labelled, type PageLabels } from '../output/page-labels.ts';
import { PAGE_KINDS } from '../pdf/page-kinds.ts';
import { documentOf, labelsOf, pageFigures, storedPage } from '../records/queries.ts';
import { getDocumentJob } from './document-job.ts';
import { PAGE } from './examples.ts';
import { drawnPageJson, pageJsonSchema } from './page-json.ts';
import { type PageState, pageStates } from './page-states.ts';
import { labelSchema } from './place-json.ts';

const stateSchema = z
  .object({
    page: z.int().openapi({ description: 'Page number, from 1.' }),
    label: labelSchema,
    kind: z
      .enum(PAGE_KINDS)
      .nullable()
      .openapi({ description: 'Null until the page is read, like the fields below.' }),
    status: z
      .enum(['read', 'failed', 'pending', 'skipped'])
      .openapi({ description: '`skipped`: not read before the job ended.' }),
    language: z.string().nullable(),
    words: z.int().nullable(),
    images: z.int().nullable(),
    tables: z.int().nullable(),
    ocr_confidence: z.number().nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable().openapi({
      description: 'Why the page could not be read or, if it was read, why OCR failed.',
    }),
  })
  .openapi('DocumentPageState');

export type PageStateJson = z.infer<typeof stateSchema>;

function stateJson({ page, figures, status, error }: PageState): PageStateJson {
  return {
    page,
    kind: figures?.kind ?? null,
    status,
    language: figures?.language ?? null,
    words: figures?.words ?? null,
    images: figures?.images ?? null,
    tables: figures?.tables ?? null,
    ocr_confidence: figures?.ocrConfidence ?? null,
    error,
  };
}

const statesSchema = z
  .object({ data: z.array(stateSchema), next_cursor: z.string().nullable() })
  .openapi('DocumentPageList');

const READ_PAGE: PageStateJson = {
  page: 1,
  kind: 'text',
  status: 'read',
  language: 'en',
  words: 412,
  images: 0,
  tables: 1,
  ocr_confidence: null,
  error: null,
};

export const listPagesRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/pages',
  operationId: 'jobs.listPages',
  tags: ['jobs'],
  summary: 'List the pages of a document with their status',
  description: 'Also available while the job runs; empty until the pages have been counted.',
  request: {
    params: jobParams,
    query: z.object({
      limit: wholeNumber('limit', 1000, 200),
      cursor: cursorSchema(/^\d{1,7}$/),
      kind: z
        .enum(PAGE_KINDS, `kind must be one of: ${PAGE_KINDS.join(', ')}.`)
        .optional()
        .openapi({ description: 'Only pages of this kind that have been read.' }),
    }),
  },
  responses: {
    200: {
      description: 'A page of the list.',
      content: answersJson(statesSchema, { data: [READ_PAGE], next_cursor: null }),
    },
    404: problemResponse('`not_found`, also if the job is not of kind document'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

type Kind = (typeof PAGE_KINDS)[number];

const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

/** One page of the list, and the position of the next or null. */
async function statesAfter(
  context: HttpContext,
  job: Job,
  { after, limit, kind }: { after: number; limit: number; kind: Kind | undefined },
): Promise<{ states: PageState[]; next: number | null; labels: PageLabels }> {
  const { db } = context.jobs;
  if (kind) {
    const [found, labels] = await query(context.jobs, () =>
      Promise.all([pageFigures(db, job.id, { after, limit: limit + 1, kind }), labelsOf(db, job.id)]),
    );
    const figures = found.slice(0, limit);
    const pages = figures.map(({ page }) => page);
    const next = found.length > limit ? (pages.at(-1) ?? null) : null;
    return { states: await pageStates(context, job, { pages, figures }), next, labels };
  }
  const [stored, found] = await query(context.jobs, () =>
    Promise.all([documentOf(db, job.id), pageFigures(db, job.id, { after, limit })]),
  );
  const total = stored?.info?.pages ?? 0;
  const last = Math.min(total, after + limit);
  const pages = range(after + 1, last);
  const states = await pageStates(context, job, { pages, figures: found });
  return { states, next: last < total ? last : null, labels: stored?.info?.labels ?? null };
}

export function listPagesHandler(context: HttpContext): RouteHandler<typeof listPagesRoute, HttpEnv> {
  return async (c) => {
    const { limit, cursor = '0', kind } = c.req.valid('query');
    const job = await getDocumentJob(context, c.get('owner'), c.req.valid('param'));
    const { states, next, labels } = await statesAfter(context, job, { after: Number(cursor), limit, kind });
    return c.json(
      {
        data: labelled(states.map(stateJson), labels),
        next_cursor: next === null ? null : encodeCursor(next),
      },
      200,
    );
  };
}

const pageParams = jobParams.extend({
  n: z.string().openapi({ example: '17', description: 'Page number, from 1.' }),
});

export const getPageRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/pages/{n}',
  operationId: 'jobs.getPage',
  tags: ['jobs'],
  summary: 'Get a page of a document',
  description:
    'Available as soon as the page is read; its paragraphs are null until the whole document is read.',
  middleware: inChunks,
  request: { params: pageParams },
  responses: {
    200: { description: 'The page.', content: answersJson(pageJsonSchema, PAGE) },
    404: problemResponse('`not_found`: no such job or page, or the page has not been read, with the reason'),
    ...commonProblems,
  },
});

/** Explains why a page is not available. */
async function absence(context: HttpContext, job: Job, page: number): Promise<string> {
  const { jobs } = context;
  const stored = await query(jobs, () => documentOf(jobs.db, job.id));
  const total = stored?.info?.pages;
  if (total === undefined)
    return `The number of pages of ${job.id} is not known yet: its file has not been opened.`;
  if (page < 1 || page > total) return `There is no such page: ${job.id} has pages 1 to ${total}.`;
  const [state] = await pageStates(context, job, { pages: [page], figures: [] });
  if (state?.error) return `Page ${page} could not be read: ${state.error.message}`;
  return state?.status === 'skipped'
    ? `Page ${page} was not read before ${job.id} ended as ${job.status}.`
    : `Page ${page} has not been read yet. GET /api/v1/jobs/${job.id}/pages shows its status.`;
}

export function getPageHandler(context: HttpContext): RouteHandler<typeof getPageRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const params = c.req.valid('param');
    const job = await getDocumentJob(context, c.get('owner'), params);
    const page = /^\d{1,6}$/.test(params.n) ? Number(params.n) : 0;
    const [stored, labels] = await query(jobs, () =>
      Promise.all([page > 0 ? storedPage(jobs.db, job.id, page) : null, labelsOf(jobs.db, job.id)]),
    );
    if (!stored) throw new Refusal('not_found', await absence(context, job, page));
    return c.json(drawnPageJson(stored, labels, job.id), 200);
  };
}
