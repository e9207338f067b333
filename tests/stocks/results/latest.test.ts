import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../lib/db/client.ts';
import {
  LATEST_SORTS,
  type LatestChoice,
  latestKeys,
  latestOfEach,
} from '../../../lib/stocks/results/latest.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { database } from '../../support/jobs.ts';
import { insertJob, insertResult } from '../http/seed.ts';

let fresh: FreshDatabase;
let db: Database;
/** By ticker; each has two results, of which the first stands. */
const TICKERS = ['A', 'B.BO', 'B.NS', 'BA', 'C', 'D', 'E'];
beforeAll(async () => {
  fresh = await freshDatabase();
  db = database(fresh.url);
  for (const [id, owner] of [
    ['job_a', 'ann'],
    ['job_b', 'ann'],
    ['job_c', 'bob'],
  ] as const) {
    await insertJob(db, { id, owner });
  }
  for (const [i, ticker] of TICKERS.entries()) {
    const verdict = i % 2 === 0 ? 'Buy' : 'Sell';
    await insertResult(db, { jobId: 'job_b', ticker, score: 90 - (i % 3), verdict });
    await insertResult(db, { jobId: 'job_a', ticker, asOf: '2026-11-19', verdict: 'Neutral' });
  }
  await insertResult(db, { jobId: 'job_c', ticker: 'BOBS', owner: 'bob' });
});
afterAll(() => fresh.drop());

const page = async (offset: number, limit: number, choice: LatestChoice = {}) => {
  const { results, total } = await latestOfEach(db, 'ann', { offset, limit, ...choice });
  return [total, ...results.map(({ ticker }) => ticker)];
};

describe('the latest of each ticker', () => {
  test.each([
    [false, TICKERS],
    [true, TICKERS.toReversed()],
  ])('by ticker, descending %s, in pages, has each once, and all in the total', async (descending, all) => {
    const sort = { by: 'ticker', descending } as const;
    for (const offset of [0, 1, 3, 6]) {
      expect(await page(offset, 3, { sort })).toEqual([7, ...all.slice(offset, offset + 3)]);
    }
    const filter = { prefix: 'B' };
    const begun = all.filter((ticker) => ticker.startsWith('B'));
    expect(await page(0, 2, { sort, filter })).toEqual([3, ...begun.slice(0, 2)]);
    expect(await page(2, 2, { sort, filter })).toEqual([3, ...begun.slice(2)]);
  });

  test.each(LATEST_SORTS)('by %s has on its pages what the whole list has', async (by) => {
    for (const descending of [false, true]) {
      const choice = { sort: { by, descending } };
      const keys = await latestKeys(db, 'ann', choice);
      expect(keys.map(({ jobId }) => jobId)).toEqual(TICKERS.map(() => 'job_b'));
      const all = keys.map(({ ticker }) => ticker);
      expect(await page(0, 4, choice)).toEqual([7, ...all.slice(0, 4)]);
      expect(await page(4, 4, choice)).toEqual([7, ...all.slice(4)]);
    }
  });

  test('has the total of all pages on a page behind the last', async () => {
    expect(await page(9, 3)).toEqual([7]);
    expect(await page(9, 3, { sort: { by: 'score', descending: true } })).toEqual([7]);
    expect(await page(9, 3, { filter: { verdicts: ['Buy'] } })).toEqual([4]);
  });

  test('counts what a filter lets through, of the latest results alone', async () => {
    expect(await page(0, 2, { filter: { verdicts: ['Buy'] } })).toEqual([4, 'A', 'B.NS']);
    expect(await page(0, 2, { filter: { verdicts: ['Neutral'] } })).toEqual([0]);
  });
});
