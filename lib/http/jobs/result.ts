import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { Refusal } from '../../core/errors.ts';
import { query } from '../../jobs/context.ts';
import { jobJson } from '../../jobs/job-json.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { getJob } from '../../jobs/read.ts';
import { listSteps } from '../../jobs/steps.ts';
import type { Job } from '../../jobs/types.ts';
import { preferred } from '../accept.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema, encodeCursor } from '../cursor.ts';
import type { HttpEnv } from '../env.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import { wholeNumber } from '../whole-number.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { jobSchema } from './job-schema.ts';
import { resultCsv } from './result-csv.ts';
import { RESULT_KINDS, type ResultKind, resultItemSchema } from './result-kinds.ts';

const MEDIA_TYPES = { json: 'application/json', csv: 'text/csv' } as const;
type Format = keyof typeof MEDIA_TYPES;
const FORMATS = ['json', 'csv'] as const satisfies readonly Format[];

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
  description: 'JSON comes in pages. CSV comes whole, with a row for each failed step at its end.',
  request: {
    params: jobParams,
    query: z.object({
      format: z
        .enum(FORMATS, `format is one of: ${FORMATS.join(', ')}.`)
        .optional()
        .openapi({ description: 'Without it the Accept header decides.' }),
      include: z.enum(['raw'], 'include is "raw" or left out.').optional().openapi({
        description: 'Also the bars that the results rest on, as JSON only and in smaller pages.',
      }),
      limit: wholeNumber('limit', 200, 200),
      cursor: cursorSchema(/^[\x21-\x7e]{1,64}$/),
    }),
  },
  responses: {
    200: {
      description: 'A page, or the whole as CSV.',
      content: { 'application/json': { schema: resultSchema }, 'text/csv': { schema: z.string() } },
    },
    404: problemResponse('`not_found`'),
    406: problemResponse('`not_acceptable`: Accept names no format that there is.'),
    409: problemResponse('`not_finished`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

function formatOf(asked: Format | undefined, accept: string | undefined): Format {
  if (asked) return asked;
  const type = preferred(accept, Object.values(MEDIA_TYPES));
  const format = FORMATS.find((each) => MEDIA_TYPES[each] === type);
  if (format) return format;
  throw new Refusal('not_acceptable', `A result comes as ${Object.values(MEDIA_TYPES).join(' or ')}.`);
}

function kindOf(job: Job): ResultKind {
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

async function failedSteps({ jobs }: HttpContext, job: Job) {
  const failed = await listSteps(jobs, job, { status: 'failed', limit: MOST_ERRORS });
  return failed.map(({ key, error }) => ({ key, code: error?.code ?? '', message: error?.message ?? '' }));
}

export function resultHandler(context: HttpContext): RouteHandler<typeof resultRoute, HttpEnv> {
  const { jobs } = context;
  return async (c) => {
    const asked = c.req.valid('query');
    const format = formatOf(asked.format, c.req.header('Accept'));
    if (format === 'csv' && asked.include) {
      const message = 'include=raw comes as JSON only.';
      throw new Refusal('invalid_input', message, {
        faults: [{ path: 'include', code: 'json_only', message }],
      });
    }
    const job = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    const kind = kindOf(job);
    const disclaimer = context.disclaimer(job.kind);
    c.header('Vary', 'Accept');
    if (format === 'csv') {
      return c.body(await resultCsv(jobs, job, kind, disclaimer), 200, {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': `attachment; filename="${job.id}.csv"`,
      });
    }
    const place = { after: asked.cursor ?? null, limit: asked.limit };
    const read = asked.include ? kind.rawPage : kind.page;
    const { items, next } = await query(jobs, () => read(jobs.db, job.id, place));
    const errors = place.after === null && job.failed > 0 ? await failedSteps(context, job) : [];
    return c.json(
      {
        job: jobJson(job, jobs.clock.now()),
        data: items,
        errors,
        next_cursor: next === null ? null : encodeCursor(next),
        disclaimer,
      },
      200,
    );
  };
}
