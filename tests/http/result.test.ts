import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { stockResults } from '../../lib/stocks/db-schema.ts';
import { insertJob, resultRow, runStocks } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, problemOf } from './harness.ts';

const MEGABYTE = 1024 * 1024;

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

async function ended(
  symbols: string[],
  { bars, ...options }: { bars?: number; strategies?: string[] } = {},
): Promise<string> {
  const asked = { kind: 'stocks', input: { symbols, ...options } };
  const id = String((await json(await service.post('/api/jobs', asked)))['id']);
  await runStocks(service.jobs.db, id, bars === undefined ? {} : { bars });
  return id;
}

const resultSchema = z.object({
  job: z.looseObject({ id: z.string(), status: z.string() }),
  data: z.array(z.looseObject({ ticker: z.string() })),
  errors: z.array(z.object({ key: z.string(), code: z.string(), message: z.string() })),
  next_cursor: z.string().nullable(),
  disclaimer: z.string().nullable(),
});

async function resultOf(path: string) {
  const response = await service.get(path);
  const text = await response.text();
  return { ...resultSchema.parse(JSON.parse(text)), size: Buffer.byteLength(text) };
}

describe('the result as JSON', () => {
  test('holds what came of each symbol, why the others failed, and that it is not advice', async () => {
    const id = await ended(['aapl', 'tcs.ns', 'UNKNOWN']);
    const { job, data, errors, next_cursor, disclaimer } = await resultOf(`/api/v1/jobs/${id}/result`);
    expect(job).toMatchObject({ id, status: 'completed_with_errors' });
    expect(errors).toEqual([
      { key: 'UNKNOWN', code: 'unknown_symbol', message: expect.stringContaining('UNKNOWN') },
    ]);
    expect(next_cursor).toBeNull();
    expect(disclaimer).toMatch(/not investment advice/);
    expect(data.map(({ ticker }) => ticker)).toEqual(['AAPL', 'TCS.NS']);
    const [aapl, tcs] = data;
    expect(tcs).toMatchObject({ symbol: 'TCS', asked_for: 'TCS.NS', currency: 'INR' });
    expect(aapl).toMatchObject({
      analysis_source: 'api',
      data_source: 'simulated',
      provenance: expect.stringContaining('random walk'),
      stale: true,
      as_of: '2025-12-31',
      bars: 520,
      dropped_bars: 0,
      votes_version: 3,
      strategy: 'balanced',
      evidence_finding: expect.stringMatching(/^(better|no_edge|too_few)$/),
      data_quality: { bars: 520, findings: [] },
      context: { atr14: expect.any(Number), psar: expect.any(Number), obv: expect.any(Number) },
    });
    const [row] = await service.jobs.db
      .select()
      .from(stockResults)
      .where(sql`job_id = ${id} and ticker = 'AAPL'`);
    expect(aapl).toMatchObject({
      rating: row?.rating,
      score: row?.score,
      close: row?.close,
      entry: row?.entry,
    });
  });

  test('explains each vote with the numbers it was read from', async () => {
    const id = await ended(['AAPL']);
    const { data } = await resultOf(`/api/jobs/${id}/result`);
    const votes = z
      .array(z.object({ id: z.string(), vote: z.literal([-1, 0, 1]).nullable(), text: z.string() }))
      .parse(data[0]?.['votes']);
    expect(votes).toHaveLength(31);
    expect(votes.find((vote) => vote.id === 'sma10')?.text).toMatch(
      /SMA 10: (buy|sell).*close \d+.*SMA 10 \d+/,
    );
  });

  test('says what speaks for and against the verdict, what would change it, and what it was worth', async () => {
    const id = await ended(['AAPL'], { strategies: ['trend', 'breakout'] });
    const { data } = await resultOf(`/api/jobs/${id}/result`);
    const [aapl] = z
      .array(
        z.object({
          strategy: z.string(),
          explanation: z.object({
            groups: z.array(z.object({ group: z.string(), points: z.number() })),
            changes: z.object({ votes: z.array(z.object({ text: z.string() })) }),
          }),
          evidence: z.array(
            z.looseObject({ strategy: z.string(), sentence: z.string(), comparisons: z.int() }),
          ),
          rating: z.number(),
        }),
      )
      .parse(data);
    expect(aapl?.strategy).toBe('trend');
    expect(aapl?.evidence.map(({ strategy, comparisons }) => [strategy, comparisons])).toEqual([
      ['trend', 2],
      ['breakout', 2],
    ]);
    const points = aapl?.explanation.groups.reduce((sum, group) => sum + group.points, 0);
    expect(points).toBeCloseTo(aapl?.rating ?? Number.NaN, 9);
    expect(aapl?.explanation.changes.votes.length).toBeGreaterThan(0);
  });

  test('tells votes of another list without explanations', async () => {
    const id = await ended(['AAPL']);
    const old = { votesVersion: 0, votes: [1, -1, null], figures: [1, 2] };
    await service.jobs.db
      .update(stockResults)
      .set({ ...old, votes: sql`'{1,-1,null}'` })
      .where(eq(stockResults.jobId, id));
    const { data } = await resultOf(`/api/jobs/${id}/result`);
    const untold = { id: null, name: null, abstains: null, values: null, thresholds: null, text: null };
    expect(data[0]).toMatchObject({
      votes_version: 0,
      votes: [
        { ...untold, vote: 1 },
        { ...untold, vote: -1 },
        { ...untold, vote: null },
      ],
      context: { atr14: null, psar: null },
    });
    const csv = await (await service.get(`/api/jobs/${id}/result?format=csv`)).text();
    expect(csv.split('\r\n')[1]).toMatch(/(,){29}/);
  });

  test('is not there until the job has ended, not even for steps that are done', async () => {
    const symbols = Array.from({ length: 30 }, (_, i) => `S${i}`);
    const job = await json(await service.post('/api/jobs', { kind: 'stocks', input: { symbols } }));
    const path = `/api/jobs/${job['id']}/result`;
    await runStocks(service.jobs.db, String(job['id']), { turns: 1 });
    for (const format of ['json', 'csv']) {
      const response = await service.get(`${path}?format=${format}`);
      expect(response.status).toBe(409);
      expect(await problemOf(response)).toMatchObject({ code: 'not_finished' });
    }
    await service.post(`/api/jobs/${job['id']}/cancel`);
    expect((await resultOf(path)).data).toHaveLength(25);
  });

  test('comes in pages of at most 200 that add up to all of it, each under 4 MB', async () => {
    const symbols = Array.from({ length: 450 }, (_, i) => (i % 3 === 0 ? `UNKNOWN${i}` : `S${i}`));
    const id = await ended(symbols);
    const tickers: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null; page++) {
      const path: string = `/api/jobs/${id}/result${cursor ? `?cursor=${cursor}` : ''}`;
      const answer = await resultOf(path);
      expect(answer.size).toBeLessThan(4 * MEGABYTE);
      expect(answer.data.length).toBe(page === 0 ? 200 : 100);
      expect(answer.errors.length).toBe(page === 0 ? 150 : 0);
      tickers.push(...answer.data.map(({ ticker }) => ticker));
      cursor = answer.next_cursor;
    }
    expect(tickers).toHaveLength(300);
    expect(new Set(tickers).size).toBe(300);
  });

  test('names at most 500 failed steps', async () => {
    const id = await ended(Array.from({ length: 520 }, (_, i) => `UNKNOWN${i}`));
    const { errors, size } = await resultOf(`/api/jobs/${id}/result`);
    expect(errors).toHaveLength(500);
    expect(size).toBeLessThan(4 * MEGABYTE);
  });
});

