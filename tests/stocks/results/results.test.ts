import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../../lib/db/client.ts';
import { stockRaw } from '../../../lib/stocks/db-schema.ts';
import { historyByDay, historyOfJobs } from '../../../lib/stocks/results/history.ts';
import { recentStockJobs } from '../../../lib/stocks/results/jobs.ts';
import { latestOfEach } from '../../../lib/stocks/results/latest.ts';
import { packBars } from '../../../lib/stocks/results/packed-bars.ts';
import { resultsOf, resultsWithBars } from '../../../lib/stocks/results/results.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { database } from '../../support/jobs.ts';
import { insertJob, insertResult } from '../http/seed.ts';

let fresh: FreshDatabase;
let db: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  db = database(fresh.url);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await db.execute(sql`delete from jobs`);
  for (const id of ['job_a', 'job_b', 'job_c']) await insertJob(db, { id });
});

const ALL = { offset: 0, limit: 100 };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

describe('the latest result of a ticker', () => {
  test('is a live one before a sample or simulated one, however new that is', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL', asOf: '2020-01-01', completedAt: at(0) });
    const stale = { stale: true, dataSource: 'simulated', asOf: '2026-11-20' };
    await insertResult(db, { jobId: 'job_b', ticker: 'AAPL', ...stale, completedAt: at(1) });
    const { results, total } = await latestOfEach(db, 'ann', ALL);
    expect(total).toBe(1);
    expect(results).toMatchObject([{ ticker: 'AAPL', jobId: 'job_a', dataSource: 'yahoo' }]);
  });

  test('is that of the later trading day, however late an earlier day was analyzed again', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL', asOf: '2026-11-20', completedAt: at(0) });
    await insertResult(db, { jobId: 'job_b', ticker: 'AAPL', asOf: '2026-11-19', completedAt: at(9) });
    expect((await latestOfEach(db, 'ann', ALL)).results).toMatchObject([{ jobId: 'job_a' }]);
  });

  test('of one day is the one that was analyzed last', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL', completedAt: at(5) });
    await insertResult(db, { jobId: 'job_b', ticker: 'AAPL', completedAt: at(7) });
    await insertResult(db, { jobId: 'job_c', ticker: 'AAPL', completedAt: at(6) });
    expect((await latestOfEach(db, 'ann', ALL)).results).toMatchObject([{ jobId: 'job_b' }]);
  });

  test('is one for each ticker, exchanges apart, owners apart, in pages', async () => {
    for (const jobId of ['job_a', 'job_b']) {
      for (const ticker of ['TCS.NS', 'TCS.BO', 'AAPL']) await insertResult(db, { jobId, ticker });
    }
    await insertResult(db, { jobId: 'job_c', ticker: 'BOBS', owner: 'bob' });
    const tickers = async (page: typeof ALL, owner = 'ann') => {
      const { results, total } = await latestOfEach(db, owner, page);
      return [total, ...results.map(({ ticker }) => ticker)];
    };
    expect(await tickers(ALL)).toEqual([3, 'AAPL', 'TCS.BO', 'TCS.NS']);
    expect(await tickers({ offset: 1, limit: 1 })).toEqual([3, 'TCS.BO']);
    expect(await tickers({ offset: 9, limit: 1 })).toEqual([3]);
    expect(await tickers(ALL, 'bob')).toEqual([1, 'BOBS']);
    expect(await tickers(ALL, 'eve')).toEqual([0]);
  });
});

describe('results with their bars', () => {
  const bars = (days: number) => {
    const column = Array.from({ length: days }, (_, i) => i + 0.5);
    return {
      ticker: 'T',
      currency: 'USD',
      dates: column.map(() => '2026-11-20'),
      open: Float64Array.from(column),
      high: Float64Array.from(column),
      low: Float64Array.from(column),
      close: Float64Array.from(column),
      volume: Float64Array.from(column),
      dividends: new Float64Array(column.length),
      splits: [],
      dropped: 0,
    };
  };
  const kept = (days: number) => {
    const { data, bytes } = packBars(bars(days));
    return { bars: data, bytes };
  };

  async function withBars(...days: (number | null)[]): Promise<void> {
    for (const [i, length] of days.entries()) {
      await insertResult(db, { jobId: 'job_a', ticker: `T${i}` });
      if (length === null) continue;
      await db.insert(stockRaw).values({ jobId: 'job_a', ticker: `T${i}`, ...kept(length) });
    }
  }

  const read = async (page: { after: string | null; limit: number; maxBytes: number }) => {
    const { rows, next } = await resultsWithBars(db, 'job_a', page);
    return { lengths: rows.map(({ ticker, raw }) => [ticker, raw?.dates.length ?? null]), next };
  };

  test('are as many as fit, and the next page begins behind them', async () => {
    await withBars(100, 100, 100, null, 1);
    const size =
      (await db.execute<{ size: number }>(sql`select bytes as size from stock_raw`)).rows[0]?.size ?? 0;
    const page = { limit: 10, maxBytes: size * 2 };
    expect(await read({ after: null, ...page })).toEqual({
      lengths: [
        ['T0', 100],
        ['T1', 100],
      ],
      next: 'T1',
    });
    expect(await read({ after: 'T1', ...page })).toEqual({
      lengths: [
        ['T2', 100],
        ['T3', null],
        ['T4', 1],
      ],
      next: null,
    });
  });

  test('are at least one, even when it does not fit', async () => {
    await withBars(100, 100);
    expect(await read({ after: null, limit: 10, maxBytes: 1 })).toEqual({
      lengths: [['T0', 100]],
      next: 'T0',
    });
  });

  test('are no more than asked for', async () => {
    await withBars(1, 1, 1);
    expect(await read({ after: null, limit: 2, maxBytes: 1e6 })).toEqual({
      lengths: [
        ['T0', 1],
        ['T1', 1],
      ],
      next: 'T1',
    });
    expect(await read({ after: 'T1', limit: 1, maxBytes: 1e6 })).toEqual({
      lengths: [['T2', 1]],
      next: null,
    });
    expect(await read({ after: 'T2', limit: 1, maxBytes: 1e6 })).toEqual({ lengths: [], next: null });
  });
});

