import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import type { Limits } from '../../access/limits.ts';
import { limitsIn, putLimits, type Standing, standingOf } from '../../access/owner-limits.ts';
import { rateOf } from '../../access/rate.ts';
import type { HttpContext } from '../context.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv } from '../env.ts';
import { instantSchema } from '../instant.ts';
import { answersJson, takesJson } from '../media.ts';
import { commonProblems, problemResponse, writingProblems } from '../problems.ts';
import { ownerName } from './key-request.ts';

const limitSchema = z
  .object({
    limit: z.number().nullable().openapi({ description: 'Null: no limit.' }),
    used: z.number(),
    resets_at: instantSchema.nullable().openapi({
      description:
        'When all of it is there again by itself; null if what is used has to end or to be deleted.',
    }),
    is_own: z.boolean().openapi({ description: 'Whether it was set for this owner.' }),
  })
  .openapi('Limit');

const limitsSchema = z
  .object({
    owner: z.string(),
    requests_per_minute: limitSchema,
    unfinished_jobs: limitSchema,
    steps_per_day: limitSchema,
    stored_bytes: limitSchema,
  })
  .openapi('Limits');
type LimitsJson = z.infer<typeof limitsSchema>;

const EXAMPLE: LimitsJson = {
  owner: 'ann',
  requests_per_minute: { limit: 600, used: 3, resets_at: '2026-01-05T12:00:00.300Z', is_own: false },
  unfinished_jobs: { limit: 1_000, used: 2, resets_at: null, is_own: false },
  steps_per_day: { limit: 5_000_000, used: 2_200, resets_at: '2026-01-06T00:00:00.000Z', is_own: true },
  stored_bytes: { limit: 2_000_000_000, used: 12_582_912, resets_at: null, is_own: false },
};

function limitsJson(owner: string, standing: Standing, usual: Limits, nowMs: number): LimitsJson {
  const limits = limitsIn(standing, usual);
  const at = (ms: number) => new Date(nowMs + ms).toISOString();
  const of = (name: keyof Limits, used: number, resets_at: string | null) => ({
    limit: limits[name],
    used,
    resets_at,
    is_own: standing.own[name] !== null,
  });
  const { requestsPerMinute: most } = limits;
  const asked = most === null ? 0 : most - rateOf(most, standing.fullMs).remaining;
  return {
    owner,
    requests_per_minute: of('requestsPerMinute', asked, at(most === null ? 0 : standing.fullMs)),
    unfinished_jobs: of('unfinishedJobs', standing.unfinishedJobs, null),
    steps_per_day: of('stepsPerDay', standing.stepsToday, at(standing.tomorrowMs)),
    stored_bytes: of('storedBytes', standing.storedBytes, null),
  };
}

async function limitsOf({ jobs, stored }: HttpContext, owner: string): Promise<LimitsJson> {
  return limitsJson(owner, await standingOf(jobs, owner, stored), jobs.limits, jobs.clock.now());
}

const getLimitsRoute = createRoute({
  method: 'get',
  path: '/limits',
  operationId: 'access.getLimits',
  tags: ['access'],
  summary: 'What you may use, and have used',
  description: 'Your own limits; where none was set for you, those of the deployment.',
  responses: {
    200: { description: 'The limits.', content: answersJson(limitsSchema, EXAMPLE) },
    ...commonProblems,
  },
});

function getLimitsHandler(context: HttpContext): RouteHandler<typeof getLimitsRoute, HttpEnv> {
  return async (c) => c.json(await limitsOf(context, c.get('owner')), 200);
}

const ownerParams = z.object({ owner: ownerName.openapi({ example: 'ann' }) });

const ownerLimitsRoute = createRoute({
  method: 'get',
  path: '/owners/{owner}/limits',
  operationId: 'access.getOwnerLimits',
  tags: ['access'],
  summary: 'What an owner may use, and has used',
  description: 'Needs the scope `admin`.',
  request: { params: ownerParams },
  responses: {
    200: { description: 'The limits.', content: answersJson(limitsSchema, EXAMPLE) },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

function ownerLimitsHandler(context: HttpContext): RouteHandler<typeof ownerLimitsRoute, HttpEnv> {
  return async (c) => c.json(await limitsOf(context, c.req.valid('param').owner), 200);
}

const NONE = 'none';

function ownLimit(name: string, most: number) {
  const error = `${name} must be a whole number from 1 to ${most}, "${NONE}", or left out for the deployment's own.`;
  return z.union([z.int(error).min(1, error).max(most, error), z.literal(NONE)], error).optional();
}

const MOST = 2_000_000_000;

const putSchema = z
  .strictObject({
    requests_per_minute: ownLimit('requests_per_minute', 1_000_000),
    unfinished_jobs: ownLimit('unfinished_jobs', MOST),
    steps_per_day: ownLimit('steps_per_day', MOST),
    stored_bytes: ownLimit('stored_bytes', 1e15),
  })
  .openapi('LimitsRequest');

/** As it is stored: null for the deployment's, 0 for none. */
const stored = (given: number | typeof NONE | undefined): number | null =>
  given === undefined ? null : given === NONE ? 0 : given;

const putLimitsRoute = createRoute({
  method: 'put',
  path: '/owners/{owner}/limits',
  operationId: 'access.setOwnerLimits',
  tags: ['access'],
  summary: 'Set the limits of an owner',
  description: 'Needs the scope `admin`. Replaces all four: what is left out is the deployment’s again.',
  request: {
    params: ownerParams,
    body: {
      required: true,
      content: takesJson(putSchema, { requests_per_minute: 1_200, steps_per_day: NONE }),
    },
  },
  responses: {
    200: { description: 'The limits that hold now.', content: answersJson(limitsSchema, EXAMPLE) },
    422: problemResponse('`invalid_input`: nothing was changed.'),
    ...writingProblems,
  },
});

function putLimitsHandler(context: HttpContext): RouteHandler<typeof putLimitsRoute, HttpEnv> {
  return async (c) => {
    const { owner } = c.req.valid('param');
    const given = c.req.valid('json');
    await putLimits(context.jobs, owner, {
      requestsPerMinute: stored(given.requests_per_minute),
      unfinishedJobs: stored(given.unfinished_jobs),
      stepsPerDay: stored(given.steps_per_day),
      storedBytes: stored(given.stored_bytes),
    });
    return c.json(await limitsOf(context, owner), 200);
  };
}

export const limitEndpoints = (context: HttpContext): Endpoint[] => [
  endpoint(getLimitsRoute, getLimitsHandler(context)),
  endpoint(ownerLimitsRoute, ownerLimitsHandler(context), { scope: 'admin' }),
  endpoint(putLimitsRoute, putLimitsHandler(context), { scope: 'admin' }),
];
