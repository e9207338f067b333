import { z } from 'zod';
import type { Api } from './open-api.ts';

const DEEPEST = 4;

const part = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).default([]),
  anyOf: z.array(z.unknown()).default([]),
  oneOf: z.array(z.unknown()).default([]),
  description: z.string().optional(),
});

/** A field of a body: `input.symbols[]`. */
export interface Row {
  path: string;
  type: string;
  required: boolean;
  note: string;
}

const LIMITS = [
  ['default', 'default'],
  ['minimum', 'at least'],
  ['exclusiveMinimum', 'above'],
  ['maximum', 'at most'],
  ['maxLength', 'characters at most:'],
  ['maxItems', 'items at most:'],
] as const;

/** The type in words, and what limits it. */
export function typeOf(api: Pick<Api, 'whole'>, given: unknown): string {
  const { type, enum: values, items, anyOf, oneOf } = part.parse(api.whole(given) ?? {});
  if (values) return values.map((value) => `\`${value === null ? 'null' : value}\``).join(', ');
  if (items !== undefined && type === 'array') return `list of ${typeOf(api, items)}`;
  const several = [...anyOf, ...oneOf];
  if (several.length > 0) return [...new Set(several.map((each) => typeOf(api, each)))].join(' or ');
  return Array.isArray(type) ? type.join(' or ') : (type ?? 'any');
}

export function noteOf(api: Pick<Api, 'whole'>, given: unknown): string {
  const schema = part.parse(api.whole(given) ?? {});
  const limits = LIMITS.flatMap(([name, words]) => {
    const value = schema[name];
    return value === undefined
      ? []
      : [`${words} ${typeof value === 'object' ? JSON.stringify(value) : value}`];
  });
  return [schema.description ?? '', limits.length > 0 ? `(${limits.join(', ')})` : ''].join(' ').trim();
}

/** Every field of a schema down to four levels, depth first. */
export function rowsOf(api: Pick<Api, 'whole'>, given: unknown, prefix = '', depth = 0): Row[] {
  const schema = part.parse(api.whole(given) ?? {});
  if (depth >= DEEPEST) return [];
  const below = [...schema.allOf, ...schema.oneOf, ...schema.anyOf].flatMap((each) =>
    rowsOf(api, each, prefix, depth),
  );
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, value]): Row[] => {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const row = { path, type: typeOf(api, value), required: schema.required.includes(name) };
    return [{ ...row, note: noteOf(api, value) }, ...rowsOf(api, value, path, depth + 1)];
  });
  const items = schema.items === undefined ? [] : rowsOf(api, schema.items, `${prefix}[]`, depth);
  return distinct([...own, ...below, ...items]);
}

/** Alternatives share fields: each is shown once. */
function distinct(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.path} ${row.type}`, row])).values()];
}
