import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { z } from 'zod';

const HEAD = [
  '// Generated from the OpenAPI document: npm run build:client -- --types. Checked by tests/architecture/openapi.test.ts.',
  '',
].join('\n');

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const record = z.record(z.string(), z.unknown());
const documentSchema = z.looseObject({
  paths: z.record(z.string(), record),
  components: z.looseObject({ schemas: record, responses: z.record(z.string(), record) }),
});
const operationSchema = z.looseObject({ responses: z.record(z.string(), record) });

/** What a caller writes and reads: no headers, and of answers those that succeed, since refusals are thrown. */
function leanOperation(given: unknown): unknown {
  const { responses, ...rest } = operationSchema.parse(given);
  const kept = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  return {
    ...rest,
    responses: Object.fromEntries(
      kept.map(([status, answer]) => [status, { ...answer, headers: undefined }]),
    ),
  };
}

function leanDocument(given: unknown): unknown {
  const { paths, components, ...rest } = documentSchema.parse(given);
  const responses = Object.entries(components.responses).map(([name, answer]) => [
    name,
    { ...answer, headers: undefined },
  ]);
  const leanPaths = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([method, each]) => [
        method,
        METHODS.includes(method) ? leanOperation(each) : each,
      ]),
    ),
  ]);
  return {
    ...rest,
    'x-aliases': undefined,
    paths: Object.fromEntries(leanPaths),
    components: { ...components, responses: Object.fromEntries(responses) },
  };
}

/** Of what the document has none. */
const EMPTY = /^export type .* = Record<string, never>;\n/gm;

/** Bytes are sent as they are, and not as text. */
const BLOB = ts.factory.createTypeReferenceNode('Blob');

/** TypeScript of the shapes that the client's users write and read. @throws ZodError for what is no OpenAPI document */
export async function apiTypes(document: unknown): Promise<string> {
  const lean: unknown = JSON.parse(JSON.stringify(leanDocument(document)));
  const types = await openapiTS(JSON.stringify(lean), {
    defaultNonNullable: false,
    transform: ({ format }) => (format === 'binary' ? BLOB : undefined),
  });
  return HEAD + astToString(types).replaceAll(EMPTY, '');
}
