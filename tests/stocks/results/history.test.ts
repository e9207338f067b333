import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../lib/db/client.ts';
import { historyByDay, historyOfJobs } from '../../../lib/stocks/results/history.ts';
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

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));
const SIMULATED = { stale: true, dataSource: 'simulated' };

/** `TCS.NS 2026-11-20 job_a` of each result, page after page. */
async function byDay(symbol: string, limit: number, owner = 'ann'): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after: Parameters<typeof historyByDay>[3]['after'] = null; ; ) {
    const { results, last } = await historyByDay(db, owner, symbol, { after, limit });
    pages.push(results.map(({ ticker, asOf, jobId }) => `${ticker} ${asOf} ${jobId}`));
    if (!last) return pages;
    after = last;
  }
}

async function ofJobs(symbol: string, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after: Parameters<typeof historyOfJobs>[3]['after'] = null; ; ) {
    const { results, last } = await historyOfJobs(db, 'ann', symbol, { after, limit });
    pages.push(results.map(({ ticker, jobId }) => `${ticker} ${jobId}`));
    if (!last) return pages;
    after = last;
  }
}

describe('the history of a ticker', () => {
  test('has one result for a day: the one that was made last', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL', asOf: '2026-11-19', completedAt: at(1) });
    await insertResult(db, { jobId: 'job_b', ticker: 'AAPL', asOf: '2026-11-19', completedAt: at(3) });
    await insertResult(db, { jobId: 'job_c', ticker: 'AAPL', asOf: '2026-11-20', completedAt: at(2) });
    expect(await byDay('AAPL', 10)).toEqual([['AAPL 2026-11-20 job_c', 'AAPL 2026-11-19 job_b']]);
  });

  test('has the live result of a day, however late a simulated one was made', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL', completedAt: at(1) });
    await insertResult(db, { jobId: 'job_b', ticker: 'AAPL', completedAt: at(9), ...SIMULATED });
    expect(await byDay('AAPL', 10)).toEqual([['AAPL 2026-11-20 job_a']]);
  });

  test('has the simulated result of a day that has no live one', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL', asOf: '2026-11-18' });
    await insertResult(db, { jobId: 'job_b', ticker: 'AAPL', asOf: '2026-11-19', ...SIMULATED });
    expect(await byDay('AAPL', 10)).toEqual([['AAPL 2026-11-19 job_b', 'AAPL 2026-11-18 job_a']]);
  });

  test.each([1, 2, 3])('analyzed often has each day once, in pages of %i', async (limit) => {
    const days = ['2026-11-18', '2026-11-19', '2026-11-20'] as const;
    for (const [day, asOf] of days.entries()) {
      // More analyses of a day than a step along the index reads; the middle day has no live one.
      for (let n = 0; n < 9; n++) {
        const jobId = `job_${day}_${n}`;
        const kind = day === 1 || n === 8 ? SIMULATED : {};
        await insertJob(db, { id: jobId });
        await insertResult(db, { jobId, ticker: 'AAPL', asOf, completedAt: at(n), ...kind });
      }
    }
    expect((await byDay('AAPL', limit)).flat()).toEqual([
      'AAPL 2026-11-20 job_2_7',
      'AAPL 2026-11-19 job_1_8',
      'AAPL 2026-11-18 job_0_7',
    ]);
  });

  test('decides between results of one moment always alike', async () => {
    for (const jobId of ['job_b', 'job_c', 'job_a']) {
      await insertResult(db, { jobId, ticker: 'AAPL', completedAt: at(1) });
    }
    expect(await byDay('AAPL', 10)).toEqual([['AAPL 2026-11-20 job_c']]);
  });

  test('with every job’s own has them all, the latest analysis first', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL', completedAt: at(1) });
    await insertResult(db, { jobId: 'job_b', ticker: 'AAPL', completedAt: at(3), ...SIMULATED });
    await insertResult(db, { jobId: 'job_c', ticker: 'AAPL', completedAt: at(2) });
    expect(await ofJobs('AAPL', 10)).toEqual([['AAPL job_b', 'AAPL job_c', 'AAPL job_a']]);
  });

  test('knows the name that the universe has for it', async () => {
    await insertResult(db, { jobId: 'job_a', ticker: 'AAPL' });
    await insertResult(db, { jobId: 'job_a', ticker: 'MSFT' });
    await db.execute(sql`insert into universe values ('AAPL', 'AAPL', 'Apple Inc.', 'Nasdaq', null, 'us')`);
    const named = async (symbol: string) =>
      (await historyByDay(db, 'ann', symbol, { after: null, limit: 1 })).results[0]?.name;
    expect(await named('AAPL')).toBe('Apple Inc.');
    expect(await named('MSFT')).toBeNull();
  });
});

describe('the history of a bare symbol', () => {
  beforeEach(async () => {
    for (const ticker of ['TCS.NS', 'TCS.BO', 'TCS']) {
      for (const [jobId, asOf] of [
        ['job_a', '2026-11-18'],
        ['job_b', '2026-11-19'],
        ['job_c', '2026-11-20'],
      ] as const) {
        await insertResult(db, { jobId, ticker, asOf, completedAt: at(1) });
      }
    }
    await insertResult(db, { jobId: 'job_a', ticker: 'TCSX.NS' });
    await insertJob(db, { id: 'job_d', owner: 'bob' });
    await insertResult(db, { jobId: 'job_d', ticker: 'TCS.L', owner: 'bob' });
  });

  const NINE = [
    'TCS 2026-11-20 job_c',
    'TCS.BO 2026-11-20 job_c',
    'TCS.NS 2026-11-20 job_c',
    'TCS 2026-11-19 job_b',
    'TCS.BO 2026-11-19 job_b',
    'TCS.NS 2026-11-19 job_b',
    'TCS 2026-11-18 job_a',
    'TCS.BO 2026-11-18 job_a',
    'TCS.NS 2026-11-18 job_a',
  ];

  test('names each exchange, and no other symbol, and nobody else’s', async () => {
    expect(await byDay('TCS', 50)).toEqual([NINE]);
    expect(await byDay('TCS', 50, 'bob')).toEqual([['TCS.L 2026-11-20 job_d']]);
  });

  test.each([1, 2, 4, 9])('in pages of %i has each result once, in the same order', async (limit) => {
    const pages = await byDay('TCS', limit);
    expect(pages.flat()).toEqual(NINE);
    expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
  });

  test.each([1, 2, 4, 9])(
    'of every job, in pages of %i, has each once though all are of one moment',
    async (limit) => {
      const pages = await ofJobs('TCS', limit);
      expect(pages.flat()).toEqual([
        ...['TCS job_c', 'TCS.BO job_c', 'TCS.NS job_c'],
        ...['TCS job_b', 'TCS.BO job_b', 'TCS.NS job_b'],
        ...['TCS job_a', 'TCS.BO job_a', 'TCS.NS job_a'],
      ]);
    },
  );

  test('of a full ticker is its exchange’s alone', async () => {
    expect(await byDay('tcs.bo', 2)).toEqual([
      ['TCS.BO 2026-11-20 job_c', 'TCS.BO 2026-11-19 job_b'],
      ['TCS.BO 2026-11-18 job_a'],
    ]);
  });
});
