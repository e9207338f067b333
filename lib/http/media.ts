import type { z } from '@hono/zod-openapi';

/** Uses `examples` because code generators copy `example` into the generated types. */
export const exampled = <T>(value: T) => ({ examples: { typical: { value } } });

/** JSON response content; the compiler checks the example against the schema. */
export function answersJson<S extends z.ZodType>(schema: S, example: NoInfer<z.output<S>>) {
  return { 'application/json': { schema, ...exampled(example) } };
}

/** JSON request content, likewise. */
export function takesJson<S extends z.ZodType>(schema: S, example: NoInfer<z.input<S>>) {
  return { 'application/json': { schema, ...exampled(example) } };
}
