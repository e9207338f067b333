import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { reasonOf } from '../db/error-text.ts';
import type { HealthCheck, HttpContext } from './context.ts';
import type { HttpEnv } from './env.ts';
import { answersJson } from './media.ts';

const PATIENCE_MS = 3_000;

const partSchema = z.object({
  status: z.enum(['ok', 'down']),
  latency_ms: z.int(),
  error: z.string().optional(),
});

const healthSchema = z
  .object({
    status: z.enum(['ok', 'unavailable']),
    parts: z.object({ database: partSchema, queue: partSchema }),
    configuration: z.object({
      missing: z.array(z.string()).openapi({ description: 'Names of missing or invalid variables.' }),
    }),
    version: z.string(),
  })
  .openapi('Health');

const OK = { status: 'ok', latency_ms: 3 } as const;

const WELL: z.infer<typeof healthSchema> = {
  status: 'ok',
  parts: { database: OK, queue: OK },
  configuration: { missing: [] },
  version: '0.1.0',
};

const DOWN: z.infer<typeof healthSchema> = {
  ...WELL,
  status: 'unavailable',
  parts: { database: { status: 'down', latency_ms: 3_000, error: 'does not answer' }, queue: OK },
};

export const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'system.getHealth',
  tags: ['system'],
  summary: 'Check the health of the service',
  description: 'Status and latency of the database and the queue. Needs no API key.',
  security: [],
  responses: {
    200: { description: 'Healthy.', content: answersJson(healthSchema, WELL) },
    503: {
      description: 'Unhealthy: shows which part is down or which variables are missing.',
      content: answersJson(healthSchema, DOWN),
    },
  },
});

type Part = z.infer<typeof partSchema>;

async function look(
  { jobs: { clock }, log }: HttpContext,
  name: HealthCheck['name'],
  checks: HealthCheck[],
): Promise<Part> {
  const began = clock.now();
  const patience = new AbortController();
  const tooLong = clock.sleep(PATIENCE_MS, patience.signal).then(() => 'does not answer' as const);
  const looks = checks.filter((each) => each.name === name).map((each) => each.check());
  const looked = Promise.all(looks).then(
    () => null,
    (error: unknown) => {
      log.warn('health_check_failed', {
        part: name,
        error: reasonOf(error),
      });
      return 'does not work' as const;
    },
  );
  const error = await Promise.race([looked, tooLong]);
  tooLong.catch(() => 'the check was quicker');
  patience.abort();
  const latency_ms = Math.round(clock.now() - began);
  return error === null ? { status: 'ok', latency_ms } : { status: 'down', latency_ms, error };
}

/** Checks both parts in parallel. Details are only logged, because the route is public. */
export function healthHandler(context: HttpContext): RouteHandler<typeof healthRoute, HttpEnv> {
  return async (c) => {
    const [database, queue] = await Promise.all([
      look(context, 'database', context.health),
      look(context, 'queue', context.health),
    ]);
    const missing = context.configProblems.map(({ name }) => name);
    const well = database.status === 'ok' && queue.status === 'ok' && missing.length === 0;
    return c.json(
      {
        status: well ? ('ok' as const) : ('unavailable' as const),
        parts: { database, queue },
        configuration: { missing },
        version: context.version,
      },
      well ? 200 : 503,
    );
  };
}
