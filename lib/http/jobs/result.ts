import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { Refusal } from '../../core/errors.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { getJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema } from '../cursor.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import { type Format, formatOf, mediaType } from '../format.ts';
import { inChunks } from '../in-chunks.ts';
import { exampled } from '../media.ts';
import { commonProblems, problemResponse } from '../problems.ts';
import type { Results } from '../results.ts';
import { wholeNumber } from '../whole-number.ts';
import { COMPLETED_JOB } from './examples.ts';
import { jobIdOf, jobParams } from './job-id.ts';
import { FORMATS, mustBeJson } from './result-format.ts';
import { kindOf, resultPage, resultSchema } from './result-page.ts';
import { streamed } from './result-stream.ts';

const results = (kinds: HttpContext['kinds']): Results[] => [...kinds.values()].map((kind) => kind.results);

function ownQuery(kinds: HttpContext['kinds']): Results['query'] {
  return Object.assign({}, ...results(kinds).map(({ query }) => query));
}

const exampleResult = (item: unknown) => ({
  job: COMPLETED_JOB,
  data: [item],
  errors: [],
  next_cursor: null,
  disclaimer: null,
});

/** Response content for every format of any kind. */
function contentOf(kinds: HttpContext['kinds']): Record<string, { schema: z.ZodType }> {
  const others = FORMATS.flatMap((format) => {
    if (format === 'json') return [];
    const forms = results(kinds).flatMap(({ forms: { [format]: form } }) => (form ? [form] : []));
    const [form] = forms;
    if (!form) return [];
    const { schema = z.string(), example } = form;
    return [[mediaType(format), { schema, ...exampled(example) }] as const];
  });
  const schema = resultSchema(results(kinds).map(({ item }) => item)).openapi('Result');
  const [first] = results(kinds);
  const json = { schema, ...exampled(exampleResult(first?.example)) };
  return { 'application/json': json, ...Object.fromEntries(others) };
}

const routeOf = (kinds: HttpContext['kinds']) =>
  createRoute({
    method: 'get',
    path: '/jobs/{id}/result',
    operationId: 'jobs.getResult',
    tags: ['jobs'],
    summary: 'Get the result of a finished job',
    description: [
      'JSON is paged; other formats are returned whole.',
      ...results(kinds).map((each) => each.description),
    ].join(' '),
    middleware: inChunks,
    request: {
      params: jobParams,
      query: z.object({
        format: z
          .enum(FORMATS, `format must be one of: ${FORMATS.join(', ')}.`)
          .optional()
          .openapi({ description: 'If omitted, the Accept header decides.' }),
        include: z.enum(['raw'], 'include must be "raw" or omitted.').optional().openapi({
          description:
            'Adds the bars or posts behind the results. JSON only, in smaller pages; not available for documents.',
        }),
        limit: wholeNumber('limit', 200, 200),
        cursor: cursorSchema(/^[\x21-\x7e]{1,64}$/),
        ...ownQuery(kinds),
      }),
    },
    responses: {
      200: {
        description: 'A page as JSON, or the whole result in another format.',
        content: contentOf(kinds),
      },
      404: problemResponse(
        '`not_found`; for formats other than JSON also `no_report`: the report, or this part of it, is missing',
      ),
      406: problemResponse('`not_acceptable`: Accept allows no format of this kind.'),
      409: problemResponse('`not_finished`'),
      422: problemResponse('`invalid_input`, also for a format or part that this kind does not have'),
      ...commonProblems,
    },
  });

/** @throws Refusal `not_finished`. */
export function mustHaveEnded({ id, status }: Job): void {
  if (isTerminal(status)) return;
  throw new Refusal(
    'not_finished',
    `Job ${id} is still ${status}. Its result is available once it has ended.`,
  );
}

const formatsOf = ({ forms }: Results): readonly Format[] =>
  FORMATS.filter((format) => format === 'json' || forms[format] !== undefined);

/** The request's values for the parameters that a kind declares. */
function queryOf({ query = {} }: Results, asked: Record<string, unknown>): Record<string, string> {
  const given = Object.keys(query).map((name) => [name, asked[name]] as const);
  return Object.fromEntries(
    given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

export function resultEndpoint(context: HttpContext): Endpoint {
  const { jobs } = context;
  const route = routeOf(context.kinds);
  const handler: RouteHandler<typeof route, HttpEnv> = async (c) => {
    const asked = c.req.valid('query');
    if (asked.include) mustBeJson(asked.format ?? 'json');
    const job = await getJob(jobs, c.get('owner'), jobIdOf(c.req.valid('param')));
    mustHaveEnded(job);
    const { results, analyzer } = kindOf(context, job);
    const format = formatOf(formatsOf(results), asked.format, c.req.header('Accept'), 'This result');
    if (asked.include) mustBeJson(format);
    c.header('Vary', 'Accept');
    const form = format === 'json' ? undefined : results.forms[format];
    if (!form) return c.json(await resultPage(context, job, asked), 200);
    const writing = { job, disclaimer: analyzer.disclaimer, query: queryOf(results, asked) };
    const body = await streamed(jobs, form.pieces(jobs, writing), { format, jobId: job.id });
    return c.body(body, 200, form.headers(writing));
  };
  return endpoint(route, handler);
}
