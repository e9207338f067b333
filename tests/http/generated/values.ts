import fc from 'fast-check';
import type { ApiDocument, Schema } from './document.ts';

/** Texts that a careless service stores, compiles, sorts or shows wrongly. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    '\0',
    'a\0b',
    '\ud800',
    'a\udc00b',
    '',
    ' ',
    '\u202e',
    '💥'.repeat(60),
    'null',
    '__proto__',
  ),
  fc.constantFrom(
    "'; drop table jobs; --",
    '%00',
    '../../etc/passwd',
    '<script>',
    '=1+1',
    '\r\nX: y',
    '1e999',
  ),
  fc.constantFrom('x'.repeat(300), 'x'.repeat(5_000), 'é'.repeat(3_000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const hostileNumber = fc.constantFrom(0, -1, -0.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 0.1, 1e-9);

/** Deep enough for a careless recursion, in few characters. */
const deep = fc.constantFrom(10, 1_000).map((depth) => {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { a: value };
  return value;
});

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null]) },
  { weight: 1, arbitrary: deep },
);

const list = (value: unknown): Schema[] => (Array.isArray(value) ? value : []);
const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
const record = (value: unknown): Record<string, Schema> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const FORMATS: Record<string, fc.Arbitrary<string>> = {
  'date-time': fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  date: fc.constantFrom('2026-01-01', '2024-02-29', '1970-01-01'),
  uri: fc.constantFrom('https://example.org/a', 'https://example.org:8443/?q=1', 'https://a.example:22/'),
};

/** Like it, and a little beside it. */
function text(schema: Schema): fc.Arbitrary<string> {
  const least = number(schema['minLength'], 0);
  const most = Math.min(number(schema['maxLength'], 60), 400);
  const { pattern, format } = schema;
  const fitting =
    typeof pattern === 'string'
      ? fc.stringMatching(new RegExp(pattern), { size: 'small' })
      : (FORMATS[String(format)] ?? fc.string({ minLength: least, maxLength: Math.max(least, most) }));
  return fc.oneof(
    { weight: 6, arbitrary: fitting },
    { weight: 1, arbitrary: fc.constant('x'.repeat(most + 1)) },
  );
}

function numeric(schema: Schema): fc.Arbitrary<number> {
  const least = number(schema['minimum'], number(schema['exclusiveMinimum'], 0));
  const most = Math.max(least, number(schema['maximum'], number(schema['exclusiveMaximum'], least + 1_000)));
  const near = fc.constantFrom(least - 1, least, least + 1, most, most + 1);
  const inside =
    schema['type'] === 'integer' ? fc.integer({ min: Math.ceil(least), max: Math.floor(most) }) : near;
  return fc.oneof({ weight: 3, arbitrary: inside }, { weight: 2, arbitrary: near });
}

export interface Values {
  of(schema: Schema, depth?: number): fc.Arbitrary<unknown>;
  /** An example as it is, or with one member spoilt. */
  near(example: unknown): fc.Arbitrary<unknown>;
}

/** Values of a schema: most of them valid, some on the border, some with one hostile part. */
export function valuesOf({ deref }: Pick<ApiDocument, 'deref'>): Values {
  const object = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    const properties = record(schema['properties']);
    const needed = list(schema['required']).map(String);
    const members = Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, of(each, depth + 1)]),
    );
    const optional = Object.keys(properties).filter((name) => !needed.includes(name));
    const complete = fc.record(members, {
      requiredKeys: Object.keys(properties).filter((n) => needed.includes(n)),
    });
    // Few options at once: a request with all of them is almost never valid.
    const few = fc
      .tuple(complete, fc.subarray(optional, { maxLength: Math.min(3, optional.length) }))
      .map(([value, kept]) =>
        Object.fromEntries(
          Object.entries(value).filter(([name]) => needed.includes(name) || kept.includes(name)),
        ),
      );
    const spoilt = fc
      .tuple(few, fc.constantFrom('unknown', '__proto__', 'a\0', ...Object.keys(properties)), hostileValue)
      .map(([value, name, hostile]) => ({ ...value, [name]: hostile }));
    return fc.oneof({ weight: 6, arbitrary: few }, { weight: 1, arbitrary: spoilt });
  };

  const array = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    const least = number(schema['minItems'], 0);
    const items = of(record(schema)['items'] ?? {}, depth + 1);
    return fc.array(items, {
      minLength: least,
      maxLength: Math.max(least, Math.min(number(schema['maxItems'], 4), 4)),
    });
  };

  const ofType = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    const types = Array.isArray(schema['type']) ? schema['type'] : [schema['type']];
    const type: unknown = types.find((each) => each !== 'null');
    switch (type) {
      case 'string':
        return text(schema);
      case 'integer':
      case 'number':
        return numeric({ ...schema, type });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return array(schema, depth);
      case 'object':
        return object(schema, depth);
      default:
        return hostileValue;
    }
  };

  const whole = (schema: Schema, depth: number): fc.Arbitrary<unknown> => {
    const { $ref: ref } = schema;
    if (typeof ref === 'string') return of(deref(ref), depth);
    const choices = [...list(schema['oneOf']), ...list(schema['anyOf'])];
    if (choices.length > 0) return fc.oneof(...choices.map((choice) => of(choice, depth)));
    const all = list(schema['allOf']).map((part) => of(part, depth));
    if (all.length > 0) return fc.tuple(...all).map((parts) => Object.assign({}, ...parts));
    if ('const' in schema) return fc.constant(schema['const']);
    return Array.isArray(schema['enum']) ? fc.constantFrom(...schema['enum']) : ofType(schema, depth);
  };

  const of = (schema: Schema, depth = 0): fc.Arbitrary<unknown> => {
    if (depth > 8) return fc.constant(null);
    const arbitrary = whole(schema, depth);
    return fc.oneof({ weight: 40, arbitrary }, { weight: 1, arbitrary: hostileValue });
  };
  const near = (example: unknown): fc.Arbitrary<unknown> => {
    const names = Object.keys(record(example));
    const spoilt = fc
      .tuple(fc.constantFrom('unknown', ...names), hostileValue)
      .map(([name, hostile]) => ({ ...record(example), [name]: hostile }));
    return fc.oneof({ weight: 2, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: spoilt });
  };

  return { of, near };
}
