import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { HttpContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { commonProblems } from './problems.ts';
import { BASES } from './router.ts';

export const openApiRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  summary: 'This document',
  responses: {
    200: {
      description: 'OpenAPI 3.1.',
      content: { 'application/json': { schema: z.looseObject({ openapi: z.string() }) } },
    },
    ...commonProblems,
  },
});

/** Every path that is served, under every base, with its parameters in braces. */
export function apiPaths(endpoints: readonly Endpoint[]): string[] {
  const paths = [...new Set(endpoints.flatMap(({ route, aliases = [] }) => [route.path, ...aliases]))];
  return BASES.flatMap((base) => paths.map((path) => base + path));
}

/** The routes of all functions in one document, each under every base. */
export function openApiDocument({ version }: Pick<HttpContext, 'version'>, endpoints: readonly Endpoint[]) {
  const { openAPIRegistry: registry, getOpenAPI31Document: write } = new OpenAPIHono();
  for (const base of BASES) {
    for (const { route, documented = route, aliases = [] } of endpoints) {
      for (const path of [route.path, ...aliases])
        registry.registerPath({ ...documented, path: base + path });
    }
  }
  registry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'uk_…',
    description: 'Not needed on this machine while no keys are configured.',
  });
  return write({
    openapi: '3.1.0',
    info: {
      title: 'Unstuck',
      version,
      description:
        'Analysis jobs that always finish. Every path is to be found under /api/v1 and under /api. Results are not advice.',
    },
    security: [{ api_key: [] }],
  });
}
