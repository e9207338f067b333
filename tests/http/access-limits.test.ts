import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey } from '../../lib/access/keys.ts';
import { NO_LIMITS } from '../../lib/access/limits.ts';
import type { Scope } from '../../lib/access/scopes.ts';
import { insertJob } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, NOWHERE, problemOf } from './harness.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const BOOT = 'uk_boot_0123456789abcdef';
const access = { mode: 'keys' as const, keys: [{ owner: 'root', key: BOOT }] };
const as = (key: string) => ({ authorization: `Bearer ${key}` });

async function keyOf(
  service: Api,
  owner: string,
  scopes: Scope[] = ['read', 'write'],
  expiresAt: Date | null = null,
) {
  return createKey(service.jobs, { owner, name: `of ${owner}`, scopes, expiresAt, createdBy: null });
}
const served = (limits: Partial<typeof NO_LIMITS> = {}) =>
  api(database.url, { access, jobs: { limits: { ...NO_LIMITS, ...limits } } });
const usedOf = async (service: Api, owner: string) =>
  (await service.jobs.db.execute(sql`select full_at::text from owner_requests where owner = ${owner}`))
    .rows[0];

describe('a key in a row', () => {
  test('is made by an admin, shown once, and opens its owner’s things', async () => {
    const service = served();
    await insertJob(service.jobs.db, { id: 'job_ofkim', owner: 'kim' });
    const answer = await service.post('/api/keys', { owner: 'kim', name: 'ci' }, as(BOOT));
    expect(answer.status).toBe(201);
    const { key, id, created_by } = await json(answer);
    expect(key).toMatch(/^uk_[\w-]{43}$/);
    expect(created_by).toBe('API_KEYS');
    expect((await service.get('/api/jobs/job_ofkim', as(String(key)))).status).toBe(200);
    const listed = await (await service.get('/api/keys?owner=kim', as(BOOT))).text();
    expect(listed).toContain(String(id));
    expect(listed).not.toContain(String(key));
    const stored = await service.jobs.db.execute(sql`select row_to_json(k)::text as row from api_keys k`);
    expect(JSON.stringify(stored.rows)).not.toContain(String(key));
    expect(JSON.stringify(service.lines)).not.toContain(String(key));
    expect((await json(await service.get('/api/keys/self', as(String(key)))))['last_used_at']).not.toBeNull();
  });

  test('does only what its scopes say, and the refusal names what is missing', async () => {
    const service = served();
    const { secret, key } = await keyOf(service, 'lee', ['read']);
    const refused = await service.post('/api/jobs', {}, as(secret));
    expect(refused.status).toBe(403);
    expect(await problemOf(refused)).toMatchObject({
      code: 'scope_missing',
      detail: 'This needs the scope write, and the key of lee has only read.',
    });
    for (const [method, path] of [
      ['GET', '/api/keys'],
      ['POST', '/api/keys'],
      ['GET', '/api/keys/key_of0another'],
      ['POST', '/api/keys/key_of0another/rotate'],
      ['DELETE', `/api/keys/${key.id}`],
      ['GET', '/api/owners/lee/limits'],
      ['PUT', '/api/owners/lee/limits'],
    ] as const) {
      const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' };
      const headers = { ...as(secret), 'content-type': 'application/json' };
      const answer = await service.call(method, path, { headers, ...body });
      expect(await problemOf(answer), path).toMatchObject({ code: 'scope_missing' });
    }
    expect((await service.get('/api/jobs', as(secret))).status).toBe(200);
    const writing = await keyOf(service, 'lee', ['write']);
    expect((await service.get('/api/jobs', as(writing.secret))).status).toBe(403);
  });

  test('is told that it has expired or was revoked, which an unknown one is not', async () => {
    const service = served();
    const expired = await keyOf(service, 'lee', ['read'], new Date(Date.now() - 1_000));
    const revoked = await keyOf(service, 'lee', ['read']);
    expect((await service.get('/api/jobs', as(revoked.secret))).status).toBe(200);
    const ended = await service.call('DELETE', `/api/keys/${revoked.key.id}`, { headers: as(BOOT) });
    expect(ended.status).toBe(204);
    for (const [secret, says] of [
      [expired.secret, /has expired/],
      [revoked.secret, /was revoked/],
      [`uk_${'x'.repeat(43)}`, /is not valid/],
    ] as const) {
      const answer = await service.get('/api/jobs', as(secret));
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await problemOf(answer)).toMatchObject({
        code: 'unauthorized',
        detail: expect.stringMatching(says),
      });
    }
  });

  test('is replaced by itself, and both are taken during the overlap', async () => {
    const service = served();
    const { secret, key } = await keyOf(service, 'mia');
    const rotated = await service.post('/api/keys/self/rotate', { overlap_seconds: 60 }, as(secret));
    expect(rotated.status).toBe(201);
    const next = await json(rotated);
    for (const each of [secret, String(next['key'])]) {
      expect((await service.get('/api/jobs', as(each))).status).toBe(200);
    }
    expect(await json(await service.get('/api/keys/self', as(secret)))).toMatchObject({
      id: key.id,
      replaced_by: next['id'],
      expires_at: expect.any(String),
    });
    expect(next).toMatchObject({
      owner: 'mia',
      scopes: ['read', 'write'],
      expires_at: null,
      replaced_by: null,
    });
    const again = await service.post('/api/keys/self/rotate', {}, as(secret));
    expect(await problemOf(again)).toMatchObject({ code: 'key_replaced' });
    const atOnce = await service.post(
      '/api/keys/self/rotate',
      { overlap_seconds: 0 },
      as(String(next['key'])),
    );
    expect(atOnce.status).toBe(201);
    expect((await service.get('/api/jobs', as(String(next['key'])))).status).toBe(401);
  });

  test('of API_KEYS works while the database is away; one in a row is not called wrong then', async () => {
    const service = api(NOWHERE, { access });
    expect((await service.get('/api/openapi.json', as(BOOT))).status).toBe(200);
    expect((await service.get('/api/keys/self', as(BOOT))).status).toBe(200);
    const answer = await service.get('/api/openapi.json', as(`uk_${'x'.repeat(43)}`));
    expect(await problemOf(answer)).toMatchObject({ code: 'database_unavailable' });
  });

  test('opens a deployment without API_KEYS, which is closed until there is one', async () => {
    const fresh = await freshDatabase();
    try {
      const closed = api(fresh.url, { access: { mode: 'closed' } });
      expect(await problemOf(await closed.get('/api/jobs'))).toMatchObject({ code: 'access_not_configured' });
      const { secret } = await keyOf(closed, 'ann');
      const opened = api(fresh.url, { access: { mode: 'closed' } });
      expect((await opened.get('/api/jobs', as(secret))).status).toBe(200);
      expect((await opened.get('/api/jobs')).status).toBe(401);
      expect(await json(await opened.get('/api/health', as(secret)))).toHaveProperty('findings');
      expect(await json(await opened.get('/api/health'))).not.toHaveProperty('findings');
    } finally {
      await fresh.drop();
    }
  });
});

