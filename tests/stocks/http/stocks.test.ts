import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, faultsOf, json } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { insertJob, insertResult } from './seed.ts';

const HOUR = 3_600_000;

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const ago = (ms: number) => new Date(Date.now() - ms);

describe('progress over all stock jobs', () => {
  test('is nothing when there are none', async () => {
    expect(await json(await service.get('/api/all-stocks/progress'))).toEqual({
      is_analyzing: false,
      total: 0,
      completed: 0,
      successful: 0,
      failed: 0,
      percentage: 0,
      estimated_time_remaining: null,
      jobs: [],
    });
  });

  test('counts the unfinished and those that ended within the last hour, and nobody else’s', async () => {
    const { db } = service.jobs;
    const started = { status: 'processing', startedAt: ago(10_000) };
    await insertJob(db, {
      id: 'job_1running',
      ...started,
      total: 10,
      done: 4,
      failed: 1,
      stageTotal: 10,
      stageLeft: 5,
    });
    const ended = { status: 'completed_with_errors', total: 4, done: 3, failed: 1, stageLeft: 0 };
    await insertJob(db, { id: 'job_2lately', ...ended, completedAt: ago(HOUR / 2) });
    await insertJob(db, { id: 'job_3longago', ...ended, completedAt: ago(2 * HOUR) });
    await insertJob(db, { id: 'job_4other', ...started, kind: 'document' });
    await insertJob(db, { id: 'job_5foreign', ...started, owner: 'bob' });
    for (const path of [
      '/api/all-stocks/progress',
      '/api/stocks/all-stocks/progress',
      '/api/v1/all-stocks/progress',
    ]) {
      const { estimated_time_remaining, ...rest } = await json(await service.get(path));
      expect(rest).toEqual({
        is_analyzing: true,
        total: 14,
        completed: 9,
        successful: 7,
        failed: 2,
        percentage: 64,
        jobs: [
          {
            job_id: 'job_1running',
            status: 'processing',
            progress_percent: 50,
            total: 10,
            completed: 5,
            successful: 4,
            errors_count: 1,
          },
          {
            job_id: 'job_2lately',
            status: 'completed_with_errors',
            progress_percent: 100,
            total: 4,
            completed: 4,
            successful: 3,
            errors_count: 1,
          },
        ],
      });
      expect(Number(estimated_time_remaining)).toBeGreaterThanOrEqual(10);
      expect(Number(estimated_time_remaining)).toBeLessThanOrEqual(12);
    }
  });

  test('estimates nothing while an unfinished job has no rate', async () => {
    await insertJob(service.jobs.db, { id: 'job_6queued' });
    expect(await json(await service.get('/api/all-stocks/progress'))).toMatchObject({
      estimated_time_remaining: null,
    });
  });

  test('shows at most a hundred jobs, the unfinished before the ended', async () => {
    const fresh = await freshDatabase();
    const own = api(fresh.url);
    const done = { status: 'completed', total: 1, done: 1, stageLeft: 0 };
    await insertJob(own.jobs.db, { id: 'job_000queued' });
    for (let i = 100; i < 205; i++)
      await insertJob(own.jobs.db, { id: `job_${i}`, ...done, completedAt: ago(i) });
    const { jobs } = z
      .object({ jobs: z.array(z.object({ job_id: z.string() })) })
      .parse(await json(await own.get('/api/all-stocks/progress')));
    expect(jobs).toHaveLength(100);
    expect(jobs[0]?.job_id).toBe('job_000queued');
    await fresh.drop();
  });
});