describe('the bars behind a result', () => {
  test('come with include=raw in pages under 4 MB that add up to all of it', async () => {
    const id = await ended(
      Array.from({ length: 30 }, (_, i) => `S${i}`),
      { bars: 5_200 },
    );
    const lengths: number[] = [];
    let pages = 0;
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/api/jobs/${id}/result?include=raw${cursor ? `&cursor=${cursor}` : ''}`;
      const answer = await resultOf(path);
      expect(answer.size).toBeLessThan(4 * MEGABYTE);
      for (const { raw } of answer.data) {
        lengths.push(z.object({ close: z.array(z.number()) }).parse(raw).close.length);
      }
      cursor = answer.next_cursor;
      pages++;
    }
    expect(lengths).toEqual(Array.from({ length: 30 }, () => 5_200));
    expect(pages).toBeGreaterThan(1);
  });

  test('are null where they are no longer kept', async () => {
    const id = await ended(['AAA', 'BBB']);
    await service.jobs.db.execute(sql`delete from stock_raw where job_id = ${id} and ticker = 'AAA'`);
    const { data } = await resultOf(`/api/jobs/${id}/result?include=raw`);
    expect(data.map(({ raw }) => raw === null)).toEqual([true, false]);
  });

  test('are not read unless they are asked for', async () => {
    const id = await ended(['AAA']);
    await service.jobs.db.execute(sql`alter table stock_raw rename to stock_raw_away`);
    const answer = await resultOf(`/api/jobs/${id}/result`);
    const history = await service.get('/api/analysis-history/AAA');
    const latest = await service.get('/api/stocks/all-stocks/results');
    await service.jobs.db.execute(sql`alter table stock_raw_away rename to stock_raw`);
    expect(answer.data[0]).not.toHaveProperty('raw');
    expect([history.status, latest.status]).toEqual([200, 200]);
  });
});

describe('the result as CSV', () => {
  test('has a record for every symbol, the failed ones with their reason', async () => {
    const id = await ended(['AAPL', 'UNKNOWN', '^GSPC']);
    const response = await service.get(`/api/jobs/${id}/result`, { accept: 'text/csv' });
    expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${id}.csv"`);
    const text = await response.text();
    const lines = text.split('\r\n');
    expect(lines.pop()).toBe('');
    const records = lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    const [header = [], ...rows] = records;
    expect(new Set(records.map((record) => record.length))).toEqual(new Set([header.length]));
    const cell = (row: number, name: string) => rows[row]?.[header.indexOf(name)];
    expect(rows.map((_, i) => cell(i, 'asked_for'))).toEqual(['AAPL', '^GSPC', 'UNKNOWN']);
    expect(cell(0, 'verdict')).toMatch(/Buy|Neutral|Sell/);
    expect(cell(0, 'vote_sma10')).toMatch(/^(-1|0|1)$/);
    expect(Number(cell(0, 'atr14'))).toBeGreaterThan(0);
    expect(cell(0, 'disclaimer')).toMatch(/not investment advice/);
    expect([cell(2, 'verdict'), cell(2, 'error_code')]).toEqual(['', 'unknown_symbol']);
  });

  test('is read and sent page by page: ten thousand results never stand in memory at once', async () => {
    const { db } = service.jobs;
    const many = 10_000;
    const ended = { status: 'completed', completedAt: new Date(), total: many, done: many, stageLeft: 0 };
    await insertJob(db, { id: 'job_many', ...ended });
    for (let at = 0; at < many; at += 500) {
      const rows = Array.from({ length: 500 }, (_, i) =>
        resultRow({ jobId: 'job_many', ticker: `T${at + i}` }),
      );
      await db.insert(stockResults).values(rows);
    }
    const reads = vi.spyOn(globalThis, 'fetch');
    const response = await service.get('/api/jobs/job_many/result?format=csv');
    expect(reads.mock.calls.length).toBeLessThan(5);
    reads.mockRestore();
    const chunks: number[] = [];
    let lines = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk.length);
      lines += Buffer.from(chunk).toString().split('\r\n').length - 1;
    }
    expect(lines).toBe(many + 1);
    expect(chunks.length).toBeGreaterThan(20);
    expect(Math.max(...chunks)).toBeLessThan(MEGABYTE);
  });

  test('breaks off, and says so in the log, when the database goes away', async () => {
    const broken = api(database.url);
    const response = await broken.get('/api/jobs/job_many/result?format=csv');
    const reader = response.body?.getReader();
    await reader?.read();
    await service.jobs.db.execute(sql`alter table stock_results rename to stock_results_away`);
    const rest = (async () => {
      while (!(await reader?.read())?.done);
    })();
    await expect(rest).rejects.toThrow();
    expect(broken.lines.at(-1)).toMatchObject({ event: 'csv_broke_off', fields: { job: 'job_many' } });
    await service.jobs.db.execute(sql`alter table stock_results_away rename to stock_results`);
  });

  test('is chosen by format before Accept; a format that there is not is 406', async () => {
    const id = await ended(['AAPL']);
    const typeOf = async (query: string, accept: string) => {
      const response = await service.get(`/api/jobs/${id}/result${query}`, { accept });
      return response.headers.get('content-type')?.split(';')[0];
    };
    expect(await typeOf('', '*/*')).toBe('application/json');
    expect(await typeOf('', 'text/html,application/xhtml+xml,*/*;q=0.8')).toBe('application/json');
    expect(await typeOf('', 'application/json;q=0.5, text/csv')).toBe('text/csv');
    expect(await typeOf('?format=json', 'text/csv')).toBe('application/json');
    const refused = await service.get(`/api/jobs/${id}/result`, { accept: 'application/pdf' });
    expect(refused.status).toBe(406);
    expect(await problemOf(refused)).toMatchObject({ code: 'not_acceptable' });
  });
});
