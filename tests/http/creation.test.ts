import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStocks } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, problemOf } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const STOCKS = { kind: 'stocks', input: { symbols: ['aapl', ' ^gspc ', 'AAPL'] } };

/** Takes a job through its life and into another, so that nothing stands as it was accepted. */
async function live(id: string): Promise<void> {
  await runStocks(service.jobs.db, id);
  await service.post(`/api/jobs/${id}/retry?all=true`);
  await service.jobs.db.execute(
    sql`update jobs set deadline_at = deadline_at + interval '1 day' where id = ${id}`,
  );
}

async function count(): Promise<number> {
  const { rows } = await service.jobs.db.execute<{ count: number }>(
    sql`select count(*)::int as count from jobs`,
  );
  return rows[0]?.count ?? -1;
}

describe('a job that is asked for', () => {
  test.each(['/api/jobs', '/api/v1/jobs'])('at %s is accepted as it will be found', async (path) => {
    const response = await service.post(path, STOCKS);
    expect(response.status).toBe(202);
    const job = await json(response);
    const self = `/api/v1/jobs/${job['id']}`;
    expect(response.headers.get('location')).toBe(self);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('idempotency-replayed')).toBeNull();
    expect(job).toEqual({
      id: expect.stringMatching(/^job_[0-9a-z]{22}$/),
      kind: 'stocks',
      status: 'queued',
      progress: { percent: 0, total: 2, completed: 0, failed: 0, stage: 'analyze', eta_seconds: null },
      epoch: 1,
      source: 'api',
      name: null,
      tags: [],
      again_of: null,
      error: null,
      cancelled_by: null,
      cancel_reason: null,
      waits: null,
      watchdog: null,
      usage: { messages: 0, round_trips: 0, function_ms: 0, cost_usd: 0 },
      webhook: null,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      started_at: null,
      completed_at: null,
      deadline_at: expect.any(String),
      links: {
        self,
        steps: `${self}/steps`,
        slices: `${self}/slices`,
        result: `${self}/result`,
        cancel: `${self}/cancel`,
        retry: `${self}/retry`,
      },
    });
    const found = await json(await service.get(self));
    const { input, input_truncated, waits, watchdog, ...same } = found;
    expect({ ...same, usage: null, deadline_at: null }).toEqual({
      ...Object.fromEntries(Object.entries(job).filter(([name]) => name in same)),
      ...{ usage: null, deadline_at: null },
    });
    expect([input, input_truncated]).toEqual([
      expect.objectContaining({ symbols: ['AAPL', '^GSPC'] }),
      false,
    ]);
    expect(waits).toMatchObject({ code: 'first_slice' });
    expect(watchdog).not.toBeNull();
    const drift = Date.parse(String(found['deadline_at'])) - Date.parse(String(job['deadline_at']));
    expect(Math.abs(drift)).toBeLessThan(50);
    expect(found['usage']).toMatchObject({ messages: 2, round_trips: 2, cost_usd: 0.00002 });
  });

  test('keeps the deadline it was given', async () => {
    const job = await json(await service.post('/api/jobs', { ...STOCKS, deadline_seconds: 120 }));
    expect(Date.parse(String(job['deadline_at'])) - Date.parse(String(job['created_at']))).toBe(120_000);
  });

  test('in the words of the original answers as the original did', async () => {
    const path = '/api/stocks/analyze-all-stocks';
    const response = await service.post(path, { symbols: ['TCS', 'TCS.NS', 'infy.ns'], capital: 5000 });
    expect(response.status).toBe(201);
    const body = await json(response);
    expect(body).toEqual({
      job_id: expect.stringMatching(/^job_/),
      status: 'queued',
      dispatched: true,
      count: 3,
      capital: 5000,
      // A bare symbol may be another security: whether it is one with TCS.NS is known once it is looked up.
      symbols: ['TCS', 'TCS.NS', 'INFY.NS'],
    });
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${body['job_id']}`);
    expect(await json(await service.post(path, { symbols: ['AAPL'] }))).toMatchObject({ capital: 100_000 });
  });
});

describe('the same request under the same Idempotency-Key', () => {
  test.each([
    ['/api/jobs', 202, STOCKS],
    ['/api/stocks/analyze-all-stocks', 201, { symbols: ['AAPL', 'UNKNOWN'], capital: 7 }],
  ])(
    'at %s gets the first answer byte for byte, whatever has become of the job',
    async (path, status, body) => {
      const headers = { 'idempotency-key': `key-of-${status}` };
      const first = await service.post(path, body, headers);
      const text = await first.text();
      const parsed: Record<string, unknown> = JSON.parse(text);
      await live(String(parsed['id'] ?? parsed['job_id']));
      const before = await count();

      const again = await service.post(path, body, headers);
      expect(await again.text()).toBe(text);
      expect(again.status).toBe(status);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(first.headers.get('idempotency-replayed')).toBeNull();
      for (const name of ['location', 'retry-after', 'content-type']) {
        expect(again.headers.get(name)).toBe(first.headers.get(name));
      }
      expect(await count()).toBe(before);
    },
  );

  test('in other words is still the same request', async () => {
    const headers = { 'idempotency-key': 'same' };
    await service.post('/api/jobs', { kind: 'stocks', input: { symbols: ['AAPL'] } }, headers);
    const spelled = { kind: 'stocks', input: { capital: 100_000, symbols: [' aapl'] } };
    const again = await service.post('/api/v1/jobs', spelled, headers);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test('with another body is 422 and creates nothing', async () => {
    const headers = { 'idempotency-key': 'other' };
    await service.post('/api/jobs', STOCKS, headers);
    const before = await count();
    const response = await service.post('/api/jobs', { ...STOCKS, input: { symbols: ['MSFT'] } }, headers);
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ code: 'idempotency_mismatch' });
    expect(await count()).toBe(before);
  });

  test('of another owner is another request', async () => {
    const key = 'uk_bob_0123456789abcdef';
    const bob = api(database.url, { access: { mode: 'keys', keys: [{ owner: 'bob', key }] } });
    const headers = { 'idempotency-key': 'shared' };
    const mine = await json(await service.post('/api/jobs', STOCKS, headers));
    const theirs = await bob.post('/api/jobs', STOCKS, { ...headers, authorization: `Bearer ${key}` });
    expect(theirs.status).toBe(202);
    expect((await json(theirs))['id']).not.toBe(mine['id']);
  });
});
