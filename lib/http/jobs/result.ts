import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { Refusal } from '../../core/errors.ts';
import { query } from '../../jobs/context.ts';
import { jobJson } from '../../jobs/job-json.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { getJob } from '../../jobs/read.ts';
import { listSteps } from '../../jobs/steps.ts';
import type { Job, JobKind } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema, encodeCursor } from '../cursor.ts';
import type { HttpEnv } from '../env.ts';
import { type Format, formatOf } from '../format.ts';
import { inChunks } from '../in-chunks.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { HTML_HEADERS } from '../profiles/html-answer.ts';
import { wholeNumber } from '../whole-number.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { jobSchema } from './job-schema.ts';
import { resultCsv } from './result-csv.ts';
import { FORMATS, mustBeJson } from './result-format.ts';
import { RESULT_KINDS, resultItemSchema } from './result-kinds.ts';

/** The first of the failed steps; the list of steps has them all. */
const MOST_ERRORS = 500;

const resultSchema = z
  .object({
    job: jobSchema,
    data: z.array(resultItemSchema),
    errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })).openapi({
      description: `On the first page: the first ${MOST_ERRORS} failed steps. All of them: the steps with status=failed.`,
    }),
    next_cursor: z.string().nullable(),
    disclaimer: z.string().nullable(),
  })
  .openapi('Result');

export const resultRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/result',
  summary: 'What came of a finished job',
  description:
    'JSON comes in pages. CSV (stocks) comes whole, with a row for each failed step at its end; HTML (profile) is the ' +
    'report as one page for reading and printing.',
  middleware: inChunks,
  request: {
    params: jobParams,
    query: z.object({
      format: z
        .enum(FORMATS, `format is one of: ${FORMATS.join(', ')}.`)
        .optional()
        .openapi({ description: 'Without it the Accept header decides.' }),
      include: z.enum(['raw'], 'include is "raw" or left out.').optional().openapi({
        description: 'Also the bars or posts that the results rest on, as JSON only and in smaller pages.',
      }),
      limit: wholeNumber('limit', 200, 200),
      cursor: cursorSchema(/^[\x21-\x7e]{1,64}$/),
    }),
  },
  responses: {
    200: {
      description: 'A page, or the whole as CSV or HTML.',
      content: {
        'application/json': { schema: resultSchema },
        'text/csv': { schema: z.string() },
        'text/html': { schema: z.string() },
      },
    },
    404: problemResponse('`not_found`; as HTML also `no_report`'),
    406: problemResponse('`not_acceptable`: Accept names no format that this kind has.'),
    409: problemResponse('`not_finished`'),
    422: problemResponse('`invalid_input`, a format that this kind has not among it'),
    ...commonProblems,
  },
});

type Kind = NonNullable<(typeof RESULT_KINDS)[JobKind]>;

function kindOf(job: Job): Kind {
  if (!isTerminal(job.status)) {
    throw new Refusal(
      'not_finished',
      `Job ${job.id} is still ${job.status}. Its result is there once it has ended.`,
    );
  }
  const kind = RESULT_KINDS[job.kind];
  if (!kind) throw new Error(`nothing reads the results of kind ${job.kind}`);
  return kind;
}

const formatsOf = ({ csv, html }: Kind): readonly Format[] =>
  FORMATS.filter((format) => format === 'json' || (format === 'csv' ? csv : html) !== undefined);

async function failedSteps({ jobs }: HttpContext, job: Job) {
  const failed = await listSteps(jobs, job, { status: 'failed', limit: MOST_ERRORS });
  return failed.map(({ key, error }) => ({ key, code: error?.code ?? '', message: error?.message ?? '' }));
}

interface Asked {
  include?: 'raw' | undefined;
  limit: number;
  cursor?: string | undefined;
}

async function pageOf(context: HttpContext, job: Job, kind: Kind, { include, limit, cursor }: Asked) {
  const { jobs } = context;
  const place = { after: cursor ?? null, limit };
  const read = include ? kind.rawPage : kind.page;
  const { items, next } = await query(jobs, () => read(jobs.db, job.id, place));
  const errors = place.after === null && job.failed > 0 ? await failedSteps(context, job) : [];
  return {
    job: jobJson(job, jobs.clock.now()),
    data: items,
    errors,
    next_cursor: next === null ? null : encodeCursor(next),
    disclaimer: context.disclaimer(job.kind),
  } satisfies z.input<typeof resultSchema>;
}

export function resultHandler(context: HttpContext): RouteHandler<typeof resultRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const asked = c.req.valid('query');
    if (asked.include) mustBeJson(asked.format ?? 'json');
    const job = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    const kind = kindOf(job);
    const format = formatOf(formatsOf(kind), asked.format, c.req.header('Accept'), 'This result');
    if (asked.include) mustBeJson(format);
    c.header('Vary', 'Accept');
    if (format === 'csv' && kind.csv) {
      return c.body(await resultCsv(jobs, job, kind.csv, context.disclaimer(job.kind)), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="${job.id}.csv"`,
      });
    }
    if (format === 'html' && kind.html) {
      return c.body(await kind.html(jobs, job), 200, HTML_HEADERS);
    }
    return c.json(await pageOf(context, job, kind, asked), 200);
  };
}
