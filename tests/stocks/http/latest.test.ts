import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, faultsOf, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { insertJob, insertResult } from './seed.ts';

const PATH = '/api/stocks/all-stocks/results';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  const { db } = service.jobs;
  await insertJob(db, { id: 'job_old' });
  await insertJob(db, { id: 'job_new' });
  await insertJob(db, { id: 'job_bob', owner: 'bob' });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));
  const old = { jobId: 'job_old', completedAt: at(0), asOf: '2026-11-19' };
  const fresh = { jobId: 'job_new', completedAt: at(9), asOf: '2026-11-20' };
  const stale = { stale: true, dataSource: 'simulated' };
  await insertResult(db, { ...old, ticker: 'TCS.NS', verdict: 'Buy', score: 70 });
  await insertResult(db, { ...fresh, ticker: 'TCS.NS', verdict: 'Sell', score: 30, strategy: 'trend' });
  await insertResult(db, { ...old, ticker: 'TCSX', verdict: 'Strong Buy', score: 90, evidence: 'better' });
  await insertResult(db, { ...fresh, ticker: 'TCSX', verdict: 'Sell', score: 10, ...stale });
  await insertResult(db, { ...fresh, ticker: 'AAPL', verdict: 'Buy', score: 70, evidence: 'no_edge' });
  await insertResult(db, { ...old, ticker: 'MSFT', verdict: 'Neutral', score: 50, ...stale });
  await insertResult(db, { ...fresh, ticker: 'ZZZ', verdict: 'Buy', score: 70 });
  await insertResult(db, { ...fresh, jobId: 'job_bob', ticker: 'BOBS', owner: 'bob' });
  await db.execute(sql`insert into universe values
    ('TCS.NS', 'TCS', '=HYPERLINK("x","Tata")', 'NSE', null, 'nse'),
    ('AAPL', 'AAPL', 'zebra Computer', 'Nasdaq', null, 'us'),
    ('ZZZ', 'ZZZ', 'Aardvark', '', null, 'us'), ('MSFT', 'MSFT', '', '', null, 'us')`);
});
afterAll(() => database.drop());

const pageSchema = z.looseObject({
  results: z.array(z.looseObject({ ticker: z.string() })),
  total: z.number(),
  total_pages: z.number(),
});

async function found(query: string): Promise<{ tickers: string; total: number }> {
  const { results, total } = pageSchema.parse(await json(await service.get(`${PATH}?${query}`)));
  return { tickers: results.map(({ ticker }) => ticker).join(' '), total };
}

describe('the latest results, sorted', () => {
  test.each([
    ['', 'AAPL MSFT TCS.NS TCSX ZZZ'],
    ['sort=-ticker', 'ZZZ TCSX TCS.NS MSFT AAPL'],
    ['sort=score', 'TCS.NS MSFT AAPL ZZZ TCSX'],
    ['sort=-score', 'TCSX AAPL ZZZ MSFT TCS.NS'],
    ['sort=as_of', 'MSFT TCSX AAPL TCS.NS ZZZ'],
    ['sort=-completed_at', 'AAPL TCS.NS ZZZ MSFT TCSX'],
    ['sort=name', 'TCS.NS ZZZ AAPL MSFT TCSX'],
    ['sort=-name', 'AAPL ZZZ TCS.NS MSFT TCSX'],
    ['sort=evidence', 'AAPL TCSX MSFT TCS.NS ZZZ'],
    ['sort=-evidence', 'TCSX AAPL MSFT TCS.NS ZZZ'],
  ])('by %j are %s', async (query, tickers) => {
    expect(await found(query)).toEqual({ tickers, total: 5 });
  });

  test.each(['score', '-score', 'name', '-ticker', 'as_of'])(
    'by %s come in pages that hold each once',
    async (sort) => {
      const whole = await found(`sort=${sort}`);
      const pages: string[] = [];
      for (const page of [1, 2, 3, 4, 5])
        pages.push((await found(`sort=${sort}&per_page=1&page=${page}`)).tickers);
      expect(pages.join(' ')).toBe(whole.tickers);
    },
  );
});

