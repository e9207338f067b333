import type { HttpContext, HttpEnv } from '../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  exampled,
  inChunks,
  jobParams,
  problemResponse,
  type RouteHandler,
  z,
} from '../../http/route.ts';
import { isTerminal } from '../../jobs/lifecycle.ts';
import { COMPLETED_TASK, REPORT } from './examples.ts';
import { HTML_HEADERS } from './html-answer.ts';
import { reportOf, reportOrRefusal } from './read-report.ts';
import { reportJson, reportJsonSchema } from './report-json.ts';
import { WRITTEN } from './report-page.ts';
import { getEndedTask, getTask } from './task.ts';
import { taskJson, taskSchema } from './task-json.ts';

const FORMATS = ['json', 'html', 'markdown', 'csv', 'year'] as const;

const withResults = taskSchema
  // A nullable component becomes `allOf` with it, which no null satisfies.
  .extend({ results: z.union([reportJsonSchema, z.null()]) })
  .openapi('ProfileTaskWithResults');

export const getTaskRoute = createRoute({
  method: 'get',
  path: '/tasks/{id}',
  operationId: 'profiles.getTask',
  tags: ['profiles'],
  summary: 'Get a profile analysis with its report',
  description: 'The task and its report in one answer.',
  middleware: inChunks,
  request: { params: jobParams },
  responses: {
    200: {
      description: 'The task; `results` is null until there is a report.',
      content: answersJson(withResults, { ...COMPLETED_TASK, results: REPORT }),
    },
    404: problemResponse('`not_found`'),
    ...commonProblems,
  },
});

export function getTaskHandler(context: HttpContext): RouteHandler<typeof getTaskRoute, HttpEnv> {
  return async (c) => {
    const task = await getTask(context, c.get('owner'), c.req.valid('param'));
    const report = isTerminal(task.job.status) ? await reportOf(context.jobs, task.job) : null;
    const results = report && reportJson(report);
    const body = { ...taskJson(task, context.jobs.clock.now()), results };
    return c.json(body, 200);
  };
}

export const taskResultsRoute = createRoute({
  method: 'get',
  path: '/tasks/{id}/results',
  operationId: 'profiles.getReport',
  tags: ['profiles'],
  summary: 'Get the report of a finished profile analysis',
  description: 'Only the report, as JSON.',
  middleware: inChunks,
  request: { params: jobParams },
  responses: {
    200: { description: 'The report.', content: answersJson(reportJsonSchema, REPORT) },
    404: problemResponse('`not_found`, or `no_report` with the reason why there is none'),
    409: problemResponse('`not_finished`'),
    ...commonProblems,
  },
});

export function taskResultsHandler(context: HttpContext): RouteHandler<typeof taskResultsRoute, HttpEnv> {
  return async (c) => {
    const { job } = await getEndedTask(context, c.get('owner'), c.req.valid('param'));
    const report = await reportOrRefusal(context.jobs, job);
    return c.json(reportJson(report), 200);
  };
}

export const downloadRoute = createRoute({
  method: 'get',
  path: '/tasks/{id}/download',
  operationId: 'profiles.downloadReport',
  tags: ['profiles'],
  summary: 'Download a report',
  description: 'As JSON, Markdown, CSV (a line for each figure), or as a self-contained HTML page.',
  middleware: inChunks,
  request: {
    params: jobParams,
    query: z.object({
      format: z
        .enum(FORMATS, `format must be one of: ${FORMATS.join(', ')}.`)
        .default('json')
        .openapi({
          description: '`html` is a page for reading and printing, `year` the last year in review as a page.',
        }),
    }),
  },
  responses: {
    200: {
      description: 'The report, as an attachment.',
      headers: z.object({ 'Content-Disposition': z.string() }),
      content: {
        ...answersJson(reportJsonSchema, REPORT),
        'text/html': { schema: z.string(), ...exampled('<!doctype html><title>bsky.app</title>') },
        'text/markdown': { schema: z.string(), ...exampled('# bsky.app\n') },
        'text/csv': { schema: z.string(), ...exampled('analysis,finding,figure,value\r\n') },
      },
    },
    404: problemResponse('`not_found` or `no_report`'),
    409: problemResponse('`not_finished`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function downloadHandler(context: HttpContext): RouteHandler<typeof downloadRoute, HttpEnv> {
  return async (c) => {
    const { format } = c.req.valid('query');
    const { job, platform } = await getEndedTask(context, c.get('owner'), c.req.valid('param'));
    const ending = format === 'json' ? format : WRITTEN[format].ending;
    c.header('Content-Disposition', `attachment; filename="analysis_${platform}_${job.id}.${ending}"`);
    if (format === 'json') return c.json(reportJson(await reportOrRefusal(context.jobs, job)), 200);
    const text = await WRITTEN[format].write(context.jobs, job);
    return c.body(text, 200, { ...HTML_HEADERS, 'Content-Type': WRITTEN[format].type });
  };
}
