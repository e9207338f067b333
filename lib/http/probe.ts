import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import type { HttpContext } from './context.ts';
import type { HttpEnv } from './env.ts';
import { findingSchema } from './finding-schema.ts';
import { answersJson } from './media.ts';
import { commonProblems } from './problems.ts';

const probeSchema = z
  .object({
    came_back_in_ms: z.int().nullable().openapi({
      description: 'Milliseconds from its acceptance by the queue; null if it has not come back within 20 s.',
    }),
    findings: z.array(findingSchema).openapi({ description: 'Empty if it has come back.' }),
  })
  .openapi('Probe');

const CAME_BACK = { came_back_in_ms: 420, findings: [] };

export const probeRoute = createRoute({
  method: 'post',
  path: '/health/probe',
  operationId: 'system.probe',
  tags: ['system'],
  summary: 'Send a message through the queue and back',
  description:
    'Publishes a probe and waits for its arrival; else says what stood in its way: protection, a wrong signing key, ' +
    'a wrong address. It belongs to no job.',
  responses: {
    200: {
      description: 'How it fared.',
      content: answersJson(probeSchema, CAME_BACK),
    },
    ...commonProblems,
  },
});

export function probeHandler({ health }: HttpContext): RouteHandler<typeof probeRoute, HttpEnv> {
  return async (c) => {
    const { cameBackInMs, findings } = await health.probe();
    return c.json({ came_back_in_ms: cameBackInMs, findings }, 200);
  };
}
