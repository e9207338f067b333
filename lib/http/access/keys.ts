import { createRoute, type RouteHandler, z } from '@hono/zod-openapi';
import { createKey, getKey, listKeys, noKey, revokeKey, rotateKey } from '../../access/keys.ts';
import { Refusal } from '../../core/errors.ts';
import type { HttpContext } from '../context.ts';
import { cursorSchema, encodeCursor } from '../cursor.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import type { HttpEnv, HttpRequest } from '../env.ts';
import { answersJson, takesJson } from '../media.ts';
import { commonProblems, problemResponse, writingProblems } from '../problems.ts';
import { mustHave } from '../scopes.ts';
import { wholeNumber } from '../whole-number.ts';
import { createKeySchema, ownerName, rotateKeySchema } from './key-request.ts';
import { KEY, KEY_ID, keyJson, keySchema, NEW_KEY, newKeySchema } from './key-schema.ts';

const SELF = 'self';

const keyParams = z.object({
  id: z.string().openapi({ example: KEY_ID, description: 'A key’s, or `self`.' }),
});

const createKeyRoute = createRoute({
  method: 'post',
  path: '/keys',
  operationId: 'access.createKey',
  tags: ['access'],
  summary: 'Create a key of any owner',
  description: 'Needs the scope `admin`. The key is shown in this answer and never again.',
  request: {
    body: {
      required: true,
      content: takesJson(createKeySchema, { owner: 'ann', name: 'ci', scopes: ['read', 'write'] }),
    },
  },
  responses: {
    201: { description: 'The key, with its secret.', content: answersJson(newKeySchema, NEW_KEY) },
    422: problemResponse('`invalid_input`: nothing was changed.'),
    ...writingProblems,
  },
});

function createKeyHandler({ jobs }: HttpContext): RouteHandler<typeof createKeyRoute, HttpEnv> {
  return async (c) => {
    const { owner, name, scopes = ['read', 'write'], expires_in_seconds: life } = c.req.valid('json');
    const expiresAt = life === undefined ? null : new Date(jobs.clock.now() + life * 1_000);
    const made = await createKey(jobs, { owner, name, scopes, expiresAt, createdBy: c.get('keyName') });
    c.header('Cache-Control', 'no-store');
    return c.json({ ...keyJson(made.key), key: made.secret }, 201);
  };
}

const keysSchema = z
  .object({ data: z.array(keySchema), next_cursor: z.string().nullable() })
  .openapi('KeyList');

const listKeysRoute = createRoute({
  method: 'get',
  path: '/keys',
  operationId: 'access.listKeys',
  tags: ['access'],
  summary: 'List the keys, oldest first',
  description:
    'Needs the scope `admin`. Those that are expired or revoked too; those of API_KEYS are not among them.',
  request: {
    query: z.object({
      owner: ownerName.optional(),
      limit: wholeNumber('limit', 200, 50),
      cursor: cursorSchema(/^key_[0-9a-z]{1,40}$/),
    }),
  },
  responses: {
    200: {
      description: 'A page of keys.',
      content: answersJson(keysSchema, { data: [KEY], next_cursor: null }),
    },
    422: problemResponse('`invalid_input`'),
    ...commonProblems,
  },
});