describe('requests a minute', () => {
  test('are told in each answer, refused when they are used up, and a refusal writes nothing', async () => {
    const service = served({ requestsPerMinute: 3 });
    const { secret } = await keyOf(service, 'nat');
    const first = await service.get('/api/jobs', as(secret));
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60');
    expect(first.headers.get('ratelimit')).toBe('"default";r=2;t=20');
    const others = await Promise.all([1, 2, 3, 4].map(() => service.get('/api/jobs', as(secret))));
    expect(others.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429]);
    const before = await usedOf(service, 'nat');
    const refused = await service.get('/api/jobs', as(secret));
    expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=(5\d|60)$/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(10);
    expect(await problemOf(refused)).toMatchObject({
      code: 'rate_limited',
      detail: expect.stringMatching(/^These were more than 3 requests a minute\. Come back in \d+ s\.$/),
    });
    // Another process has no memory of it, and finds the same.
    expect((await served({ requestsPerMinute: 3 }).get('/api/jobs', as(secret))).status).toBe(429);
    expect(await usedOf(service, 'nat')).toEqual(before);
    expect((await service.get('/api/openapi.json', as(secret))).status).toBe(200);
    expect((await service.get('/api/health', as(secret))).status).toBe(200);
  });

  test('belong to the owner, whichever key is used, and to no other owner', async () => {
    const service = served({ requestsPerMinute: 2 });
    const [one, two] = [await keyOf(service, 'oli'), await keyOf(service, 'oli')];
    const other = await keyOf(service, 'pat');
    await service.get('/api/jobs', as(one.secret));
    await service.get('/api/jobs', as(two.secret));
    expect((await service.get('/api/jobs', as(one.secret))).status).toBe(429);
    expect((await service.get('/api/jobs', as(other.secret))).status).toBe(200);
  });

  test('hold for keys of API_KEYS too, and an admin may set them for an owner', async () => {
    const service = served();
    const put = await service.call('PUT', '/api/owners/quy/limits', {
      headers: { ...as(BOOT), 'content-type': 'application/json' },
      body: JSON.stringify({ requests_per_minute: 1 }),
    });
    expect(put.status).toBe(200);
    const ofQuy = api(database.url, {
      access: { mode: 'keys', keys: [{ owner: 'quy', key: BOOT }] },
      jobs: { limits: { ...NO_LIMITS, requestsPerMinute: 500 } },
    });
    expect((await ofQuy.get('/api/limits', as(BOOT))).headers.get('ratelimit-policy')).toBe(
      '"default";q=1;w=60',
    );
    expect((await ofQuy.get('/api/limits', as(BOOT))).status).toBe(429);
  });

  test('have none where the owner was given none', async () => {
    const service = served({ requestsPerMinute: 1 });
    const { secret } = await keyOf(service, 'ray');
    await service.call('PUT', '/api/owners/ray/limits', {
      headers: { ...as(BOOT), 'content-type': 'application/json' },
      body: JSON.stringify({ requests_per_minute: 'none' }),
    });
    for (let i = 0; i < 3; i++) {
      const answer = await service.get('/api/limits', as(secret));
      expect(answer.status).toBe(200);
      expect(answer.headers.get('ratelimit')).toBeNull();
    }
  });

  test('of one abusive key cost one statement at a time', async () => {
    const service = served({ requestsPerMinute: 5 });
    const { secret } = await keyOf(service, 'sue');
    const { db } = service.jobs;
    let [running, most] = [0, 0];
    const watched = api(database.url, {
      access,
      jobs: {
        limits: { ...NO_LIMITS, requestsPerMinute: 5 },
        db: new Proxy(db, {
          get: (target, name, receiver) =>
            name !== 'execute'
              ? Reflect.get(target, name, receiver)
              : async (statement: Parameters<typeof db.execute>[0]) => {
                  most = Math.max(most, ++running);
                  try {
                    return await target.execute(statement);
                  } finally {
                    running--;
                  }
                },
        }),
      },
    });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => watched.get('/api/nothing', as(secret))),
    );
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(35);
    expect(most).toBe(1);
  });
});

