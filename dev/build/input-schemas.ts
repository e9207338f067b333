import { OpenAPIHono } from '@hono/zod-openapi';
import { documentInput } from '../../lib/documents/schema.ts';
import { profileInput } from '../../lib/profiles/schema.ts';
import { stockInputSchema } from '../../lib/stocks/schema.ts';

const INPUTS = {
  stocks: stockInputSchema,
  profile: profileInput,
  document: documentInput({ allowLocal: false }),
};

/** Replaces references by what they refer to. */
function resolved(value: unknown, components: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, components));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string')
    return resolved(components[value.$ref.split('/').at(-1) ?? ''], components);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, components)]));
}

/** The JSON Schema of each kind's input, as the API describes it: what the page makes its forms of. */
export function inputSchemas(): Record<keyof typeof INPUTS, unknown> {
  const { openAPIRegistry: registry, getOpenAPI31Document: write } = new OpenAPIHono();
  for (const [kind, schema] of Object.entries(INPUTS)) registry.register(`Input:${kind}`, schema);
  const { components } = write({ openapi: '3.1.0', info: { title: '', version: '' } });
  const schemas: Record<string, unknown> = { ...components?.schemas };
  const of = (kind: keyof typeof INPUTS) => resolved(schemas[`Input:${kind}`], schemas);
  return { stocks: of('stocks'), profile: of('profile'), document: of('document') };
}
