import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { stockRaw, stockTradeCells } from '../../../lib/stocks/db-schema.ts';
import { unpackBars } from '../../../lib/stocks/results/packed-bars.ts';
import { type Api, api, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { figuresOfTrades, type ListedTrade, listedTrades } from './pooled-trades.ts';
import { insertJob, insertResult, runStocks } from './seed.ts';

const PATH = '/api/v1/stocks/evidence';
const SYMBOLS = ['AAA', 'BBB', 'CCC', 'DDD', 'EEE', 'FFF'];

let database: FreshDatabase;
let service: Api;
let first: string;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  first = await ended(SYMBOLS);
}, 120_000);
afterAll(() => database.drop());

async function ended(symbols: string[]): Promise<string> {
  const input = { symbols, strategies: ['balanced', 'weekly_target'], fee_percent: 0.1 };
  const id = String((await json(await service.post('/api/jobs', { kind: 'stocks', input })))['id']);
  await runStocks(service.jobs.db, id);
  return id;
}

const figures = z.looseObject({ n: z.number(), sentence: z.string(), finding: z.string() });
const answer = z.object({
  job_id: z.string().nullable(),
  strategy: z.string(),
  symbols: z.number(),
  live: z.boolean(),
  left_out: z.number(),
  all: figures,
  score_buckets: z.array(z.object({ above: z.number(), up_to: z.number(), figures })),
  years: z.array(z.object({ year: z.number(), figures })),
  disclaimer: z.string(),
});

async function pooled(query: string) {
  return answer.parse(await json(await service.get(`${PATH}?${query}`)));
}

async function tradesOf(jobId: string, strategy: 'balanced' | 'weekly_target'): Promise<ListedTrade[]> {
  const rows = await service.jobs.db.select().from(stockRaw).where(eq(stockRaw.jobId, jobId));
  return rows.flatMap(({ bars }) => listedTrades(unpackBars(bars), strategy));
}

describe('the pooled evidence of a job', () => {
  test.each(['balanced', 'weekly_target'] as const)(
    'of %s equals what its trades alone give',
    async (strategy) => {
      const trades = await tradesOf(first, strategy);
      const found = await pooled(`job=${first}&strategy=${strategy}`);
      expect(found).toMatchObject({ job_id: first, strategy, symbols: 6, live: false, left_out: 0 });
      expect(found.all).toMatchObject(figuresOfTrades(trades, () => true));
      for (const { above, up_to, figures: part } of found.score_buckets) {
        const within = ({ score }: ListedTrade) => score > above && score <= up_to;
        if (part.n > 30) expect(part).toMatchObject(figuresOfTrades(trades, within));
        else expect(part.n).toBe(trades.filter((trade) => trade.buy && within(trade)).length);
      }
      expect(found.years.map(({ year }) => year)).toEqual([2024, 2025]);
      for (const { year, figures: part } of found.years) {
        const ofYear = trades.filter(({ month }) => month.startsWith(String(year)));
        expect(part).toMatchObject(figuresOfTrades(ofYear, () => true));
      }
    },
  );

  test('says in words what such buys earned', async () => {
    const { all, disclaimer } = await pooled(`job=${first}`);
    expect(all.sentence).toMatch(
      /^\d+ buys, worth \d+ independent ones: \d+ % won, −?\d\.\d\d R a trade after costs; buying at any time \d+ %, −?\d\.\d\d R\. /,
    );
    expect(all.sentence).toMatch(/No measurable edge\.$|Too few to tell\.$/);
    expect(disclaimer).toMatch(/not investment advice/);
  });

  test('is not shown to others, and a strategy that is none is named', async () => {
    await insertJob(service.jobs.db, { id: 'job_bob', owner: 'bob' });
    for (const id of ['job_bob', 'job_none', 'x']) {
      expect((await problemOf(await service.get(`${PATH}?job=${id}`))).code).toBe('not_found');
    }
    expect((await problemOf(await service.get(`${PATH}?strategy=luck`))).code).toBe('invalid_input');
  });

  test('is empty for results from before it was built', async () => {
    await insertJob(service.jobs.db, { id: 'job_old' });
    await insertResult(service.jobs.db, { jobId: 'job_old', ticker: 'OLD', stale: true });
    expect(await pooled('job=job_old')).toMatchObject({
      symbols: 0,
      all: { n: 0, finding: 'too_few' },
      years: [],
    });
  });
});

describe('the pooled evidence of an owner', () => {
  test('counts a symbol once, however many jobs analyzed it', async () => {
    const alone = (await pooled('')).all.n;
    await ended(SYMBOLS.slice(0, 3));
    expect(await pooled('')).toMatchObject({ job_id: null, symbols: 6, all: { n: alone } });
    await ended(['GGG']);
    expect((await pooled('')).symbols).toBe(7);
  });

  test('never pools live results with others', async () => {
    const { db } = service.jobs;
    const id = await ended(['LIVE']);
    await db.execute(sql`update stock_results set stale = false where job_id = ${id}`);
    const found = await pooled('');
    expect(found).toMatchObject({
      live: true,
      symbols: 1,
      left_out: 7,
      all: { n: (await pooled(`job=${id}`)).all.n },
    });
    await service.call('DELETE', `/api/v1/jobs/${id}`);
    expect(await pooled('')).toMatchObject({ live: false, symbols: 7, left_out: 0 });
  });

  test('goes with the results', async () => {
    const id = await ended(['GONE']);
    const rows = () => service.jobs.db.select().from(stockTradeCells).where(eq(stockTradeCells.jobId, id));
    expect((await rows()).map(({ strategy }) => strategy).sort()).toEqual(['balanced', 'weekly_target']);
    await service.call('DELETE', `/api/v1/jobs/${id}`);
    expect(await rows()).toEqual([]);
  });
});
