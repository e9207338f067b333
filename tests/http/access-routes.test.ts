import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey, revokeKey } from '../../lib/access/keys.ts';
import type { Scope } from '../../lib/access/scopes.ts';
import { createShare } from '../../lib/access/shares.ts';
import { openApiDocument } from '../../lib/http/openapi.ts';
import { scopeOf } from '../../lib/http/scopes.ts';
import { insertJob } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Operation, readDocument } from './generated/document.ts';
import { type Api, api, problemOf } from './harness.ts';

const BOOT = 'uk_boot_0123456789abcdef';
/** Stands in what is Ann's; no answer to another may hold it. */
const ANNS = 'job_annsecret0123456789abc';
const LINKED = 'job_annlinked0123456789abc';

let database: FreshDatabase;
let service: Api;
const tokens: Record<string, string> = {};

async function keyOf(owner: string, scopes: Scope[], expiresAt: Date | null = null) {
  return createKey(service.jobs, { owner, name: 'one of many', scopes, expiresAt, createdBy: null });
}

beforeAll(async () => {
  database = await freshDatabase();
  const scheduleQueue = { put: async () => {}, get: async () => null, remove: async () => true };
  const access = { mode: 'keys' as const, keys: [{ owner: 'root', key: BOOT }] };
  service = api(database.url, { access, scheduleQueue });
  const { db } = service.jobs;
  await insertJob(db, { id: ANNS, owner: 'ann' });
  await insertJob(db, { id: LINKED, owner: 'ann' });
  const revoked = await keyOf('ann', ['read', 'write', 'admin']);
  await revokeKey(service.jobs, revoked.key.id);
  const link = { owner: 'ann', jobId: LINKED, expiresInSeconds: 3_600, createdBy: null };
  const expired = new Date(Date.now() - 1_000);
  Object.assign(tokens, {
    wrong: `uk_${'x'.repeat(43)}`,
    expired: (await keyOf('ann', ['read', 'write', 'admin'], expired)).secret,
    revoked: revoked.secret,
    reading: (await keyOf('ann', ['read'])).secret,
    other: (await keyOf('bob', ['read', 'write'])).secret,
    link: (await createShare(service.jobs, service.context.shareKey, link)).token,
  });
});
afterAll(() => database.drop());

// The routes do not hang on a database.
const listing = api('postgresql://nobody:nothing@127.0.0.1:1/none');
const { operations } = readDocument(openApiDocument(listing.context, listing.endpoints));
const endpointOf = ({ method, path }: Operation) =>
  listing.endpoints.find(
    ({ route }) => route.method.toUpperCase() === method && `/api/v1${route.path}` === path,
  );
const guarded = operations.filter((each) => endpointOf(each)?.open !== true);
const scoped = (operation: Operation) => {
  const found = endpointOf(operation);
  return found ? scopeOf(found) : null;
};
const isOfJob = ({ path }: Operation) => path.startsWith('/api/v1/jobs/{id}');

/** Required parameters as the document shows them, the body too. */
async function send(operation: Operation, token: string | null): Promise<Response> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'id' ? ANNS : 'AAPL'));
  const content = operation.requestBody?.content['application/json'];
  const [example] = Object.values(content?.examples ?? {});
  const body = operation.method === 'GET' ? {} : { body: JSON.stringify(example?.value ?? {}) };
  return service.call(operation.method, path, {
    ...(content ? body : {}),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(content ? { 'content-type': 'application/json' } : {}),
    },
  });
}

/** Every refusal is a problem that the document promises, and tells nothing of Ann's. */
async function refusedWith(operation: Operation, token: string | null, ...codes: string[]): Promise<void> {
  const answer = await send(operation, token);
  expect(answer.headers.get('etag')).toBeNull();
  expect(Object.keys(operation.responses)).toContain(String(answer.status));
  const { code, detail } = await problemOf(answer);
  expect(codes).toContain(code);
  if (token !== null) expect(detail).not.toContain(token);
}

describe.each(guarded.map((each) => [`${each.method} ${each.path}`, each] as const))('%s', (_, operation) => {
  test('is closed to whoever has no key that is good', async () => {
    for (const token of [null, 'wrong', 'expired', 'revoked']) {
      await refusedWith(operation, token === null ? null : (tokens[token] ?? ''), 'unauthorized');
    }
  });

  test('is closed to a link to another job', async () => {
    const code = operation.path.includes('{id}') ? 'not_found' : 'scope_missing';
    await refusedWith(operation, tokens['link'] ?? '', code);
  });

  test.runIf(scoped(operation) === 'write' || scoped(operation) === 'admin')(
    'is nothing for a key that only reads',
    async () => {
      await refusedWith(operation, tokens['reading'] ?? '', 'scope_missing');
    },
  );

  test.runIf(scoped(operation) === 'admin')('is nothing for a key that is no admin’s', async () => {
    await refusedWith(operation, tokens['other'] ?? '', 'scope_missing');
  });

  test.runIf(isOfJob(operation))('finds nothing of another owner’s', async () => {
    await refusedWith(operation, tokens['other'] ?? '', 'not_found');
  });

  test('answers another owner’s key, and a reading one, without a fault of its own or a word of Ann’s', async () => {
    const answer = await send(operation, tokens['other'] ?? '');
    expect(answer.status).toBeLessThan(500);
    const text = (await answer.text()).replaceAll(/There is no \S+|"detail":"[^"]*"/g, '');
    expect(text).not.toMatch(/annsecret|annlinked/);
    expect((await send(operation, tokens['reading'] ?? '')).status).toBeLessThan(500);
  });
});

test('the routes of every kind are among them', () => {
  expect(guarded.length).toBeGreaterThan(30);
  expect(guarded.filter(isOfJob).length).toBeGreaterThan(7);
  expect(guarded.filter((each) => scoped(each) === 'admin').length).toBeGreaterThan(4);
});
