import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { Refusal } from '../../core/errors.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job, JobKind } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema } from '../cursor.ts';
import type { HttpEnv } from '../env.ts';
import { type Format, formatOf } from '../format.ts';
import { inChunks } from '../in-chunks.ts';
import { answersJson, exampled } from '../media.ts';
import { chunkSchema } from '../pdf/chunk-json.ts';
import { CHUNK } from '../pdf/examples.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { STOCK_RESULT } from '../stocks/examples.ts';
import { wholeNumber } from '../whole-number.ts';
import { COMPLETED_JOB } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { FORMATS, mustBeJson, PARTS } from './result-format.ts';
import { RESULT_KINDS } from './result-kinds.ts';
import { resultPage, resultSchema } from './result-page.ts';
import { streamed } from './result-stream.ts';

const STOCKS_RESULT: z.infer<typeof resultSchema> = {
  job: COMPLETED_JOB,
  data: [STOCK_RESULT],
  errors: [],
  next_cursor: null,
  disclaimer: 'For information only. This is not investment advice.',
};

export const resultRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/result',
  operationId: 'jobs.getResult',
  tags: ['jobs'],
  summary: 'What came of a finished job',
  description:
    'JSON comes in pages; of a document the first item is the report, all others are its pages. Everything else comes ' +
    'whole. Stocks: CSV, with a row for each failed step at its end. Profile: HTML, the report as one page for reading ' +
    'and printing. Document: text (every page unmended, a form feed between pages, a page that could not be read is ' +
    'empty), Markdown, JSON Lines (chunks for search and retrieval) and CSV (one of its parts).',
  middleware: inChunks,
  request: {
    params: jobParams,
    query: z.object({
      format: z
        .enum(FORMATS, `format is one of: ${FORMATS.join(', ')}.`)
        .optional()
        .openapi({ description: 'Without it the Accept header decides.' }),
      include: z.enum(['raw'], 'include is "raw" or left out.').optional().openapi({
        description:
          'Also the bars or posts that the results rest on, as JSON only and in smaller pages; not of documents.',
      }),
      part: z
        .enum(PARTS, `part is one of: ${PARTS.join(', ')}.`)
        .optional()
        .openapi({ description: 'Of a document as CSV; without it its sentences.' }),
      table: z
        .string()
        .regex(/^[1-9]\d{0,5}\.[1-9]\d{0,3}$/, 'table is a page and a number, e.g. 12.1.')
        .optional()
        .openapi({ description: 'With part=table: `12.1` is the first table of page 12.' }),
      limit: wholeNumber('limit', 200, 200),
      cursor: cursorSchema(/^[\x21-\x7e]{1,64}$/),
    }),
  },
  responses: {
    200: {
      description: 'A page, or the whole as text.',
      content: {
        ...answersJson(resultSchema, STOCKS_RESULT),
        'text/csv': { schema: z.string(), ...exampled('symbol,verdict,score\nTCS.NS,Buy,70\n') },
        'text/html': { schema: z.string(), ...exampled('<!doctype html><title>@ann</title>') },
        'text/plain': { schema: z.string(), ...exampled('The text of page 1.\n\fThe text of page 2.\n') },
        'text/markdown': { schema: z.string(), ...exampled('# Report\n\nThe text of page 1.\n') },
        'application/x-ndjson': { schema: chunkSchema, ...exampled(CHUNK) },
      },
    },
    404: problemResponse('`not_found`; other than as JSON also `no_report`: there is none, or not of this'),
    406: problemResponse('`not_acceptable`: Accept names no format that this kind has.'),
    409: problemResponse('`not_finished`'),
    422: problemResponse('`invalid_input`, a format or part that this kind has not among it'),
    ...commonProblems,
  },
});

type Kind = (typeof RESULT_KINDS)[JobKind];

/** @throws Refusal `not_finished`. */
function mustHaveEnded({ id, status }: Job): void {
  if (isTerminal(status)) return;
  throw new Refusal('not_finished', `Job ${id} is still ${status}. Its result is there once it has ended.`);
}

const formatsOf = ({ forms }: Kind): readonly Format[] =>
  FORMATS.filter((format) => format === 'json' || forms[format] !== undefined);

export function resultHandler(context: HttpContext): RouteHandler<typeof resultRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const asked = c.req.valid('query');
    if (asked.include) mustBeJson(asked.format ?? 'json');
    const job = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    mustHaveEnded(job);
    const kind = RESULT_KINDS[job.kind];
    const format = formatOf(formatsOf(kind), asked.format, c.req.header('Accept'), 'This result');
    if (asked.include) mustBeJson(format);
    c.header('Vary', 'Accept');
    const form = format === 'json' ? undefined : kind.forms[format];
    if (!form) return c.json(await resultPage(context, job, asked), 200);
    const writing = { job, disclaimer: context.disclaimer(job.kind), part: asked.part, table: asked.table };
    const body = await streamed(jobs, form.pieces(jobs, writing), { format, jobId: job.id });
    return c.body(body, 200, form.headers(writing));
  };
}
