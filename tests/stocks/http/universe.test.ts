import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Api, api, faultsOf, json, NOWHERE, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';

const CREATE = '/api/stocks/analyze-all-stocks';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await service.jobs.db.execute(sql`delete from universe`);
});

async function load(...rows: [ticker: string, name: string, exchange: string][]): Promise<void> {
  for (const [ticker, name, exchange] of rows) {
    await service.jobs.db.execute(sql`insert into universe (ticker, symbol, name, exchange, list)
      values (${ticker}, ${ticker.replace(/\..*/, '')}, ${name}, ${exchange}, 'a list')`);
  }
}

async function keysOf(jobId: unknown): Promise<string[]> {
  const { rows } = await service.jobs.db.execute<{ key: string }>(
    sql`select key from steps where job_id = ${jobId} order by seq`,
  );
  return rows.map(({ key }) => key);
}

describe('an empty list of symbols', () => {
  test('is the loaded universe', async () => {
    await load(['TCS.NS', 'Tata', 'NSE'], ['M&M.NS', 'Mahindra', 'NSE'], ['AAPL', '', '']);
    const response = await service.post(CREATE, { symbols: [] });
    expect(response.status).toBe(201);
    const body = await json(response);
    expect(body).toMatchObject({ count: 3, symbols: ['AAPL', 'M&M.NS', 'TCS.NS'], capital: 100_000 });
    expect(await keysOf(body['job_id'])).toEqual(['AAPL', 'M&M.NS', 'TCS.NS']);
  });

  test('is refused while nothing is loaded, with the command that loads', async () => {
    const response = await service.post(CREATE, { symbols: [] });
    expect(response.status).toBe(422);
    const { code, detail } = await problemOf(response);
    expect(code).toBe('universe_not_loaded');
    expect(detail).toContain('npm run universe -- load FILE.csv');
  });

  test('is refused with the number when the universe is too large', async () => {
    await service.jobs.db.execute(sql`insert into universe (ticker, symbol, name, exchange, list)
      select 'S' || n, 'S' || n, '', '', 'large' from generate_series(1, 10001) n`);
    const response = await service.post('/api/jobs', { kind: 'stocks', input: { symbols: [] } });
    expect(response.status).toBe(422);
    expect(await problemOf(response.clone())).toMatchObject({
      detail: expect.stringContaining('10001 symbols'),
    });
    expect(await faultsOf(response)).toEqual(['symbols universe_unusable']);
  });

  test('asked for again under its key is the first job, whatever has become of the universe', async () => {
    await load(['AAPL', '', '']);
    const headers = { 'idempotency-key': 'whole-universe' };
    const first = await service.post(CREATE, { symbols: [] }, headers);
    const text = await first.text();
    for (const change of [
      () => load(['MSFT', '', '']),
      () => service.jobs.db.execute(sql`delete from universe`),
    ]) {
      await change();
      const again = await service.post(CREATE, { symbols: [] }, headers);
      expect(again.status).toBe(201);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(await again.text()).toBe(text);
    }
  });

  test('is another request than the symbols that it stands for', async () => {
    await load(['AAPL', '', '']);
    const headers = { 'idempotency-key': 'by-name' };
    await service.post(CREATE, { symbols: [] }, headers);
    const named = await service.post(CREATE, { symbols: ['AAPL'] }, headers);
    expect(await problemOf(named)).toMatchObject({ code: 'idempotency_mismatch' });
  });

  test('is a 503 while the database is away, and no job', async () => {
    const response = await api(NOWHERE).post(CREATE, { symbols: [] });
    expect(response.status).toBe(503);
  });

  test('costs one more round trip than named symbols do', async () => {
    await load(['AAPL', '', '']);
    const trips = async (symbols: string[]) => {
      const { job_id } = await json(await service.post(CREATE, { symbols }));
      return (await json(await service.get(`/api/jobs/${job_id}`)))['usage'];
    };
    expect(await trips(['AAPL'])).toMatchObject({ round_trips: 2 });
    expect(await trips([])).toMatchObject({ round_trips: 3 });
  });
});

describe('the universe as a list', () => {
  beforeEach(() =>
    load(['TCS.NS', 'Tata Consultancy', 'NSE'], ['AAPL', 'Apple 100%', 'Nasdaq'], ['MSFT', '', '']),
  );
  const tickersOf = async (query: string) => {
    const { stocks, total } = await json(await service.get(`/api/stocks/universe?${query}`));
    return [total, ...(Array.isArray(stocks) ? stocks.map(({ ticker }) => ticker) : [])];
  };

  test.each(['/api/stocks/universe', '/api/stocks/all', '/api/v1/stocks/all'])('is at %s', async (path) => {
    expect(await json(await service.get(`${path}?per_page=2`))).toEqual({
      stocks: [
        {
          ticker: 'AAPL',
          symbol: 'AAPL',
          name: 'Apple 100%',
          exchange: 'Nasdaq',
          isin: null,
          list: 'a list',
          loaded_at: expect.stringMatching(/Z$/),
        },
        expect.objectContaining({ ticker: 'MSFT', name: null, exchange: null }),
      ],
      count: 2,
      total: 3,
      page: 1,
      per_page: 2,
      total_pages: 2,
    });
  });

  test.each([
    ['page=2&per_page=2', [3, 'TCS.NS']],
    ['search=tata', [1, 'TCS.NS']],
    ['search=NASDAQ', [1, 'AAPL']],
    ['search=ms', [1, 'MSFT']],
    ['search=%25', [1, 'AAPL']],
    ['search=_', [0]],
  ])('answers %s', async (query, expected) => {
    expect(await tickersOf(query)).toEqual(expected);
  });

  test('refuses a search that is too long', async () => {
    const response = await service.get(`/api/stocks/universe?search=${'x'.repeat(101)}`);
    expect(await faultsOf(response)).toEqual(['search too_long']);
  });
});
