import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { Refusal } from '../../core/errors.ts';
import { iso, isoOrNull } from '../../core/instant.ts';
import { beginBulk, bulkOf, countBulk } from '../../engine/bulk/begin.ts';
import { reviveBulks } from '../../engine/bulk/revive.ts';
import { BULK_ACTIONS, type Bulk } from '../../engine/bulk/types.ts';
import { query } from '../../jobs/context.ts';
import { JOB_STATUSES } from '../../jobs/types.ts';
import type { HttpContext } from '../context.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import { instantSchema } from '../instant.ts';
import { answersJson, takesJson } from '../media.ts';
import { commonProblems, problemResponse, writingProblems } from '../problems.ts';
import { JOB_ID } from './examples.ts';
import { filterShape, queryOf } from './filter.ts';
import type { BulkCountJson, BulkJson } from './json-shapes.ts';

const BULK_ID = 'bulk_01k0a3v5zq8m4n7p2r6t9w';

const reasonSchema = z.object({
  code: z.string(),
  message: z.string(),
  count: z.int(),
  job: z.string().openapi({ description: 'One of them.' }),
});

const bulkJsonSchema = z
  .object({
    id: z.string(),
    action: z.enum(BULK_ACTIONS),
    status: z.enum(['running', 'completed']),
    total: z.int().openapi({ description: 'Jobs found when it began; later ones are not touched.' }),
    done: z.int(),
    skipped: z.int().openapi({ description: 'Jobs that needed nothing, or have changed since.' }),
    failed: z.int(),
    reasons: z.array(reasonSchema).openapi({ description: 'Why jobs were skipped or failed.' }),
    created_at: instantSchema,
    completed_at: instantSchema.nullable(),
    links: z.object({ self: z.string() }),
  })
  .openapi('BulkAction');

const countSchema = z
  .object({
    action: z.enum(BULK_ACTIONS),
    total: z.int(),
    by_status: z.partialRecord(z.enum(JOB_STATUSES), z.int()),
  })
  .openapi('BulkCount');

const EXAMPLE: BulkJson = {
  id: BULK_ID,
  action: 'retry',
  status: 'running',
  total: 10_000,
  done: 420,
  skipped: 1,
  failed: 0,
  reasons: [
    {
      code: 'singleton_unfinished',
      message: 'Another job with this input is unfinished.',
      count: 1,
      job: JOB_ID,
    },
  ],
  created_at: '2026-01-05T12:00:00.000Z',
  completed_at: null,
  links: { self: `/api/v1/jobs/bulk/actions/${BULK_ID}` },
};

function bulkJson(bulk: Bulk): BulkJson {
  const { id, action, total, done, skipped, failed, reasons, createdAt, completedAt } = bulk;
  return {
    id,
    action,
    status: completedAt === null ? 'running' : 'completed',
    total,
    done,
    skipped,
    failed,
    reasons,
    created_at: iso(createdAt.getTime()),
    completed_at: isoOrNull(completedAt?.getTime() ?? null),
    links: { self: `/api/v1/jobs/bulk/actions/${id}` },
  };
}

const EMPTY =
  'filter is empty. Give it a status, kind, tag, q, since or until, or say "all": true for every job.';

const requestOf = (kinds: HttpContext['kinds']) =>
  z
    .strictObject({
      action: z.enum(BULK_ACTIONS, `action must be one of: ${BULK_ACTIONS.join(', ')}.`),
      filter: z.strictObject(filterShape(kinds)).default({}),
      all: z.boolean('all must be true or false.').default(false),
      dry_run: z
        .boolean('dry_run must be true or false.')
        .default(false)
        .openapi({ description: 'Only counts the jobs that would be changed.' }),
    })
    .refine(({ filter, all }) => all || Object.values(filter).some((value) => value !== undefined), {
      path: ['filter'],
      error: EMPTY,
      params: { code: 'empty_filter' },
    })
    .openapi('BulkRequest');

const beginRoute = (kinds: HttpContext['kinds']) =>
  createRoute({
    method: 'post',
    path: '/jobs/bulk',
    operationId: 'jobs.beginBulk',
    tags: ['jobs'],
    summary: 'Retry, cancel or delete many jobs',
    description:
      'Changes every job that the filter of GET /jobs finds now, once, as its own route would. `retry` takes jobs ' +
      'that failed, have errors or were cancelled; `cancel` unfinished ones; `delete` ended ones. With `dry_run` the ' +
      'jobs are only counted.',
    request: {
      body: {
        required: true,
        content: takesJson(requestOf(kinds), {
          action: 'retry',
          filter: { status: ['failed'], since: '2026-01-04', until: '2026-01-05' },
        }),
      },
    },
    responses: {
      200: {
        description: 'With dry_run: how many jobs would be changed.',
        content: answersJson(countSchema, { action: 'retry', total: 10_000, by_status: { failed: 10_000 } }),
      },
      202: {
        description: 'It has begun, and goes on by itself.',
        headers: z.object({ Location: z.string(), 'Retry-After': z.string() }),
        content: answersJson(bulkJsonSchema, { ...EXAMPLE, done: 0, skipped: 0, reasons: [] }),
      },
      422: problemResponse('`invalid_input`'),
      ...writingProblems,
    },
  });

export function beginBulkEndpoint({ jobs, kinds }: HttpContext): Endpoint {
  const route = beginRoute(kinds);
  const handler: RouteHandler<typeof route, HttpEnv> = async (c) => {
    const { action, filter, dry_run } = c.req.valid('json');
    const request = { owner: c.get('owner'), action, query: queryOf(filter) };
    if (dry_run) {
      const by_status = await countBulk(jobs, request);
      const total = Object.values(by_status).reduce((sum, count) => sum + count, 0);
      const count: BulkCountJson = { action, total, by_status };
      return c.json(count, 200);
    }
    const begun = bulkJson(await beginBulk(jobs, request));
    return c.json(begun, 202, { Location: begun.links.self, 'Retry-After': '1' });
  };
  return endpoint(route, handler);
}

export const getBulkRoute = createRoute({
  method: 'get',
  path: '/jobs/bulk/actions/{id}',
  operationId: 'jobs.getBulk',
  tags: ['jobs'],
  summary: 'Get an action on many jobs',
  description: 'How far it has come.',
  request: { params: z.object({ id: z.string().openapi({ example: BULK_ID }) }) },
  responses: {
    200: { description: 'The action.', content: answersJson(bulkJsonSchema, EXAMPLE) },
    404: problemResponse('`not_found`'),
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

export function getBulkHandler({ jobs }: HttpContext): RouteHandler<typeof getBulkRoute, HttpEnv> {
  return async (c) => {
    const { id } = c.req.valid('param');
    const bulk = /^bulk_\w{1,40}$/.test(id) ? await query(jobs, () => bulkOf(jobs, id)) : null;
    if (bulk === null || bulk.owner !== c.get('owner'))
      throw new Refusal('not_found', `There is no action ${id.slice(0, 64)} on many jobs.`);
    if (bulk.completedAt === null) await reviveBulks(jobs, id);
    return c.json(bulkJson(bulk), 200);
  };
}
