import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertJob } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { api, json, NOWHERE, problemOf } from './harness.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const ANN = 'uk_ann_0123456789abcdef';
const BOB = 'uk_bob_0123456789abcdef';
const keys = [
  { owner: 'ann', key: ANN },
  { owner: 'bob', key: BOB },
];

describe('with API keys', () => {
  test('an owner sees only its own jobs', async () => {
    const service = api(database.url, { access: { mode: 'keys', keys } });
    await insertJob(service.jobs.db, { id: 'job_ofann' });
    const as = (key: string) => ({ authorization: `Bearer ${key}` });
    expect((await service.get('/api/jobs/job_ofann', as(ANN))).status).toBe(200);
    expect((await service.get('/api/jobs/job_ofann', as(BOB))).status).toBe(404);
    expect(await json(await service.get('/api/jobs', as(BOB)))).toEqual({ data: [], next_cursor: null });
    for (const [method, rest] of [
      ['POST', '/cancel'],
      ['POST', '/retry'],
      ['DELETE', ''],
      ['GET', '/steps'],
      ['GET', '/result'],
    ] as const) {
      const response = await service.call(method, `/api/jobs/job_ofann${rest}`, { headers: as(BOB) });
      expect(response.status).toBe(404);
    }
    expect(service.lines.find(({ event }) => event === 'request')?.fields).toMatchObject({ owner: 'ann' });
  });

  test.each([
    ['no key', {}],
    ['an unknown key', { authorization: 'Bearer uk_eve_0123456789abcdef' }],
    ['a part of a key', { authorization: `Bearer ${ANN.slice(0, -1)}` }],
    ['another scheme', { authorization: `Basic ${ANN}` }],
    ['an empty key', { authorization: 'Bearer ' }],
  ])('%s is 401, on this machine too', async (_, headers) => {
    const service = api(database.url, { access: { mode: 'keys', keys } });
    const response = await service.get('/api/jobs', headers);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await problemOf(response)).toMatchObject({ code: 'unauthorized' });
  });

  test('no key reaches the log', async () => {
    const service = api(NOWHERE, { access: { mode: 'keys', keys } });
    await service.get('/api/nothing', { authorization: `Bearer ${ANN}` });
    expect(JSON.stringify(service.lines)).not.toContain(ANN);
  });
});

describe('without API keys', () => {
  test.each(['http://localhost:3000', 'http://127.0.0.1', 'http://127.8.8.8:1', 'http://[::1]:3000'])(
    'this machine may call as %s',
    async (origin) => {
      const service = api(database.url);
      expect((await service.call('GET', '/api/openapi.json', { origin })).status).toBe(200);
    },
  );

  test.each([
    'http://example.org',
    'http://localhost.example.org',
    'http://127.0.0.1.nip.io',
    'http://192.168.1.2:3000',
  ])('nobody may call by the name %s', async (origin) => {
    const service = api(NOWHERE);
    const response = await service.call('GET', '/api/jobs', { origin });
    expect(response.status).toBe(403);
    expect(await problemOf(response)).toMatchObject({ code: 'loopback_only' });
  });
});

describe('a deployment that is not set up', () => {
  const everything = [
    '/api/jobs',
    '/api/tasks',
    '/api/platforms',
    '/api/stocks/all-stocks/results',
    '/api/openapi.json',
    '/api/nothing',
  ];

  test('answers 503 access_not_configured without keys', async () => {
    const service = api(NOWHERE, { access: { mode: 'closed' } });
    for (const path of everything) {
      const response = await service.get(path);
      expect(response.status).toBe(503);
      expect(await problemOf(response)).toMatchObject({ code: 'access_not_configured' });
    }
  });

  test('names what is missing in its configuration', async () => {
    const configProblems = [
      { name: 'DATABASE_URL', reason: 'is not set', remedy: 'Connect Neon.', severity: 'broken' },
      { name: 'CRON_SECRET', reason: 'is not set', remedy: 'Make one.', severity: 'degraded' },
      { name: 'APP_URL', reason: 'is not set', remedy: 'Set it.', severity: 'broken' },
    ] as const;
    const service = api(NOWHERE, { configProblems });
    for (const path of everything) {
      const response = await service.get(path);
      expect(response.status).toBe(503);
      const problem = await problemOf(response);
      expect(problem).toMatchObject({
        code: 'configuration_missing',
        detail: 'DATABASE_URL is not set. Connect Neon. APP_URL is not set. Set it.',
      });
      expect(problem.errors).toContainEqual({
        path: 'APP_URL',
        code: 'configuration_missing',
        message: 'APP_URL is not set. Set it.',
      });
    }
  });
});
