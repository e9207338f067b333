import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { allTags, DESCRIPTION, LICENSE } from './about.ts';
import type { HttpContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { answersJson } from './media.ts';
import { commonProblems } from './problems.ts';
import { BASES } from './router.ts';
import { withSharedComponents } from './shared-components.ts';

export const openApiRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'system.getOpenApi',
  tags: ['system'],
  summary: 'This document',
  description: 'Written from the same schemas that check requests.',
  responses: {
    200: {
      description: 'OpenAPI 3.1.',
      content: answersJson(z.looseObject({ openapi: z.string() }), { openapi: '3.1.0' }),
    },
    ...commonProblems,
  },
});

const [CANONICAL] = BASES;

/** Every path that is served, with its parameters in braces, and the one that stands in the document for it. */
function canonicalPaths(endpoints: readonly Endpoint[]): Map<string, string> {
  return new Map(
    BASES.flatMap((base) =>
      endpoints.flatMap(({ route, aliases = [] }) =>
        [route.path, ...aliases].map((path) => [base + path, CANONICAL + route.path] as const),
      ),
    ),
  );
}

/** Every path that is served, with its parameters in braces. */
export const apiPaths = (endpoints: readonly Endpoint[]): string[] => [...canonicalPaths(endpoints).keys()];

/** Each operation once, in the order of the endpoints; other paths are listed in `x-aliases`. */
export function openApiDocument(
  { version, appUrl, tags }: Pick<HttpContext, 'version' | 'appUrl' | 'tags'>,
  endpoints: readonly Endpoint[],
) {
  const { openAPIRegistry: registry, getOpenAPI31Document: write } = new OpenAPIHono();
  for (const { route, documented = route } of endpoints) {
    registry.registerPath({ ...documented, path: CANONICAL + route.path });
  }
  registry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'uk_…',
    description: 'Not needed on this machine while no keys are configured.',
  });
  const document = write({
    openapi: '3.1.0',
    info: {
      title: 'Unstuck',
      version,
      description: DESCRIPTION,
      license: LICENSE,
      contact: { name: 'Whoever runs this deployment', url: appUrl },
    },
    servers: [{ url: appUrl, description: 'This deployment.' }],
    tags: allTags(tags),
    security: [{ api_key: [] }],
  });
  const aliases = [...canonicalPaths(endpoints)].filter(([path, canonical]) => path !== canonical);
  return { ...withSharedComponents(document), 'x-aliases': Object.fromEntries(aliases) };
}