describe('the history of a symbol', () => {
  test('is newest first, with everything that the original had and where it comes from', async () => {
    const { db } = service.jobs;
    await insertJob(db, { id: 'job_h1' });
    await insertJob(db, { id: 'job_h2' });
    const plan = { verdict: 'Buy', entry: 10, stop: 8, target: 13, riskReward: 1.5, shares: 7 };
    await insertResult(db, { jobId: 'job_h1', ticker: 'TCS.NS', completedAt: ago(2000), ...plan });
    await insertResult(db, {
      jobId: 'job_h2',
      ticker: 'TCS.NS',
      completedAt: ago(1000),
      asOf: '2026-11-21',
      dataSource: 'sample',
      stale: true,
    });
    await insertResult(db, { jobId: 'job_h2', ticker: 'TCS.BO', completedAt: ago(3000) });
    await insertResult(db, { jobId: 'job_h1', ticker: 'TCSX', completedAt: ago(1) });
    const bare = await json(await service.get('/api/analysis-history/tcs'));
    const found = z.array(z.looseObject({ ticker: z.string(), job_id: z.string() })).parse(bare['history']);
    expect(bare['symbol']).toBe('TCS');
    expect(bare['disclaimer']).toMatch(/not investment advice/);
    expect(found.map(({ ticker, job_id }) => `${ticker} ${job_id}`)).toEqual([
      'TCS.NS job_h2',
      'TCS.BO job_h2',
      'TCS.NS job_h1',
    ]);
    expect(bare['next_cursor']).toBeNull();
    expect(found[0]).toMatchObject({
      data_source: 'sample',
      stale: true,
      entry: null,
      stop: null,
      target: null,
    });
    expect(found[2]).toEqual({
      ticker: 'TCS.NS',
      symbol: 'TCS',
      name: null,
      exchange: null,
      currency: 'USD',
      won: null,
      verdict: 'Buy',
      score: 50,
      rating: 0,
      strategy: 'balanced',
      evidence: null,
      close: 10.5,
      entry: 10,
      stop: 8,
      target: 13,
      risk_reward: 1.5,
      shares: 7,
      ...{ shares_reason: null, volume: null, volume_share_percent: null },
      ...{ turnover: null, turnover_currency: 'USD' },
      bars: 300,
      partial: false,
      job_id: 'job_h1',
      analysis_source: 'api',
      data_source: 'yahoo',
      stale: false,
      interval: '1d',
      as_of: '2026-11-20',
      started_at: expect.stringMatching(/Z$/),
      completed_at: expect.stringMatching(/Z$/),
      created_at: expect.stringMatching(/Z$/),
    });
  });

  test('of a full ticker is that of its exchange alone', async () => {
    const { symbol, history } = await json(await service.get('/api/analysis/history/TCS.BO?limit=1'));
    expect(symbol).toBe('TCS.BO');
    expect(history).toMatchObject([{ ticker: 'TCS.BO' }]);
  });

  test('finds an index by its name, which needs escaping', async () => {
    await insertResult(service.jobs.db, { jobId: 'job_h1', ticker: '^GSPC' });
    expect(await json(await service.get('/api/analysis-history/%5EGSPC'))).toMatchObject({
      symbol: '^GSPC',
      history: [{ ticker: '^GSPC' }],
    });
  });

  test('of what was never analyzed, or by another owner, is empty', async () => {
    await insertJob(service.jobs.db, { id: 'job_h3', owner: 'bob' });
    await insertResult(service.jobs.db, { jobId: 'job_h3', ticker: 'BOBS', owner: 'bob' });
    for (const symbol of ['NEVER', 'BOBS']) {
      expect(await json(await service.get(`/api/analysis-history/${symbol}`))).toMatchObject({
        symbol,
        history: [],
      });
    }
  });

  test('has one result for a day, and with all=true every job’s own, in pages of fifty', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString().slice(0, 10);
    for (let i = 0; i < 60; i++) {
      await insertJob(service.jobs.db, { id: `job_many${i}` });
      await insertResult(service.jobs.db, {
        jobId: `job_many${i}`,
        ticker: 'M-OF-TWENTY-FOUR-SIGNS.N',
        asOf: day(1 + (i % 55)),
      });
    }
    const read = async (query: string) => {
      const lengths: number[] = [];
      const seen = new Set<string>();
      for (let cursor: string | null = ''; cursor !== null; ) {
        const answer = await service.get(
          `/api/analysis-history/M-OF-TWENTY-FOUR-SIGNS.N?${query}&cursor=${cursor}`.replace(/&cursor=$/, ''),
        );
        const { history, next_cursor } = z
          .object({ history: z.array(z.object({ job_id: z.string() })), next_cursor: z.string().nullable() })
          .parse(await json(answer));
        for (const { job_id } of history) seen.add(job_id);
        lengths.push(history.length);
        cursor = next_cursor;
      }
      return [seen.size, ...lengths];
    };
    expect(await read('')).toEqual([55, 50, 5]);
    expect(await read('limit=200')).toEqual([55, 55]);
    expect(await read('all=true')).toEqual([60, 50, 10]);
  });

  test.each([
    ['cursor=%21', 'cursor wrong_cursor'],
    [`cursor=${Buffer.from('2026-13-45 TCS').toString('base64url')}`, 'cursor wrong_cursor'],
    [`cursor=${Buffer.from('2026-11-20 TCS').toString('base64url')}&all=true`, 'cursor wrong_cursor'],
    [`cursor=${Buffer.from('1795190400000 job_1 TCS').toString('base64url')}`, 'cursor wrong_cursor'],
    ['limit=201', 'limit too_high'],
    ['all=yes', 'all not_one_of'],
  ])('refuses %s', async (query, fault) => {
    const response = await service.get(`/api/analysis-history/TCS?${query}`);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toEqual([fault]);
  });
});

describe('the latest result of each ticker', () => {
  test('comes in numbered pages', async () => {
    const fresh = await freshDatabase();
    const own = api(fresh.url);
    await insertJob(own.jobs.db, { id: 'job_a' });
    for (const ticker of ['CCC', 'AAA', 'BBB']) await insertResult(own.jobs.db, { jobId: 'job_a', ticker });
    const page = async (n: number) =>
      json(await own.get(`/api/stocks/all-stocks/results?page=${n}&per_page=2`));
    expect(await page(1)).toMatchObject({
      results: [{ ticker: 'AAA' }, { ticker: 'BBB' }],
      count: 2,
      total: 3,
      page: 1,
      per_page: 2,
      total_pages: 2,
      disclaimer: expect.stringMatching(/not investment advice/),
    });
    expect(await page(2)).toMatchObject({ results: [{ ticker: 'CCC' }], count: 1 });
    expect(await page(3)).toMatchObject({ results: [], count: 0, total: 3, total_pages: 2 });
    await fresh.drop();
  });
});
