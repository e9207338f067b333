import fc from 'fast-check';
import type { ApiDocument, Operation, Parameter } from './document.ts';
import { hostileText, type Values, valuesOf } from './values.ts';

/** A request as it is sent: its path and query are encoded, or wrongly encoded on purpose. */
export interface Sent {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const WRONGLY_ENCODED = ['%00', '%', '%zz', '%ED%A0%80', '%FF', 'a%00b', '%C3'];
const TYPES = [
  ...['application/json', 'application/json; charset=utf-8', 'application/problem+json', 'text/plain', ''],
  ...[
    'application/octet-stream',
    'application/pdf',
    'multipart/form-data; boundary=b',
    'multipart/form-data',
  ],
  'application/x-www-form-urlencoded',
];
const BODIES = [
  ...[
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '{"a":NaN}',
    '\0',
    '{"a":1}{"b":2}',
    '{"__proto__":{"a":1}}',
    '{"kind":"\\u0000"}',
  ],
  ...[
    '--b--\r\n',
    '--b\r\nContent-Disposition: form-data; name="platform"\r\n\r\na\0\r\n--b--\r\n',
    '%PDF-1.7\n',
  ],
  `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  `{"input":${'9'.repeat(400)}}`,
];

const escaped = (value: unknown): string =>
  encodeURIComponent(
    (typeof value === 'string' ? value : String(JSON.stringify(value) ?? '')).toWellFormed(),
  );

const segment = (ids: readonly string[], own: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...ids).map(escaped) },
    { weight: 2, arbitrary: own.map((value) => escaped(value) || 'x') },
    { weight: 1, arbitrary: hostileText.map((text) => escaped(text) || 'x') },
    { weight: 1, arbitrary: fc.constantFrom(...WRONGLY_ENCODED) },
  );

/** Segments that a URL would resolve away are another path. */
const stays = (path: string): boolean => !/\/(\.|%2e){1,2}(\/|$)/i.test(path);

function pathOf(operation: Operation, ids: readonly string[], values: Values): fc.Arbitrary<string> {
  const places = operation.parameters.filter((each) => each.in === 'path');
  const filled = fc.tuple(...places.map((each) => segment(ids, values.of(each.schema))));
  return fc
    .tuple(fc.constantFrom(...operation.served), filled)
    .map(([path, given]) =>
      places.reduce((at, { name }, i) => at.replace(`{${name}}`, () => given[i] ?? 'x'), path),
    )
    .filter(stays);
}

function pairOf({ name, schema }: Parameter, values: Values): fc.Arbitrary<string> {
  const key = encodeURIComponent(name);
  const one = values.of(schema).map((value) => `${key}=${escaped(value)}`);
  return fc.oneof(
    { weight: 8, arbitrary: one },
    { weight: 1, arbitrary: fc.tuple(one, one).map((twice) => twice.join('&')) },
    { weight: 1, arbitrary: hostileText.map((text) => `${key}=${escaped(text)}`) },
    { weight: 1, arbitrary: fc.constantFrom(...WRONGLY_ENCODED).map((text) => `${key}=${text}`) },
  );
}

function queryOf(operation: Operation, values: Values): fc.Arbitrary<string> {
  const known = operation.parameters
    .filter((each) => each.in === 'query')
    .map((each) => pairOf(each, values));
  const odd = fc.constantFrom('unknown=1', '%00=1', '=', '&&', 'a[]=1', '__proto__=1', 'x');
  return fc
    .tuple(
      fc.tuple(...known),
      fc.subarray(
        known.map((_, i) => i),
        { maxLength: Math.min(4, known.length) },
      ),
      fc.nat(9),
      odd,
    )
    .map(([pairs, kept, luck, extra]) =>
      [...kept.map((i) => pairs[i]), ...(luck === 0 ? [extra] : [])].join('&'),
    );
}

const headerText = fc.string({ unit: 'grapheme-ascii', maxLength: 300 });

const headersOf = (key: string): fc.Arbitrary<Record<string, string>> => {
  const authorization = fc.oneof(
    { weight: 30, arbitrary: fc.constant(`Bearer ${key}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'Bearer', `bearer  ${key}`, 'Bearer uk_wrong', 'Basic YTpi'),
    },
  );
  const some = fc.record(
    {
      'Idempotency-Key': fc.oneof(
        fc.stringMatching(/^[\x21-\x7e]{1,20}$/),
        headerText,
        fc.constant('k'.repeat(256)),
      ),
      'If-None-Match': fc.oneof(fc.constantFrom('*', 'W/"1"', '"1", W/"0"', ','), headerText),
      Accept: fc.constantFrom(
        '*/*',
        'text/html',
        'text/csv',
        'application/json;q=0',
        'text/markdown, */*;q=0.1',
        ',;q',
      ),
      Origin: fc.constantFrom('https://app.example', 'null', 'https://evil.example'),
    },
    { requiredKeys: [] },
  );
  return fc
    .tuple(authorization, some, fc.nat(2))
    .map(([given, others, luck]) => ({ Authorization: given, ...(luck === 0 ? others : {}) }));
};

type Body = Pick<Sent, 'body'> & { type: string };

function bodyOf(operation: Operation, values: Values): fc.Arbitrary<Body> {
  const content = Object.entries(operation.requestBody?.content ?? {});
  const own = content.map(([type, { schema = {}, examples }]) => {
    if (!type.startsWith('application/json')) {
      return fc.uint8Array({ maxLength: 64 }).map((bytes) => ({ type, body: Uint8Array.from(bytes) }));
    }
    const given = Object.values(examples).map(({ value }) => values.near(value));
    return fc
      .oneof(values.of(schema), ...given)
      .map((value) => ({ type, body: JSON.stringify(value) ?? '' }));
  });
  const odd = fc
    .tuple(fc.constantFrom(...TYPES), fc.constantFrom(...BODIES))
    .map(([type, body]): Body => ({ type, body }));
  const bytes = fc
    .uint8Array({ maxLength: 64 })
    .map((given): Body => ({ type: 'application/json', body: Uint8Array.from(given) }));
  const none = fc.constant<Body>({ type: '', body: null });
  return fc.oneof(
    ...own.map((arbitrary) => ({ weight: 14, arbitrary })),
    { weight: own.length > 0 ? 2 : 1, arbitrary: odd },
    { weight: 1, arbitrary: bytes },
    { weight: own.length > 0 ? 1 : 9, arbitrary: none },
  );
}

/** @param ids of what exists, for parameters of paths. @param key an API key that is valid. */
export function requestsOf(
  document: ApiDocument,
  { ids, key }: { ids: readonly string[]; key: string },
): fc.Arbitrary<Sent> {
  const values = valuesOf(document);
  const each = document.operations.map((operation) => {
    const method = fc.oneof(
      { weight: 24, arbitrary: fc.constant(operation.method) },
      { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
    );
    return fc
      .tuple(
        method,
        pathOf(operation, ids, values),
        queryOf(operation, values),
        headersOf(key),
        bodyOf(operation, values),
      )
      .map(([sentAs, path, query, headers, { type, body }]): Sent => {
        const bare = sentAs === 'GET' || sentAs === 'HEAD' || body === null;
        return {
          method: sentAs,
          target: query === '' ? path : `${path}?${query}`,
          headers: { ...headers, ...(bare || type === '' ? {} : { 'Content-Type': type }) },
          body: bare ? null : body,
        };
      });
  });
  return fc.oneof(...each);
}
