import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { ofParts } from '../core/finding.ts';
import { iso, isoOrNull } from '../core/instant.ts';
import type { Report } from '../health/report.ts';
import { isKnown } from './auth.ts';
import type { HttpContext } from './context.ts';
import type { HttpEnv } from './env.ts';
import { EXAMPLE_FINDING, findingSchema } from './finding-schema.ts';
import { instantSchema } from './instant.ts';
import { answersJson } from './media.ts';
import { problemResponse } from './problems.ts';

const stateSchema = z.enum(['ok', 'degraded', 'down', 'unproven', 'idle', 'unknown']).openapi('PartState', {
  description:
    '`unproven`: nothing speaks against it, and nothing for it yet. `idle`: not asked, so that it can sleep while nobody ' +
    'works. `unknown`: not asked, because what it hangs on is missing or does not answer.',
});

const partsSchema = z.object(ofParts(() => stateSchema));

const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'down']),
    parts: partsSchema,
    version: z.string(),
    findings: z.array(findingSchema).optional().openapi({ description: 'With a valid API key only.' }),
    checked_at: instantSchema.optional(),
    database_asked_at: instantSchema.nullable().optional(),
    callback_seen_at: instantSchema
      .nullable()
      .optional()
      .openapi({ description: 'About when the queue last reached this deployment with a valid signature.' }),
  })
  .openapi('Health');
type HealthJson = z.infer<typeof healthSchema>;

const ALL_WELL = ofParts(() => 'ok' as const);

const WELL: HealthJson = {
  status: 'degraded',
  parts: { ...ALL_WELL, database: 'idle', keys: 'degraded' },
  version: '0.1.0',
  findings: [EXAMPLE_FINDING],
  checked_at: '2026-11-29T09:30:00.000Z',
  database_asked_at: '2026-11-29T08:12:41.000Z',
  callback_seen_at: '2026-11-29T08:12:40.000Z',
};

const DOWN: HealthJson = {
  status: 'down',
  parts: { ...ALL_WELL, database: 'down', schema: 'unknown', callback: 'unknown' },
  version: '0.1.0',
};

export const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'system.getHealth',
  tags: ['system'],
  summary: 'Check the health of the deployment',
  description:
    'The state of each part. With a valid API key also what is wrong, why it matters and what to do. Needs no key. An ' +
    'answer is up to ten seconds old; the database is left asleep while nobody works.',
  security: [],
  request: {
    query: z.object({
      fresh: z
        .enum(['true', 'false'], 'fresh must be "true", "false" or omitted.')
        .optional()
        .openapi({
          description:
            'With a valid API key: look at everything now, at the database too, and send a probe if no callback has ' +
            'come of late: one message, at most once a minute, waited for up to 5 s.',
          example: 'true',
        }),
    }),
  },
  responses: {
    200: {
      description: 'Jobs are carried; `degraded` if something needs attention.',
      content: answersJson(healthSchema, WELL),
    },
    422: problemResponse('`invalid_input`'),
    503: { description: 'Jobs are not carried.', content: answersJson(healthSchema, DOWN) },
  },
});

function details({ findings, checkedAt, databaseAskedAt, callbackSeenAt }: Report) {
  return {
    findings,
    checked_at: iso(checkedAt),
    database_asked_at: isoOrNull(databaseAskedAt),
    callback_seen_at: isoOrNull(callbackSeenAt),
  };
}

/** Anybody sees the states of the parts; what is behind them is for who has a key. */
export function healthHandler(context: HttpContext): RouteHandler<typeof healthRoute, HttpEnv> {
  const { health, version } = context;
  const knows = isKnown(context);
  return async (c) => {
    const mayKnow = await knows(c);
    const report = await health.report({ fresh: mayKnow && c.req.valid('query').fresh === 'true' });
    const { status, parts } = report;
    const body = { status, parts, version, ...(mayKnow ? details(report) : {}) };
    c.header('Cache-Control', 'no-store');
    return c.json(body, status === 'down' ? 503 : 200);
  };
}
