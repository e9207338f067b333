import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { PROBLEM_TYPE } from '../core/problem.ts';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
type PathItem = NonNullable<Document['paths']>[string];
type Operation = NonNullable<PathItem['get']>;
type Answer = NonNullable<NonNullable<Document['components']>['responses']>[string];
type Parameters = NonNullable<Operation['parameters']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** `not_found` → `NotFound`, `Idempotency-Key` → `IdempotencyKey`. */
const pascal = (name: string): string =>
  name.replaceAll(/(?:^|[_-])(\w)/g, (_, letter: string) => letter.toUpperCase());

interface Use<Value> {
  /** Name for the component. */
  name: string;
  value: Value;
}

/** Values used at least twice, by name. The most frequent value gets a contested name, the others a number behind it. */
function repeated<Value>(uses: readonly Use<Value>[]): Map<string, Value> {
  const counts = new Map<string, Use<Value> & { count: number }>();
  for (const use of uses) {
    const key = JSON.stringify(use.value);
    const before = counts.get(key);
    counts.set(key, { ...(before ?? use), count: (before?.count ?? 0) + 1 });
  }
  const shared = new Map<string, Value>();
  for (const { name, value, count } of [...counts.values()].sort((a, b) => b.count - a.count)) {
    if (count > 1) shared.set(freeName(name, shared), value);
  }
  return shared;
}

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name}${n}`;
    if (!taken.has(free)) return free;
  }
}

/** Replaces a value with a reference if a component equals it. */
function referring<Value>(kind: string, shared: ReadonlyMap<string, Value>) {
  const names = new Map([...shared].map(([name, value]) => [JSON.stringify(value), name]));
  return (value: Value): Value | { $ref: string } => {
    const name = names.get(JSON.stringify(value));
    return name === undefined ? value : { $ref: `#/components/${kind}/${name}` };
  };
}

const problemSchema = z.object({
  content: z.object({
    [PROBLEM_TYPE]: z.object({
      examples: z.object({ typical: z.object({ value: z.object({ code: z.string() }) }) }),
    }),
  }),
});

/** Problems are named after their first code. */
function nameOfResponse(response: unknown): string | null {
  const { data } = problemSchema.safeParse(response);
  return data ? pascal(data.content[PROBLEM_TYPE].examples.typical.value.code) : null;
}

/** `documents.analyze` and `202` → `Analyze202`; null without an operationId. */
function nameOfOperation({ operationId }: Operation, what: string): string | null {
  return operationId === undefined ? null : pascal(operationId.replace(/.*\./, '')) + what;
}

/** Path parameters are named after the preceding segment: `{id}` in `/jobs/{id}` is `JobId`. */
function nameOfParameter(parameter: Parameters[number], path: string): string | null {
  if ('$ref' in parameter) return null;
  const { name } = parameter;
  const [, owner = ''] = parameter.in === 'path' ? (path.match(`/(\\w+?)s?/{${name}}`) ?? []) : [];
  return pascal(owner) + pascal(name);
}

const named = <Value>(value: Value, name: string | null): Use<Value>[] =>
  name === null ? [] : [{ name, value }];

function mapOperations(
  document: Document,
  change: (operation: Operation) => Operation,
): NonNullable<Document['paths']> {
  const changed = (item: PathItem): PathItem => {
    const present = METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [[method, change(operation)] as const] : [];
    });
    return { ...item, ...Object.fromEntries(present) };
  };
  return Object.fromEntries(
    Object.entries(document.paths ?? {}).map(([path, item]) => [path, changed(item)]),
  );
}

export function operationsOf(document: Document) {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}

/** Moves repeated parts of the operations into components, so that generated clients stay small. */
export function withSharedComponents(document: Document): Document {
  const operations = operationsOf(document);
  const responses = repeated(
    operations.flatMap(({ operation }) =>
      Object.entries<Answer>(operation.responses ?? {}).flatMap(([status, each]) =>
        named(each, nameOfResponse(each) ?? nameOfOperation(operation, status)),
      ),
    ),
  );
  const bodies = repeated(
    operations.flatMap(({ operation }) =>
      operation.requestBody ? named(operation.requestBody, nameOfOperation(operation, 'Body')) : [],
    ),
  );
  const parameters = repeated(
    operations.flatMap(({ path, operation }) =>
      (operation.parameters ?? []).flatMap((each) => named(each, nameOfParameter(each, path))),
    ),
  );
  const toResponse = referring('responses', responses);
  const toParameter = referring('parameters', parameters);
  const toBody = referring('requestBodies', bodies);
  const paths = mapOperations(document, (operation) => ({
    ...operation,
    ...(operation.parameters ? { parameters: operation.parameters.map(toParameter) } : {}),
    ...(operation.requestBody ? { requestBody: toBody(operation.requestBody) } : {}),
    responses: Object.fromEntries(
      Object.entries<Answer>(operation.responses ?? {}).map(([status, each]) => [status, toResponse(each)]),
    ),
  }));
  const components = {
    ...document.components,
    responses: Object.fromEntries(responses),
    parameters: Object.fromEntries(parameters),
    requestBodies: Object.fromEntries(bodies),
  };
  return { ...document, paths, components };
}
