import { z } from 'zod';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export type Schema = Record<string, unknown>;
const schema = z.record(z.string(), z.unknown());
const media = z.object({
  schema: schema.optional(),
  examples: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
});
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: schema.default({}),
});
const operation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()).default([]),
  summary: z.string().default(''),
  description: z.string().default(''),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()),
});
const requestBody = z.object({ content: z.record(z.string(), media).default({}) });
const answer = z.object({ description: z.string(), content: z.record(z.string(), media).default({}) });
const document = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operation)),
  components: z.record(z.string(), schema),
  'x-aliases': z.record(z.string(), z.string()).default({}),
});
const reference = z.object({ $ref: z.string() });

export interface Body {
  type: string;
  schema: Schema;
  /** By name; bodies of files have none. */
  examples: Record<string, unknown>;
}

export interface Answer {
  status: string;
  description: string;
  bodies: Body[];
}

export type Parameter = z.infer<typeof parameter>;

export interface Operation {
  id: string;
  tag: string;
  method: string;
  path: string;
  aliases: string[];
  summary: string;
  description: string;
  parameters: Parameter[];
  bodies: Body[];
  answers: Answer[];
}

/** The parts of our OpenAPI document that its reference shows. */
export interface Api {
  title: string;
  version: string;
  description: string;
  tags: { name: string; description: string }[];
  operations: Operation[];
  /** Follows a reference; another value stays what it is. */
  whole(value: unknown): unknown;
}

const bodiesOf = (content: Record<string, z.infer<typeof media>>): Body[] =>
  Object.entries(content).map(([type, { schema = {}, examples }]) => ({
    type,
    schema,
    examples: Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, value])),
  }));

/** @throws ZodError if it is not the document that lib/http/openapi.ts writes. */
export function readOpenApi(given: unknown): Api {
  const { info, tags, paths, components, 'x-aliases': aliases } = document.parse(given);
  const whole = (value: unknown): unknown => {
    const { data } = reference.safeParse(value);
    if (!data) return value;
    const [, , kind = '', name = ''] = data.$ref.split('/');
    return components[kind]?.[name];
  };
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): Operation[] => {
      const one = item[method];
      if (!one) return [];
      return [
        {
          id: one.operationId,
          tag: one.tags[0] ?? '',
          method: method.toUpperCase(),
          path,
          aliases: Object.keys(aliases).filter((alias) => aliases[alias] === path),
          summary: one.summary,
          description: one.description,
          parameters: one.parameters.map((each) => parameter.parse(whole(each))),
          bodies: bodiesOf(requestBody.parse(whole(one.requestBody) ?? {}).content),
          answers: Object.entries(one.responses).map(([status, each]) => {
            const { description, content } = answer.parse(whole(each));
            return { status, description, bodies: bodiesOf(content) };
          }),
        },
      ];
    }),
  );
  return { ...info, tags, operations, whole };
}
