import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runStocks } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, faultsOf, json, problemOf } from './harness.ts';

const URL_ = 'https://hooks.example.com/unstuck';
const STOCKS = { kind: 'stocks', input: { symbols: ['AAPL'] } };

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url, { webhooks: { configured: true, allowLocal: false } });
});
afterAll(() => database.drop());

async function created(body: object = { ...STOCKS, callback_url: URL_ }): Promise<string> {
  const response = await service.post('/api/v1/jobs', body);
  expect(response.status).toBe(202);
  return String((await json(response))['id']);
}

describe('a callback_url', () => {
  test('stands on the job from the beginning', async () => {
    const untold = { url: URL_, status: 'pending', attempts: 0, last_error: null };
    const id = await created();
    expect(await json(await service.get(`/api/v1/jobs/${id}`))).toMatchObject({ webhook: untold });
    const accepted = await service.post('/api/v1/jobs', { ...STOCKS, callback_url: URL_ });
    expect(await json(accepted)).toMatchObject({ webhook: untold });
  });

  test('is taken by the original stock route too, and is no part of its input', async () => {
    const response = await service.post('/api/stocks/analyze-all-stocks', {
      symbols: ['AAPL'],
      callback_url: URL_,
    });
    expect(response.status).toBe(201);
    const { job_id } = await json(response);
    expect(await json(await service.get(`/api/jobs/${job_id}`))).toMatchObject({ webhook: { url: URL_ } });
  });

  test.each([
    ['http://hooks.example.com/', 'not_https'],
    ['https://10.0.0.8/', 'not_public'],
    ['https://localhost/', 'not_public'],
    ['https://ann:secret@example.com/', 'has_credentials'],
    ['https://example.com:25/', 'port_not_allowed'],
    ['hooks', 'invalid_url'],
  ])('%s is refused as %s', async (callback_url, code) => {
    for (const [path, body] of [
      ['/api/v1/jobs', { ...STOCKS, callback_url }],
      ['/api/stocks/analyze-all-stocks', { symbols: ['AAPL'], callback_url }],
    ] as const) {
      const response = await service.post(path, body);
      expect(response.status).toBe(422);
      expect(await faultsOf(response)).toEqual([`callback_url ${code}`]);
    }
  });

  test('that cannot be used is told together with every other fault', async () => {
    const response = await service.post('/api/v1/jobs', {
      kind: 'stocks',
      input: { symbols: ['???'], capital: -1 },
      callback_url: 'http://hooks.example.com/',
    });
    expect(response.status).toBe(422);
    expect((await faultsOf(response)).sort()).toEqual([
      'callback_url not_https',
      'input.capital too_low',
      'input.symbols.0 not_a_symbol',
    ]);
  });

  test('is refused where nothing can be signed, and the variable is named', async () => {
    const silent = api(database.url);
    const response = await silent.post('/api/v1/jobs', { ...STOCKS, callback_url: URL_ });
    expect(response.status).toBe(422);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code: 'webhook_not_configured' });
    expect(problem.detail).toContain('WEBHOOK_SECRET');
    expect((await silent.post('/api/v1/jobs', STOCKS)).status).toBe(202);
  });

  test('is part of the request: the same key with another one is refused', async () => {
    const headers = { 'Idempotency-Key': 'told' };
    const body = { ...STOCKS, callback_url: URL_ };
    const first = await service.post('/api/v1/jobs', body, headers);
    const again = await service.post('/api/v1/jobs', body, headers);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.text()).toBe(await first.text());
    for (const other of [STOCKS, { ...STOCKS, callback_url: `${URL_}/other` }]) {
      const response = await service.post('/api/v1/jobs', other, headers);
      expect((await problemOf(response)).code).toBe('idempotency_mismatch');
    }
  });
});

describe('a redelivery', () => {
  const redeliver = (id: string) => service.post(`/api/v1/jobs/${id}/webhook/redeliver`);

  test('of a finished job is accepted', async () => {
    const id = await created();
    await runStocks(service.jobs.db, id);
    const response = await redeliver(id);
    expect(response.status).toBe(202);
    expect(await json(response)).toMatchObject({ id, status: 'completed', webhook: { status: 'pending' } });
  });

  test('of an unfinished job, of one that tells nobody, and of none is refused', async () => {
    const unfinished = await redeliver(await created());
    expect([unfinished.status, (await problemOf(unfinished)).code]).toEqual([409, 'not_finished']);
    const silent = await redeliver(await created(STOCKS));
    expect([silent.status, (await problemOf(silent)).code]).toEqual([409, 'no_callback_url']);
    expect((await redeliver('job_nothing')).status).toBe(404);
  });
});