describe('the latest results, filtered', () => {
  test.each([
    ['verdict=Buy', 'AAPL ZZZ'],
    ['verdict=buy,strong%20buy', 'AAPL TCSX ZZZ'],
    ['verdict=Sell&verdict=neutral', 'MSFT TCS.NS'],
    ['min_score=70', 'AAPL TCSX ZZZ'],
    ['max_score=50', 'MSFT TCS.NS'],
    ['min_score=50&max_score=70', 'AAPL MSFT ZZZ'],
    ['symbol=tcs', 'TCS.NS TCSX'],
    ['symbol=TCS.', 'TCS.NS'],
    ['symbol=TCS_', ''],
    ['evidence=better', 'TCSX'],
    ['data_source=simulated', 'MSFT'],
    ['strategy=trend', 'TCS.NS'],
    ['symbol=TCS&verdict=Buy', ''],
  ])('by %s are %j, and the total says so', async (query, tickers) => {
    const total = tickers === '' ? 0 : tickers.split(' ').length;
    expect(await found(query)).toEqual({ tickers, total });
    const small = await found(`${query}&per_page=1`);
    expect(small).toEqual({ tickers: tickers.split(' ')[0], total });
  });

  test('never show an earlier result in the place of the latest', async () => {
    expect((await found('symbol=TCS.NS&verdict=Buy')).total).toBe(0);
  });

  test.each([
    ['verdict=Hold', 'verdict not_one_of'],
    ['min_score=lots', 'min_score wrong_type'],
    ['min_score=', 'min_score too_short'],
    ['max_score=101', 'max_score too_high'],
    ['min_score=60&max_score=40', 'min_score above_max_score'],
    ['symbol=a%20b', 'symbol wrong_format'],
    ['evidence=yes', 'evidence not_one_of'],
    ['data_source=bloomberg', 'data_source not_one_of'],
    ['strategy=luck', 'strategy not_one_of'],
    ['sort=price', 'sort not_one_of'],
    ['page=0', 'page too_low'],
    ['format=xml', 'format not_one_of'],
  ])('refuse %s, naming the field', async (query, fault) => {
    const response = await service.get(`${PATH}?${query}`);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toEqual([fault]);
  });
});

describe('the latest results with names', () => {
  test('have the name of the universe, null where it knows none, and what the verdict rests on', async () => {
    const { results } = pageSchema.parse(await json(await service.get(PATH)));
    expect(results.map(({ ticker, name }) => [ticker, name])).toEqual([
      ['AAPL', 'zebra Computer'],
      ['MSFT', null],
      ['TCS.NS', '=HYPERLINK("x","Tata")'],
      ['TCSX', null],
      ['ZZZ', 'Aardvark'],
    ]);
    expect(results[0]).toMatchObject({ strategy: 'balanced', evidence: 'no_edge' });
  });
});

describe('the latest results as CSV', () => {
  const CSV = { accept: 'text/csv' };

  test('are all of them, in order, and no formula runs', async () => {
    const response = await service.get(`${PATH}?sort=-score&per_page=1&symbol=T&format=csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const [header, ...rows] = (await response.text()).trimEnd().split('\r\n');
    expect(header).toMatch(
      /^ticker,symbol,name,exchange,currency,verdict,score,rating,strategy,evidence,close,/,
    );
    expect(rows.map((row) => row.slice(0, 20))).toEqual([
      expect.stringMatching(/^TCSX,TCSX,,,USD/),
      expect.stringMatching(/^TCS\.NS,TCS,"'=HYPER/),
    ]);
    expect(rows.every((row) => row.includes('not investment advice'))).toBe(true);
  });

  test('are what Accept asks for', async () => {
    const response = await service.get(`${PATH}?data_source=simulated`, CSV);
    expect(response.headers.get('vary')).toContain('Accept');
    expect((await response.text()).split('\r\n')[1]).toMatch(/^MSFT,/);
    const json = await service.get(PATH, { accept: 'application/json' });
    expect(json.headers.get('vary')).toContain('Accept');
    const image = await service.get(PATH, { accept: 'image/png' });
    expect(image.status).toBe(406);
    expect(await problemOf(image)).toMatchObject({ code: 'not_acceptable' });
  });

  test('are a header alone where there are none', async () => {
    const text = await (await service.get(`${PATH}?symbol=NONE`, CSV)).text();
    expect(text.split('\r\n')).toHaveLength(2);
  });

  test('are more than one read has', async () => {
    const own = await freshDatabase();
    const other = api(own.url);
    await insertJob(other.jobs.db, { id: 'job_many' });
    await insertResult(other.jobs.db, { jobId: 'job_many', ticker: 'T0' });
    await other.jobs.db.execute(sql`insert into stock_results
      select (jsonb_populate_record(r, jsonb_build_object('ticker', 'T' || n, 'symbol', 'T' || n))).*
      from stock_results r, generate_series(1, 1100) n`);
    const rows = (await (await other.get(`${PATH}?format=csv&sort=-ticker`)).text())
      .trimEnd()
      .split('\r\n')
      .slice(1);
    const tickers = rows.map((row) => row.split(',')[0] ?? '');
    expect(tickers).toHaveLength(1101);
    expect(tickers).toEqual([...tickers].sort().reverse());
    await own.drop();
  });
});