describe('the results of a job', () => {
  test('come by ticker, in pages that end', async () => {
    for (const ticker of ['B', 'A', 'C']) await insertResult(db, { jobId: 'job_a', ticker });
    const first = await resultsOf(db, 'job_a', { after: null, limit: 2 });
    expect(first.rows.map(({ ticker }) => ticker)).toEqual(['A', 'B']);
    expect(first.next).toBe('B');
    const second = await resultsOf(db, 'job_a', { after: 'B', limit: 2 });
    expect(second.rows.map(({ ticker }) => ticker)).toEqual(['C']);
    expect(second.next).toBeNull();
  });

  test('keep figures bit for bit, and votes that were not available', async () => {
    const figures = [0.1 + 0.2, 1e-300, -1.7976931348623157e308];
    await insertResult(db, { jobId: 'job_a', ticker: 'A', rating: 1 / 3, figures });
    await db.execute(sql`update stock_results set votes = array_fill(null::smallint, array[26])`);
    const { rows } = await resultsOf(db, 'job_a', { after: null, limit: 1 });
    expect(rows[0]?.rating).toBe(1 / 3);
    expect(rows[0]?.votes).toHaveLength(26);
    expect(rows[0]?.votes.every((vote) => vote === null)).toBe(true);
  });
});

const planSchema = z.object({
  'Node Type': z.string(),
  'Index Name': z.string().optional(),
  'Index Cond': z.string().default(''),
  get Plans() {
    return z.array(planSchema).optional();
  },
});
type Plan = z.infer<typeof planSchema>;
const sentSchema = z.union([
  z.object({ query: z.string(), params: z.array(z.unknown()) }).transform((one) => [one]),
  z
    .object({ queries: z.array(z.object({ query: z.string(), params: z.array(z.unknown()) })) })
    .transform((all) => all.queries),
]);

/** The nodes of the plans of what `read` sends, where the planner takes an index wherever one will do. */
async function nodesOf(read: () => Promise<unknown>): Promise<string[]> {
  const sent: { query: string; params: unknown[] }[] = [];
  const passing = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    sent.push(...sentSchema.parse(JSON.parse(String(init?.body))));
    return passing(input, init);
  });
  await read().finally(() => spy.mockRestore());
  const client = new Client({ connectionString: fresh.directUrl });
  await client.connect();
  await client.query('set enable_seqscan = off; set enable_sort = off; set enable_bitmapscan = off');
  const names = (plan: Plan): string[] => [
    plan['Index Name'] === undefined ? plan['Node Type'] : `${plan['Index Name']} ${plan['Index Cond']}`,
    ...(plan.Plans ?? []).flatMap(names),
  ];
  const nodes: string[] = [];
  for (const { query, params } of sent) {
    const { rows } = await client.query(`explain (format json) ${query}`, params);
    const [{ 'QUERY PLAN': plans }] = z
      .tuple([z.object({ 'QUERY PLAN': z.array(z.object({ Plan: planSchema })) })])
      .parse(rows);
    nodes.push(...plans.flatMap(({ Plan }) => names(Plan)));
  }
  await client.end();
  return nodes;
}

describe('an index leads', () => {
  test.each([
    ['by day', historyByDay, /^stock_results_latest .*ticker = .*stale = .*as_of < /],
    ['of every job', historyOfJobs, /^stock_results_of_ticker .*ticker = /],
  ])('to each result of a history %s', async (_, read, leading) => {
    const nodes = await nodesOf(() => read(db, 'ann', 'TCS.NS', { after: null, limit: 50 }));
    expect(nodes).toContainEqual(expect.stringMatching(leading));
    expect(nodes).not.toContain('Seq Scan');
  });

  test('to the unfinished jobs and to those that ended lately', async () => {
    const nodes = await nodesOf(() => recentStockJobs(db, 'ann', { limit: 100, leaveOut: false }));
    expect(nodes).toContainEqual(expect.stringMatching(/^jobs_finished_lately .*completed_at > /));
    expect(nodes).not.toContain('Seq Scan');
  });

  test('to the latest result of each ticker, one step for each', async () => {
    const nodes = await nodesOf(() => latestOfEach(db, 'ann', ALL));
    expect(nodes).toContainEqual(expect.stringMatching(/^stock_results_latest .*ticker = /));
    expect(nodes).not.toContain('Seq Scan');
    const filter = { prefix: 'TCS.', minScore: 50 };
    const some = await nodesOf(() => latestOfEach(db, 'ann', { ...ALL, filter }));
    expect(some).toContainEqual(expect.stringMatching(/ticker >= 'TCS.'/));
    expect(some).not.toContain('Seq Scan');
  });

  test('to a page of results', async () => {
    const page = { after: 'A', limit: 10 };
    const [, ...plain] = await nodesOf(() => resultsOf(db, 'job_a', page));
    expect(plain).toContainEqual(expect.stringMatching(/^stock_results_job_id_ticker_pk .*ticker > /));
    expect(plain).not.toContain('Seq Scan');
    expect(plain).not.toContain('Sort');
    const raw = await nodesOf(() => resultsWithBars(db, 'job_a', { ...page, maxBytes: 1 }));
    expect(raw).not.toContain('Seq Scan');
  });
});
