import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { analyze, getJson, postJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack({ MARKET_DATA: 'sample' });
});
afterAll(() => stack.stop());

const resultSchema = z.object({
  data: z.array(z.looseObject({ ticker: z.string() })),
  errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  disclaimer: z.string(),
});

describe('the call of the original documents', () => {
  test('creates a job whose true results come out', async () => {
    const response = await postJson(`${stack.url}/api/stocks/analyze-all-stocks`, {
      symbols: ['AAPL', '^GSPC'],
      capital: 100_000,
    });
    expect(response.status).toBe(201);
    const created = z.looseObject({ job_id: z.string() }).parse(await response.json());
    expect(created).toEqual({
      job_id: created.job_id,
      status: 'queued',
      dispatched: true,
      count: 2,
      capital: 100_000,
      symbols: ['AAPL', '^GSPC'],
    });

    const job = await untilEnded(stack.url, created.job_id);
    expect(job).toMatchObject({
      status: 'completed',
      error: null,
      progress: { percent: 100, completed: 2, failed: 0 },
    });

    const result = resultSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${created.job_id}/result`));
    const gspc = result.data.find(({ ticker }) => ticker === '^GSPC');
    expect(gspc).toMatchObject({ data_source: 'sample', stale: true, currency: 'USD', as_of: '2020-04-17' });
    expect(gspc?.['provenance']).toContain('vega-datasets');
    expect(gspc?.['votes']).toHaveLength(31);
    expect(result.disclaimer).toContain('not investment advice');

    const history = await getJson(`${stack.url}/api/analysis-history/AAPL`);
    expect(history).toMatchObject({
      symbol: 'AAPL',
      history: [{ ticker: 'AAPL', job_id: created.job_id, analysis_source: 'api', data_source: 'sample' }],
    });
  });

  test('needs no capital', async () => {
    const response = await postJson(`${stack.url}/api/stocks/analyze-all-stocks`, { symbols: ['AAPL'] });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ capital: 100_000, count: 1 });
  });

  test('with a symbol that does not exist fails that step and no other', async () => {
    const response = await postJson(`${stack.url}/api/stocks/analyze-all-stocks`, {
      symbols: ['AAPL', 'NOSUCH'],
    });
    const { job_id } = z.object({ job_id: z.string() }).parse(await response.json());
    const job = await untilEnded(stack.url, job_id);
    expect(job).toMatchObject({
      status: 'completed_with_errors',
      progress: { percent: 100, completed: 1, failed: 1 },
    });
    const result = resultSchema.parse(await getJson(`${stack.url}/api/v1/jobs/${job_id}/result`));
    expect(result.errors).toMatchObject([{ key: 'NOSUCH', code: 'unknown_symbol' }]);
  });

  test('is deleted by a request without a body, and is gone', async () => {
    const response = await postJson(`${stack.url}/api/stocks/analyze-all-stocks`, { symbols: ['AAPL'] });
    const { job_id } = z.object({ job_id: z.string() }).parse(await response.json());
    await untilEnded(stack.url, job_id);
    const url = `${stack.url}/api/v1/jobs/${job_id}`;
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(204);
    expect((await fetch(url)).status).toBe(404);
  });

  test('shows progress under both of its URLs', async () => {
    for (const path of [
      '/api/all-stocks/progress',
      '/api/stocks/all-stocks/progress',
      '/api/v1/all-stocks/progress',
    ]) {
      expect(await getJson(stack.url + path)).toMatchObject({
        is_analyzing: expect.any(Boolean),
        jobs: expect.any(Array),
      });
    }
  });
});

describe('bad input', () => {
  const cases: [string, unknown][] = [
    ['capital 0', { symbols: ['AAPL'], capital: 0 }],
    ['negative capital', { symbols: ['AAPL'], capital: -5 }],
    ['an unknown field', { symbols: ['AAPL'], capitol: 5 }],
    ['a symbol with control characters', { symbols: ['AA\u0000PL'] }],
    ['10,001 symbols', { symbols: Array.from({ length: 10_001 }, (_, i) => `S${i}`) }],
    ['no universe', { symbols: [] }],
    ['no symbols', {}],
  ];
  test.each(cases)('%s is refused with a fault that names it, and creates nothing', async (_, body) => {
    const before = await getJson(`${stack.url}/api/v1/jobs?limit=1`);
    const response = await postJson(`${stack.url}/api/stocks/analyze-all-stocks`, body);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = z.object({ code: z.string(), errors: z.array(z.object({ path: z.string() })).min(1) });
    problem.parse(await response.json());
    expect(await getJson(`${stack.url}/api/v1/jobs?limit=1`)).toEqual(before);
  });

  test('all faults come at once', async () => {
    const response = await postJson(`${stack.url}/api/v1/jobs`, {
      kind: 'stocks',
      input: { symbols: ['A B', 'AAPL'], capital: 0, risk_percent: 200 },
    });
    const { errors } = z
      .object({ errors: z.array(z.object({ path: z.string() })) })
      .parse(await response.json());
    expect(errors.map(({ path }) => path).sort()).toEqual([
      'input.capital',
      'input.risk_percent',
      'input.symbols.0',
    ]);
  });

  test('1e400, NaN and malformed JSON are 4xx', async () => {
    const post = (body: string, type = 'application/json') =>
      fetch(`${stack.url}/api/stocks/analyze-all-stocks`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    expect((await post('{"symbols":["AAPL"],"capital":1e400}')).status).toBe(422);
    expect((await post('{"symbols":["AAPL"],"capital":NaN}')).status).toBe(400);
    expect((await post('{"symbols":')).status).toBe(400);
    expect((await post('symbols=AAPL', 'text/plain')).status).toBe(415);
    expect((await post(`{"symbols":["${'A'.repeat(5_000_000)}"]}`)).status).toBe(413);
  });
});

describe('health', () => {
  test('is proven by the first job', async () => {
    const own = await startTestStack({ MARKET_DATA: 'sample' }, { build: false });
    await untilEnded(own.url, await analyze(own.url, ['AAPL']));
    await vi.waitFor(
      async () =>
        expect(await getJson(`${own.url}/api/v1/health?fresh=true`)).toMatchObject({
          status: 'ok',
          parts: { callback: 'ok' },
          callback_seen_at: expect.any(String),
        }),
      { timeout: 15_000, interval: 200 },
    );
    await own.stop();
  });

  test('names the queue when the queue is down', async () => {
    const own = await startTestStack({ MARKET_DATA: 'sample' }, { build: false });
    expect(await getJson(`${own.url}/api/v1/health`)).toMatchObject({
      status: 'degraded',
      parts: { callback: 'unproven', queue: 'ok' },
    });
    await own.qstash?.stop();
    const response = await fetch(`${own.url}/api/health?fresh=true`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      parts: { queue: 'down', keys: 'unknown', database: 'ok' },
    });
    const refused = await postJson(`${own.url}/api/stocks/analyze-all-stocks`, { symbols: ['AAPL'] });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'queue_unavailable' });
    expect(await getJson(`${own.url}/api/v1/jobs`)).toMatchObject({ data: [] });
    await own.stop();
  });

  test('names the database when the database is down', async () => {
    const own = await startTestStack({ MARKET_DATA: 'sample' }, { build: false });
    await own.neon.stop();
    const response = await fetch(`${own.url}/api/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      parts: { database: 'down', schema: 'unknown', queue: 'ok' },
    });
    const refused = await postJson(`${own.url}/api/stocks/analyze-all-stocks`, { symbols: ['AAPL'] });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'database_unavailable' });
    await sleep(10);
    await own.stop();
  });
});
