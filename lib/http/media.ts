import type { z } from '@hono/zod-openapi';

/** As `examples`, not `example`: generators copy the latter into the types that they write. */
export const exampled = <T>(value: T) => ({ examples: { typical: { value } } });

/** JSON that a route answers. The compiler holds the example against the schema. */
export function answersJson<S extends z.ZodType>(schema: S, example: NoInfer<z.output<S>>) {
  return { 'application/json': { schema, ...exampled(example) } };
}

/** JSON that a request brings, likewise. */
export function takesJson<S extends z.ZodType>(schema: S, example: NoInfer<z.input<S>>) {
  return { 'application/json': { schema, ...exampled(example) } };
}
