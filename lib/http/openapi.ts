import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { allTags, DESCRIPTION, LICENSE } from './about.ts';
import type { HttpContext } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { everyAnswer } from './every-answer.ts';
import { answersJson } from './media.ts';
import { commonProblems } from './problems.ts';
import { BASES } from './router.ts';
import { withSharedComponents } from './shared-components.ts';

export const openApiRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'system.getOpenApi',
  tags: ['system'],
  summary: 'Get this document',
  description: 'Generated from the schemas that validate requests.',
  responses: {
    200: {
      description: 'The OpenAPI 3.1 document.',
      content: answersJson(z.looseObject({ openapi: z.string() }), { openapi: '3.1.0' }),
    },
    ...commonProblems,
  },
});

const [CANONICAL] = BASES;

/** Maps every served path, with parameters in braces, to its canonical path in the document. */
function canonicalPaths(endpoints: readonly Endpoint[]): Map<string, string> {
  return new Map(
    BASES.flatMap((base) =>
      endpoints.flatMap(({ route, aliases = [] }) =>
        [route.path, ...aliases].map((path) => [base + path, CANONICAL + route.path] as const),
      ),
    ),
  );
}

/** Every served path, with parameters in braces. */
export const apiPaths = (endpoints: readonly Endpoint[]): string[] => [...canonicalPaths(endpoints).keys()];

/** Lists each operation once, in endpoint order; other paths are in `x-aliases`. */
export function openApiDocument(
  { version, appUrl, tags }: Pick<HttpContext, 'version' | 'appUrl' | 'tags'>,
  endpoints: readonly Endpoint[],
) {
  const { openAPIRegistry: registry, getOpenAPI31Document: write } = new OpenAPIHono();
  for (const { route, documented = route } of endpoints) {
    registry.registerPath({
      ...documented,
      path: CANONICAL + route.path,
      responses: everyAnswer({ ...documented, method: route.method }),
    });
  }
  registry.registerComponent('securitySchemes', 'api_key', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'uk_…',
    description: 'Not needed on localhost while no keys are configured.',
  });
  const document = write({
    openapi: '3.1.0',
    info: {
      title: 'Unstuck',
      version,
      description: DESCRIPTION,
      license: LICENSE,
      contact: { name: 'The operator of this deployment', url: appUrl },
    },
    servers: [{ url: appUrl, description: 'This deployment.' }],
    tags: allTags(tags),
    security: [{ api_key: [] }],
  });
  const aliases = [...canonicalPaths(endpoints)].filter(([path, canonical]) => path !== canonical);
  return { ...withSharedComponents(document), 'x-aliases': Object.fromEntries(aliases) };
}
