import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { iso } from '../core/instant.ts';
import { listProviders, type ProviderView } from '../jobs/providers.ts';
import type { HttpContext } from './context.ts';
import type { HttpEnv } from './env.ts';
import { instantSchema } from './instant.ts';
import { answersJson } from './media.ts';
import { commonProblems } from './problems.ts';

const pausedSchema = z
  .object({
    until: instantSchema,
    since: instantSchema,
    because: z.object({ code: z.string(), message: z.string() }),
    probing: z.boolean().openapi({
      description: 'Its time is over, and one step goes alone; if it is answered, the pause ends.',
    }),
  })
  .openapi('ProviderPause');

const providerSchema = z
  .object({
    name: z.string(),
    limits: z.object({
      in_flight: z
        .int()
        .nullable()
        .openapi({ description: 'Steps at once, over all functions together; null without such a limit.' }),
      per_second: z
        .number()
        .nullable()
        .openapi({ description: 'Steps a second; null without such a limit.' }),
      burst: z.int().nullable().openapi({ description: 'Steps that may begin at once after a rest.' }),
    }),
    running: z.object({
      all: z.int(),
      yours: z.int(),
      owners: z.int().openapi({ description: 'By how many owners, you included.' }),
    }),
    waiting: z
      .object({ all: z.int(), yours: z.int() })
      .openapi({ description: 'Jobs whose next steps wait for the provider.' }),
    paused: pausedSchema.nullable().openapi({ description: 'Null while it answers.' }),
    step_ms: z.int().nullable().openapi({
      description: 'Milliseconds that a step takes, a moving average; null before the first.',
    }),
  })
  .openapi('Provider');
type ProviderJson = z.infer<typeof providerSchema>;

const providersSchema = z.object({ providers: z.array(providerSchema) }).openapi('Providers');

const EXAMPLE: z.infer<typeof providersSchema> = {
  providers: [
    {
      name: 'twelvedata',
      limits: { in_flight: 2, per_second: 0.1167, burst: 1 },
      running: { all: 0, yours: 0, owners: 0 },
      waiting: { all: 3, yours: 1 },
      paused: {
        until: '2026-11-29T09:31:00.000Z',
        since: '2026-11-29T09:30:00.000Z',
        because: { code: 'market_data_rate_limited', message: 'It takes no more requests for now.' },
        probing: false,
      },
      step_ms: 640,
    },
    {
      name: 'yahoo',
      limits: { in_flight: 4, per_second: null, burst: null },
      running: { all: 4, yours: 2, owners: 2 },
      waiting: { all: 2, yours: 1 },
      paused: null,
      step_ms: 310,
    },
  ],
};

export const listProvidersRoute = createRoute({
  method: 'get',
  path: '/providers',
  operationId: 'system.listProviders',
  tags: ['system'],
  summary: 'See what the sources take, and who waits for them',
  description:
    'The sources that steps of all jobs share: their limits, what is used of them, and whether one is paused because it ' +
    'refuses requests. Of other owners only numbers are told.',
  responses: {
    200: {
      description:
        'Every source that has limits, from the first job on, and every one that has refused; by name.',
      content: answersJson(providersSchema, EXAMPLE),
    },
    ...commonProblems,
  },
});

/** In words of our own: what the provider was met with may name another owner's subject. */
function sentenceOf(code: string): string {
  if (/_(unreachable|timeout)$/.test(code)) return 'It did not answer several times in a row.';
  return 'It takes no more requests for now.';
}

function pausedJson({ code, since_ms, until_ms, probing }: NonNullable<ProviderView['pause']>) {
  const known = code ?? 'provider_refused';
  return {
    until: iso(until_ms),
    since: iso(since_ms),
    because: { code: known, message: sentenceOf(known) },
    probing,
  };
}

function providerJson(view: ProviderView): ProviderJson {
  return {
    name: view.name,
    limits: { in_flight: view.max_in_flight, per_second: view.per_second, burst: view.burst },
    running: { all: view.running, yours: view.running_yours, owners: view.running_owners },
    waiting: { all: view.waiting, yours: view.waiting_yours },
    paused: view.pause && pausedJson(view.pause),
    step_ms: view.step_ms === null ? null : Math.round(view.step_ms),
  };
}

export function listProvidersHandler({
  jobs,
}: HttpContext): RouteHandler<typeof listProvidersRoute, HttpEnv> {
  return async (c) => {
    const views = await listProviders(jobs, c.get('owner'));
    c.header('Cache-Control', 'no-store');
    return c.json({ providers: views.map(providerJson) }, 200);
  };
}
