import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../dev/neon/intercept.ts';
import { type NeonServer, startNeon } from '../../dev/neon/server.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { connect } from '../../lib/db/client.ts';
import { jobs } from '../../lib/jobs/db-schema.ts';
import { beforeTransactions } from '../support/before-transactions.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, problemOf } from './harness.ts';

const MARKER = 'marker-4711';

let fresh: FreshDatabase;
let neon: NeonServer;
let service: Api;
let fault: Fault | undefined;
let requests = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  const url = new URL(fresh.directUrl);
  neon = await startNeon({
    postgres: { host: url.hostname, port: Number(url.port) },
    intercept: () => {
      requests++;
      return fault;
    },
  });
  url.port = String(neon.port);
  const db = connect({ url: url.href, applicationName: 'unstuck-test', timeoutMs: 10_000 });
  const clock = { ...systemClock, sleep: async () => {} };
  service = api(url.href, { jobs: { db, clock, random: () => 0 } });
});
afterAll(async () => {
  await neon.stop();
  await fresh.drop();
});
beforeEach(() => {
  fault = undefined;
  service.lines.length = 0;
});

const create = () => service.post('/api/v1/stocks/analyze-all-stocks', { symbols: ['AAPL'] });
const jobId = async () => String((await json(await create()))['job_id']);
const begin = () => service.post('/api/v1/documents', { name: `${MARKER}.pdf`, size: 9 });

const ACTIONS: Record<string, () => Promise<() => Promise<Response>>> = {
  'a creation': async () => create,
  'a retry': async () => {
    const id = await jobId();
    return () => service.post(`/api/v1/jobs/${id}/retry`);
  },
  'a cancellation': async () => {
    const id = await jobId();
    return () => service.post(`/api/v1/jobs/${id}/cancel`);
  },
  'a read': async () => {
    const id = await jobId();
    return () => service.get(`/api/v1/jobs/${id}`);
  },
  'a list': async () => () => service.get('/api/v1/jobs'),
  'the begin of an upload': async () => begin,
  'a part of an upload': async () => {
    const { id } = await json(await begin());
    const headers = { 'content-type': 'application/octet-stream' };
    const body = new TextEncoder().encode(MARKER.slice(0, 9));
    return () => service.call('PUT', `/api/v1/documents/${id}/parts/1`, { headers, body });
  },
  'a watchlist': async () => () => service.post('/api/v1/watchlist', { symbol: 'TCS.NS' }),
};

const CASES: Record<string, { fault: Fault; code: string; names: RegExp }> = {
  'a spent quota': { fault: 'quota', code: 'database_quota_exceeded', names: /Neon's console \(Billing\)/ },
  'a disabled compute': {
    fault: 'disabled',
    code: 'database_disabled',
    names: /Enable it in Neon's console/,
  },
  'a full disk': { fault: { refused: '53100' }, code: 'database_full', names: /no space left/ },
  'a wrong password': { fault: { refused: '28P01' }, code: 'database_unauthorized', names: /DATABASE_URL/ },
  'a wrong password, told by the proxy': {
    fault: { refused: '28P01', status: 500 },
    code: 'database_unauthorized',
    names: /DATABASE_URL/,
  },
  'an unknown role': { fault: { refused: '28000' }, code: 'database_unauthorized', names: /role/ },
  'an unknown database': {
    fault: { refused: '3D000' },
    code: 'database_unauthorized',
    names: /database is wrong/,
  },
  'too many connections': { fault: { refused: '53300' }, code: 'database_busy', names: /pooled/ },
  'too many connections, told by the proxy': {
    fault: { refused: '53300', status: 500 },
    code: 'database_busy',
    names: /pooled/,
  },
  'a read-only server': { fault: { refused: '25006' }, code: 'database_read_only', names: /primary compute/ },
  'no right to a table': { fault: { refused: '42501' }, code: 'database_permission_denied', names: /grant/ },
  'a missing table': { fault: { refused: '42P01' }, code: 'schema_outdated', names: /db:migrate/ },
  'a missing column': { fault: { refused: '42703' }, code: 'schema_outdated', names: /db:migrate/ },
  'a missing function': { fault: { refused: '42883' }, code: 'schema_outdated', names: /db:migrate/ },
};

const matrix = Object.keys(ACTIONS).flatMap((action) =>
  Object.keys(CASES).map((name) => [action, name] as const),
);

describe('what the database refuses', () => {
  test.each(matrix)('of %s: %s is 503 with its own code and remedy', async (action, name) => {
    const act = await ACTIONS[action]?.();
    const wanted = CASES[name];
    if (!act || !wanted) throw new Error('no such case');
    fault = wanted.fault;
    requests = 0;
    const answer = await act();
    expect(answer.status).toBe(503);
    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ code: wanted.code, detail: expect.stringMatching(wanted.names) });
    // A creation that finds no stored function sends its text instead, once.
    const sentAgain =
      wanted.code === 'database_busy' || `${action}: ${name}` === 'a creation: a missing function';
    expect(requests > 1).toBe(sentAgain);
    const line = service.lines.find(({ event }) => event === 'service_fault');
    expect(line?.fields).toMatchObject({ code: wanted.code, request: problem.request_id });
  });

  test('of the one statement that writes is no doubt: nothing was created', async () => {
    let first = true;
    const stored = () => service.jobs.db.select({ id: jobs.id }).from(jobs).orderBy(jobs.id);
    const before = await stored();
    const failing = beforeTransactions(service.jobs.db, async () => {
      fault = first ? undefined : { refused: '53100' };
      first = false;
    });
    const answer = await api(fresh.url, { jobs: { db: failing } }).post('/api/v1/stocks/analyze-all-stocks', {
      symbols: ['AAPL'],
    });
    expect(await problemOf(answer)).toMatchObject({
      code: 'database_full',
      detail: expect.stringContaining('Nothing was changed'),
    });
    fault = undefined;
    expect(await stored()).toEqual(before);
  });
});

describe('bound values', () => {
  const mention = () => JSON.stringify(service.lines);

  test.each<[string, Fault]>([
    ['a refusal', { refused: '42P01' }],
    ['an outage', 'refuse'],
    ['a spent quota', 'quota'],
  ])('reach no log, and no answer, of %s', async (_, played) => {
    fault = played;
    const headers = { 'Idempotency-Key': MARKER };
    const answers = [
      await service.post('/api/v1/stocks/analyze-all-stocks', { symbols: [MARKER.toUpperCase()] }, headers),
      await begin(),
      await service.post('/api/v1/watchlist', { symbol: MARKER.toUpperCase() }),
      await service.get(`/api/v1/analysis-history/${MARKER}`),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      const text = (await answer.text()).toLowerCase();
      // In doubt, the answer says what to look for.
      if (!text.includes('outcome_unknown')) expect(text).not.toContain(MARKER);
    }
    const logged = service.lines.filter(({ event }) => event !== 'request');
    expect(JSON.stringify(logged).toLowerCase()).not.toContain(MARKER);
  });

  test('reach no log when a statement is refused for its own fault', async () => {
    const broken = api(fresh.url, {
      submit: async () => {
        await service.jobs.db.execute(sql`select ${MARKER}::int`);
        throw new Error('not reached');
      },
    });
    const answer = await broken.post('/api/v1/stocks/analyze-all-stocks', { symbols: ['AAPL'] });
    expect(answer.status).toBe(500);
    const logged = JSON.stringify(broken.lines);
    expect(logged).toContain('22P02');
    expect(logged + (await answer.text()) + mention()).not.toContain(MARKER);
  });
});