describe('what jobs and files may use', () => {
  const create = (service: Api, secret: string, symbols: string[], headers = {}) =>
    service.post('/api/jobs', { kind: 'stocks', input: { symbols } }, { ...as(secret), ...headers });

  test('unfinished jobs are counted before anything is published; a replay is no further job', async () => {
    const service = served({ unfinishedJobs: 1 });
    const { secret } = await keyOf(service, 'tom');
    const key = { 'idempotency-key': 'once' };
    expect((await create(service, secret, ['AAPL'], key)).status).toBe(202);
    expect((await create(service, secret, ['AAPL'], key)).status).toBe(202);
    const refused = await create(service, secret, ['MSFT']);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await problemOf(refused)).toMatchObject({ code: 'too_many_unfinished_jobs' });
    const { rows } = await service.jobs.db.execute(
      sql`select count(*)::int as n from jobs where owner = 'tom'`,
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('steps are counted by the day, and deleting a job gives none back', async () => {
    const service = served({ stepsPerDay: 3 });
    const { secret } = await keyOf(service, 'uma');
    const { id } = await json(await create(service, secret, ['AAPL', 'MSFT']));
    const refused = await create(service, secret, ['AAPL', 'MSFT']);
    expect(await problemOf(refused)).toMatchObject({
      code: 'steps_per_day_exceeded',
      detail: expect.stringMatching(
        /^2 of 3 steps of today are used, and this job has 2\. Come back at .+T00:00:0\dZ?/,
      ),
    });
    await service.post(`/api/jobs/${id}/cancel`, undefined, as(secret));
    const gone = await service.call('DELETE', `/api/jobs/${id}`, { headers: as(secret) });
    expect(gone.status).toBe(204);
    expect((await create(service, secret, ['AAPL', 'MSFT'])).status).toBe(429);
    expect(await json(await service.get('/api/limits', as(secret)))).toMatchObject({
      owner: 'uma',
      steps_per_day: { limit: 3, used: 2, is_own: false },
      unfinished_jobs: { limit: null, used: 0 },
    });
    expect((await create(service, secret, ['AAPL'])).status).toBe(202);
  });

  test('stored bytes are counted when a file is announced or sent', async () => {
    const service = served({ storedBytes: 100 });
    const { secret } = await keyOf(service, 'vic');
    const announce = (size: number) => service.post('/api/v1/documents', { name: 'a.pdf', size }, as(secret));
    expect((await announce(60)).status).toBe(201);
    const refused = await announce(41);
    expect(refused.status).toBe(429);
    expect(await problemOf(refused)).toMatchObject({
      code: 'storage_full',
      detail: expect.stringContaining('60 of 100'),
    });
    const sent = await service.call('POST', '/api/v1/process-pdf-async', {
      headers: { ...as(secret), 'content-type': 'application/pdf' },
      body: new TextEncoder().encode(`%PDF-1.7 ${'x'.repeat(60)}`),
    });
    expect(sent.status).toBe(429);
    expect((await announce(40)).status).toBe(201);
  });
});