function listKeysHandler({ jobs }: HttpContext): RouteHandler<typeof listKeysRoute, HttpEnv> {
  return async (c) => {
    const { owner, limit, cursor } = c.req.valid('query');
    const found = await listKeys(jobs, { owner, after: cursor, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return c.json({ data: shown.map(keyJson), next_cursor: last ? encodeCursor(last.id) : null }, 200);
  };
}

/**
 * The id of a row. Of others' keys only an admin hears anything, not even whether there are any.
 * @throws Refusal `scope_missing`, `key_in_environment`, `not_found`.
 */
function idOf(c: HttpRequest, { id }: { id: string }): string {
  const own = c.get('key').id;
  if (id !== SELF && id !== own) {
    mustHave(c, 'admin');
    if (!/^key_[0-9a-z]{1,40}$/.test(id)) throw noKey(id.slice(0, 64));
    return id;
  }
  if (own !== null) return own;
  throw new Refusal('key_in_environment', 'This key is in API_KEYS: change it there, and redeploy.');
}

const getKeyRoute = createRoute({
  method: 'get',
  path: '/keys/{id}',
  operationId: 'access.getKey',
  tags: ['access'],
  summary: 'Get a key',
  description: 'Any key may ask for `self`; those of others need the scope `admin`.',
  request: { params: keyParams },
  responses: {
    200: { description: 'The key, without its secret.', content: answersJson(keySchema, KEY) },
    404: problemResponse('`not_found`'),
    ...commonProblems,
  },
});

function getKeyHandler({ jobs }: HttpContext): RouteHandler<typeof getKeyRoute, HttpEnv> {
  return async (c) => {
    const { id } = c.req.valid('param');
    const { id: own, name, scopes } = c.get('key');
    if (id !== SELF || own !== null) return c.json(keyJson(await getKey(jobs, idOf(c, { id }))), 200);
    const nothing = { created_at: null, created_by: null, expires_at: null, last_used_at: null };
    const key = { id: null, owner: c.get('owner'), name, scopes: [...scopes] };
    return c.json({ ...key, ...nothing, revoked_at: null, replaced_by: null }, 200);
  };
}

const rotateKeyRoute = createRoute({
  method: 'post',
  path: '/keys/{id}/rotate',
  operationId: 'access.rotateKey',
  tags: ['access'],
  summary: 'Replace a key by a new one',
  description:
    'It has the same owner, name and scopes. The old one stays valid for `overlap_seconds`, for clients to change ' +
    'one by one. Any key may rotate `self`; those of others need the scope `admin`.',
  request: {
    params: keyParams,
    body: { required: true, content: takesJson(rotateKeySchema, { overlap_seconds: 86_400 }) },
  },
  responses: {
    201: { description: 'The new key, with its secret.', content: answersJson(newKeySchema, NEW_KEY) },
    404: problemResponse('`not_found`'),
    409: problemResponse('`key_replaced` or `key_in_environment`'),
    422: problemResponse('`invalid_input`: nothing was changed.'),
    ...writingProblems,
  },
});

function rotateKeyHandler({ jobs }: HttpContext): RouteHandler<typeof rotateKeyRoute, HttpEnv> {
  return async (c) => {
    const id = idOf(c, c.req.valid('param'));
    const { overlap_seconds: overlapSeconds } = c.req.valid('json');
    const made = await rotateKey(jobs, { id, overlapSeconds, createdBy: c.get('keyName') });
    c.header('Cache-Control', 'no-store');
    return c.json({ ...keyJson(made.key), key: made.secret }, 201);
  };
}

const revokeKeyRoute = createRoute({
  method: 'delete',
  path: '/keys/{id}',
  operationId: 'access.revokeKey',
  tags: ['access'],
  summary: 'Revoke a key, at once',
  description: 'Needs the scope `admin`. It stays in the list.',
  request: { params: keyParams },
  responses: {
    204: { description: 'Revoked.' },
    404: problemResponse('`not_found`'),
    409: problemResponse('`key_in_environment`'),
    ...writingProblems,
  },
});

function revokeKeyHandler({ jobs }: HttpContext): RouteHandler<typeof revokeKeyRoute, HttpEnv> {
  return async (c) => {
    await revokeKey(jobs, idOf(c, c.req.valid('param')));
    return c.body(null, 204);
  };
}

export const keyEndpoints = (context: HttpContext): Endpoint[] => [
  endpoint(createKeyRoute, createKeyHandler(context), { scope: 'admin' }),
  endpoint(listKeysRoute, listKeysHandler(context), { scope: 'admin' }),
  endpoint(getKeyRoute, getKeyHandler(context), { scope: null }),
  endpoint(rotateKeyRoute, rotateKeyHandler(context), { scope: null }),
  endpoint(revokeKeyRoute, revokeKeyHandler(context), { scope: 'admin' }),
];
