import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { transact } from '../../../lib/db/client.ts';
import { changesQuery } from '../../../lib/stocks/changes/changes.ts';
import { stockChanges } from '../../../lib/stocks/changes/db-schema.ts';
import { type Api, api, faultsOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { insertJob } from './seed.ts';

let fresh: FreshDatabase;
let service: Api;

const idOf = (n: number) => `chg_${String(n).padStart(32, '0')}`;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

/** Changes by number: the minute in which each was told. */
const TOLD = [
  [1, 0, { ticker: 'TCS.NS', symbol: 'TCS', kind: 'verdict', was: 'Buy', becomes: 'Sell' }],
  [2, 5, { ticker: 'TCS.BO', symbol: 'TCS', kind: 'stop_touched', level: 95.5, planAsOf: '2026-11-02' }],
  [3, 5, { ticker: 'AAPL', symbol: 'AAPL', kind: 'split', ratio: 4 }],
  [4, 9, { ticker: 'AAPL', symbol: 'AAPL', kind: 'verdict', was: 'Sell', becomes: 'Buy', jobId: 'job_b' }],
  [5, 9, { ticker: 'TCS.NS', symbol: 'TCS', kind: 'verdict', owner: 'bob' }],
] as const;

beforeAll(async () => {
  fresh = await freshDatabase();
  service = api(fresh.url);
  const { db } = service.jobs;
  for (const id of ['job_a', 'job_b']) await insertJob(db, { id });
  await db.insert(stockChanges).values(
    TOLD.map(([n, minute, changes]) => ({
      ...{ id: idOf(n), owner: 'ann', strategy: 'balanced', interval: '1d', dataSource: 'yahoo' },
      ...{ happenedOn: '2026-11-20', fromJobId: 'job_0', fromAsOf: '2026-11-19', jobId: 'job_a', epoch: 1 },
      ...{ asOf: '2026-11-20', createdAt: at(minute) },
      ...changes,
    })),
  );
});
afterAll(() => fresh.drop());

const pageSchema = z.object({
  changes: z.array(z.looseObject({ id: z.string() })),
  next_cursor: z.string().nullable(),
});
const page = async (query: string) =>
  pageSchema.parse(await (await service.get(`/api/v1/stocks/changes${query}`)).json());
const numbers = async (query: string) =>
  (await page(query)).changes.map(({ id }) => Number(id.replace('chg_', '')));

describe('the list of changes', () => {
  test('is newest first, of the owner alone', async () => {
    expect(await numbers('')).toEqual([4, 3, 2, 1]);
  });

  test.each([
    ['?since=2026-11-20T12:05:00Z', [4, 3, 2]],
    ['?since=2026-11-20T17:35:00%2B05:30', [4, 3, 2]],
    ['?symbol=tcs', [2, 1]],
    ['?symbol=TCS.NS', [1]],
    ['?kind=verdict', [4, 1]],
    ['?job_id=job_b', [4]],
    ['?kind=verdict&symbol=AAPL&since=2026-11-20T12:10:00Z', []],
  ])('%s is %j', async (query, expected) => {
    expect(await numbers(query)).toEqual(expected);
  });

  test('comes in pages that miss nothing and repeat nothing', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { changes, next_cursor }: z.infer<typeof pageSchema> = await page(
        `?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...changes.map(({ id }) => id));
      cursor = next_cursor;
    }
    expect(seen).toEqual([4, 3, 2, 1].map(idOf));
  });

  test('shows what was touched as a number, and labels as labels', async () => {
    const { changes } = await page('?kind=stop_touched');
    expect(changes).toEqual([
      {
        ...{ id: idOf(2), ticker: 'TCS.BO', symbol: 'TCS', kind: 'stop_touched', strategy: 'balanced' },
        ...{ interval: '1d', data_source: 'yahoo', from: null, to: null, on: '2026-11-20', level: 95.5 },
        ...{ plan_as_of: '2026-11-02', ratio: null, from_job_id: 'job_0', from_as_of: '2026-11-19' },
        ...{ job_id: 'job_a', as_of: '2026-11-20', created_at: at(5).toISOString() },
      },
    ]);
  });

  test.each([
    ['?since=yesterday', ['since wrong_format']],
    ['?kind=dividend', ['kind not_one_of']],
    ['?symbol=T%20S', ['symbol not_a_symbol']],
    ['?limit=0', ['limit too_low']],
    ['?cursor=bm9uZQ', ['cursor wrong_cursor']],
  ])('%s is refused by name', async (query, faults) => {
    const answer = await service.get(`/api/v1/stocks/changes${query}`);
    expect(answer.status).toBe(422);
    expect(await faultsOf(answer)).toEqual(faults);
  });

  test('is led to by an index, by owner and by symbol', async () => {
    const { db } = service.jobs;
    const planOf = async (asked: { symbol?: string }) => {
      const wanted = changesQuery(db, { owner: 'ann', after: null, limit: 50, ...asked });
      const found = await transact(db, [
        sql`set local enable_sort = off`,
        sql`set local enable_seqscan = off`,
        sql`set local enable_bitmapscan = off`,
        sql`explain ${wanted.getSQL()}`,
      ]);
      return JSON.stringify(found.at(-1));
    };
    for (const [asked, index] of [
      [{}, 'stock_changes_newest'],
      [{ symbol: 'TCS' }, 'stock_changes_of_symbol'],
    ] as const) {
      const plan = await planOf(asked);
      expect(plan).toContain(index);
      expect(plan).not.toContain('Sort');
    }
  });
});
