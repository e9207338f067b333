import type { HttpEnv } from '../../http/route.ts';
import { commonProblems, createRoute, exampled, type RouteHandler, z } from '../../http/route.ts';
import { modelJsonSchema } from './model-json.ts';

export const modelSchemaRoute = createRoute({
  method: 'get',
  path: '/documents/schema',
  operationId: 'documents.getSchema',
  tags: ['documents'],
  summary: 'Get the JSON Schema of a document as `format=model`',
  description: 'What `schema` of such a document names.',
  request: {},
  responses: {
    200: {
      description: 'JSON Schema.',
      content: {
        'application/schema+json': {
          schema: z.record(z.string(), z.unknown()),
          ...exampled({ $schema: 'https://json-schema.org/draft/2020-12/schema' }),
        },
      },
    },
    ...commonProblems,
  },
});

export function modelSchemaHandler(): RouteHandler<typeof modelSchemaRoute, HttpEnv> {
  const schema = JSON.parse(JSON.stringify(modelJsonSchema()));
  return (c) => c.json(schema, 200, { 'Content-Type': 'application/schema+json' });
}
