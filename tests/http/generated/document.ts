import { z } from 'zod';

/** A JSON Schema of the document, with its references resolved where it is used. */
export type Schema = Record<string, unknown>;

const media = z.object({
  schema: z.record(z.string(), z.unknown()).optional(),
  examples: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
});
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  schema: z.record(z.string(), z.unknown()).default({}),
});
const answer = z.object({ description: z.string(), content: z.record(z.string(), media).default({}) });
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content: z.record(z.string(), media) }).optional(),
  responses: z.record(z.string(), answer),
});
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const document = z.object({
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), z.unknown())),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
  'x-aliases': z.record(z.string(), z.string()),
});

export type PromisedAnswer = z.infer<typeof answer>;
export type Parameter = z.infer<typeof parameter>;
export interface Operation extends z.infer<typeof operation> {
  method: string;
  path: string;
  /** Every path that serves it, its own first. */
  served: string[];
}

export interface ApiDocument {
  operations: Operation[];
  /** What a reference names. */
  deref(ref: string): Schema;
  /** The components' schemas, as `$defs` for a validator. */
  defs: Record<string, unknown>;
}

const referring = z.object({ $ref: z.string() });

/** Resolves the references of parameters, bodies and responses; those of schemas stay. */
export function readDocument(given: unknown): ApiDocument {
  const { paths, components, 'x-aliases': aliases } = document.parse(given);
  const deref = (ref: string): Schema => {
    const [, , kind = '', name = ''] = ref.split('/');
    return z.record(z.string(), z.unknown()).parse(components[kind]?.[name]);
  };
  const whole = (value: unknown): unknown => {
    const { data } = referring.safeParse(value);
    return data ? deref(data.$ref) : value;
  };
  const loose = z.looseObject({
    parameters: z.array(z.unknown().transform(whole)).default([]),
    requestBody: z.unknown().transform(whole).optional(),
    responses: z.record(z.string(), z.unknown().transform(whole)),
  });
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      if (item[method] === undefined) return [];
      const others = Object.keys(aliases).filter((alias) => aliases[alias] === path);
      const read = operation.parse(loose.parse(item[method]));
      return [{ ...read, method: method.toUpperCase(), path, served: [path, ...others] }];
    }),
  );
  return { operations, deref, defs: components['schemas'] ?? {} };
}
