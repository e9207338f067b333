import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Start } from '../../../lib/engine/publisher.ts';
import { type Api, api, faultsOf, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { turn } from '../../support/jobs.ts';
import { runStocks } from './seed.ts';

const LIST = '/api/watchlist';
const ANALYZE = '/api/watchlist/analyze';

let database: FreshDatabase;
let service: Api;
let bob: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  bob = api(database.url, { access: { mode: 'open', owner: 'bob' } });
});
afterAll(() => database.drop());
beforeEach(async () => {
  await service.jobs.db.execute(sql`delete from watchlist`);
  await service.jobs.db.execute(sql`delete from jobs`);
  await service.jobs.db.execute(sql`delete from universe`);
});

async function watch(...symbols: string[]): Promise<void> {
  for (const symbol of symbols) expect((await service.post(LIST, { symbol })).status).toBe(201);
}

const items = async (of: Api = service): Promise<Record<string, unknown>[]> => {
  const { watchlist, count } = await json(await of.get(LIST));
  if (!Array.isArray(watchlist)) throw new Error('no list');
  expect(count).toBe(watchlist.length);
  return watchlist;
};
const stateOf = async (symbol: string) =>
  (await items()).find((item) => item['symbol'] === symbol)?.['last_status'];

async function analyze(body: unknown = {}, headers: Record<string, string> = {}): Promise<string> {
  const response = await service.post(ANALYZE, body, headers);
  expect(response.status).toBe(201);
  return String((await json(response))['job_id']);
}

const remove = (path: string, body?: unknown) =>
  service.call('DELETE', path, {
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

async function withUniverse(ticker: string, name: string): Promise<void> {
  await service.jobs.db.execute(sql`insert into universe (ticker, symbol, name, exchange, list)
    values (${ticker}, ${ticker}, ${name}, 'NSE', 'test')`);
}

describe('a watchlist', () => {
  test('holds symbols in capitals, oldest first, each with what is known of it', async () => {
    const added = await service.post(LIST, { symbol: ' tcs.ns ', name: ' Tata ' });
    expect(added.status).toBe(201);
    const tcs = {
      symbol: 'TCS.NS',
      name: 'Tata',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      last_job_id: null,
      last_analyzed_at: null,
      last_status: null,
    };
    expect(await json(added)).toEqual(tcs);
    await watch('^GSPC');
    expect(await items()).toEqual([tcs, { ...tcs, symbol: '^GSPC', name: null }]);
  });

  test('shows the name that the universe has where none was given, also of a bare symbol', async () => {
    await withUniverse('INFY.NS', 'Infosys Limited');
    await watch('INFY', 'INFY.NS', 'INFY.BO');
    expect((await items()).map(({ name }) => name)).toEqual(['Infosys Limited', 'Infosys Limited', null]);
  });

  test('takes no symbol twice', async () => {
    await watch('AAPL');
    const again = await service.post(LIST, { symbol: 'aapl' });
    expect(again.status).toBe(409);
    expect(await problemOf(again)).toMatchObject({ code: 'already_on_watchlist' });
    expect(await items()).toHaveLength(1);
  });

  test.each<[unknown, string[]]>([
    [{}, ['symbol missing']],
    [{ symbol: 'A B', name: 7 }, ['symbol not_a_symbol', 'name wrong_type']],
    [{ symbol: 'AAPL', notes: 'x' }, ['notes unknown_field']],
  ])('refuses %j with every fault', async (body, faults) => {
    const response = await service.post(LIST, body);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toEqual(faults);
  });

  test('has room for a thousand symbols, however many come at once', async () => {
    await service.jobs.db.execute(
      sql`insert into watchlist (owner, symbol) select 'ann', 'S' || n from generate_series(1, 997) n`,
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => service.post(LIST, { symbol: `T${i}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 422, 422, 422, 422, 422]);
    const full = await service.post(LIST, { symbol: 'U' });
    expect(await problemOf(full)).toMatchObject({ code: 'watchlist_full', status: 422 });
    expect((await service.post(LIST, { symbol: 'S1' })).status).toBe(409);
    expect((await remove(`${LIST}/S1`)).status).toBe(204);
    await watch('U');
  });

  test.each<[string, unknown]>([
    [`${LIST}/m%26m.ns`, undefined],
    [LIST, { symbol: 'M&M.NS' }],
    [LIST, { ticker: ' m&m.ns' }],
  ])('lets go of a symbol by DELETE %s %j', async (path, body) => {
    await watch('M&M.NS', 'AAPL');
    expect((await remove(path, body)).status).toBe(204);
    expect((await items()).map(({ symbol }) => symbol)).toEqual(['AAPL']);
    expect(await problemOf(await remove(path, body))).toMatchObject({ code: 'not_found', status: 404 });
  });

  test('refuses a removal that names nothing', async () => {
    for (const body of [{}, { symbol: 'A', ticker: 'B' }, { id: 1 }]) {
      expect((await remove(LIST, body)).status).toBe(422);
    }
    expect((await remove(`${LIST}/A%20B`)).status).toBe(422);
  });

  test('of one owner is nothing to another', async () => {
    await watch('AAPL');
    expect(await items(bob)).toEqual([]);
    expect((await bob.call('DELETE', `${LIST}/AAPL`)).status).toBe(404);
    expect((await bob.post(LIST, { symbol: 'AAPL' })).status).toBe(201);
    const jobId = await analyze();
    expect(await items(bob)).toMatchObject([{ symbol: 'AAPL', last_job_id: null, last_status: null }]);
    expect(await items()).toMatchObject([{ symbol: 'AAPL', last_job_id: jobId }]);
  });
});

describe('the analysis of a watchlist', () => {
  test('answers as that of stocks does, for all that is watched', async () => {
    await watch('TCS', 'TCS.NS', 'AAPL');
    const response = await service.post(ANALYZE, { capital: 5000 });
    expect(response.status).toBe(201);
    const body = await json(response);
    expect(body).toEqual({
      job_id: expect.stringMatching(/^job_/),
      status: 'queued',
      dispatched: true,
      count: 3,
      capital: 5000,
      symbols: ['TCS', 'TCS.NS', 'AAPL'],
    });
    expect(response.headers.get('location')).toBe(`/api/v1/jobs/${body['job_id']}`);
    const job = await json(await service.get(`/api/jobs/${body['job_id']}`));
    expect(job).toMatchObject({ kind: 'stocks', source: 'watchlist', usage: { round_trips: 3 } });
  });

  test('needs no body', async () => {
    await watch('AAPL');
    const response = await service.post(ANALYZE);
    expect(response.status).toBe(201);
    expect(await json(response)).toMatchObject({ capital: 100_000, symbols: ['AAPL'] });
  });

  test.each<[unknown, string[]]>([
    [{ symbols: ['AAPL'] }, ['symbols unknown_field']],
    [{ capital: 0, more: 1 }, ['capital too_low', 'more unknown_field']],
    [{ callback_url: 'http://10.0.0.1/', more: 1 }, ['more unknown_field', 'callback_url not_https']],
  ])('refuses %j with every fault', async (body, faults) => {
    await watch('AAPL');
    const response = await service.post(ANALYZE, body);
    expect(response.status).toBe(422);
    expect(await faultsOf(response)).toEqual(faults);
  });

  test('of an empty one is refused with the remedy, and creates nothing', async () => {
    const response = await service.post(ANALYZE, {});
    expect(response.status).toBe(422);
    const { code, detail } = await problemOf(response);
    expect([code, detail]).toEqual(['watchlist_empty', expect.stringContaining('POST /api/watchlist')]);
    expect((await json(await service.get('/api/jobs')))['data']).toEqual([]);
  });

  test('under the same key is the same job, whatever was added since or is left', async () => {
    await watch('AAPL');
    const headers = { 'idempotency-key': 'k' };
    const first = await analyze({}, headers);
    await watch('MSFT');
    expect(await analyze({}, headers)).toBe(first);
    expect((await items()).map((item) => item['last_job_id'])).toEqual([first, null]);
    await service.jobs.db.execute(sql`delete from watchlist`);
    expect(await analyze({}, headers)).toBe(first);
    const other = await service.post(ANALYZE, { capital: 1 }, headers);
    expect(await problemOf(other)).toMatchObject({ code: 'idempotency_mismatch' });
  });

  test('is another request than that of the universe under the same key', async () => {
    await withUniverse('AAPL', 'Apple');
    await watch('AAPL');
    const headers = { 'idempotency-key': 'two' };
    await analyze({}, headers);
    const other = await service.post('/api/stocks/analyze-all-stocks', { symbols: [] }, headers);
    expect(await problemOf(other)).toMatchObject({ code: 'idempotency_mismatch' });
  });
});

describe('the last job of an item', () => {
  test('is followed step by step to its end', async () => {
    await watch('TCS', 'TCS.NS', 'UNKNOWN');
    const id = await analyze();
    expect((await items()).map((item) => [item['last_job_id'], item['last_status']])).toEqual([
      [id, 'queued'],
      [id, 'queued'],
      [id, 'queued'],
    ]);
    const { claimed } = await turn(service.jobs.db, id, { token: 'a' });
    expect(claimed).toHaveLength(3);
    expect([await stateOf('TCS'), await stateOf('UNKNOWN')]).toEqual(['processing', 'processing']);
    await service.jobs.db.execute(sql`update steps set status = 'pending', token = null, lease_until = null`);
    await runStocks(service.jobs.db, id);
    const analyzed = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(await items()).toMatchObject([
      { symbol: 'TCS', last_status: 'completed', last_analyzed_at: analyzed },
      { symbol: 'TCS.NS', last_status: 'completed', last_analyzed_at: analyzed },
      { symbol: 'UNKNOWN', last_status: 'failed', last_analyzed_at: null },
    ]);
  });

  test('of a bare symbol is never that of another exchange', async () => {
    await watch('TCS', 'TCS.BO');
    const id = await analyze();
    await service.jobs.db.execute(
      sql`update steps set status = 'failed' where job_id = ${id} and key = 'TCS.BO'`,
    );
    expect([await stateOf('TCS'), await stateOf('TCS.BO')]).toEqual(['queued', 'failed']);
  });

  test('that is cancelled leaves its unfinished items cancelled', async () => {
    await watch('AAPL');
    const id = await analyze();
    expect((await service.post(`/api/jobs/${id}/cancel`)).status).toBe(200);
    expect(await stateOf('AAPL')).toBe('cancelled');
  });

  test('that is deleted leaves none', async () => {
    await watch('AAPL');
    const id = await analyze();
    await service.post(`/api/jobs/${id}/cancel`);
    expect((await remove(`/api/jobs/${id}`)).status).toBe(204);
    expect(await items()).toMatchObject([{ last_job_id: null, last_status: null, last_analyzed_at: null }]);
  });

  test('is the later one of two', async () => {
    await watch('AAPL');
    await analyze();
    await watch('MSFT');
    const second = await analyze();
    expect((await items()).map((item) => item['last_job_id'])).toEqual([second, second]);
  });
});

describe('job and link', () => {
  test('come together: before the job is inserted there is none', async () => {
    const seen: unknown[] = [];
    const looking = api(database.url, {
      jobs: {
        publisher: {
          start: async (_: Start) => void seen.push(await items()),
          webhook: async () => {},
          bulk: async () => {},
          revive: async () => {},
        },
      },
    });
    await watch('AAPL');
    expect((await looking.post(ANALYZE, {})).status).toBe(201);
    expect(seen).toMatchObject([[{ last_job_id: null }]]);
  });

  test('go together: a creation that is too late leaves neither', async () => {
    const own = await freshDatabase();
    const late = api(own.url);
    await late.post(LIST, { symbol: 'AAPL' });
    await late.jobs.db.execute(sql`create or replace function unstuck_assert_before(latest timestamptz) returns boolean
      language plpgsql as $$ begin raise exception 'too late' using errcode = 'UN001'; end $$`);
    const response = await late.post(ANALYZE, {});
    expect(await problemOf(response)).toMatchObject({ code: 'database_unavailable' });
    expect(await items(late)).toMatchObject([{ last_job_id: null }]);
    await own.drop();
  });

  test('of ten requests at once under one key are one job, and no link to one that was never inserted', async () => {
    await watch('AAPL', 'MSFT');
    const headers = { 'idempotency-key': 'hasty' };
    const ids = await Promise.all(Array.from({ length: 10 }, () => analyze({}, headers)));
    expect(new Set(ids).size).toBe(1);
    expect((await items()).map((item) => item['last_job_id'])).toEqual([ids[0], ids[0]]);
  });

  test('of ten requests at once without a key are all there: nobody waits for another in a circle', async () => {
    await watch('AAPL', 'MSFT', 'IBM');
    const ids = await Promise.all(Array.from({ length: 10 }, () => analyze()));
    const linked = new Set((await items()).map((item) => item['last_job_id']));
    expect(linked.size).toBe(1);
    expect(ids).toContain([...linked][0]);
  });
});

describe('a schedule', () => {
  const put = (body: unknown) =>
    service.call('PUT', '/api/watchlist/schedule', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  test.each<[unknown, string[]]>([
    [{}, ['cron missing']],
    [{ cron: '* * * * * *' }, ['cron not_a_cron_expression']],
    [{ cron: '0 0 31 2 *' }, ['cron never_comes']],
    [
      { cron: '', callback_url: 'http://10.0.0.1/' },
      ['callback_url not_https', 'cron not_a_cron_expression'],
    ],
    [{ cron: '0 9 * * *', timezone: '+05:30' }, ['timezone unknown_time_zone']],
    [
      { cron: 'x', timezone: 'Mars/Base', capital: 0, symbols: [] },
      [
        'cron not_a_cron_expression',
        'timezone unknown_time_zone',
        'capital too_low',
        'symbols unknown_field',
      ],
    ],
  ])('is not made of %j: every fault is named', async (body, faults) => {
    const response = await put(body);
    expect(response.status).toBe(422);
    expect((await faultsOf(response)).sort()).toEqual([...faults].sort());
  });

  test('takes no callback_url while events cannot be signed', async () => {
    const response = await put({ cron: '0 9 * * *', callback_url: 'https://example.com/hooks' });
    expect((await problemOf(response)).code).toBe('webhook_not_configured');
  });

  test('never takes a symbol of that name from the list', async () => {
    await watch('SCHEDULE', 'ANALYZE');
    expect((await remove(`${LIST}/SCHEDULE`)).status).toBe(204);
    expect((await remove(`${LIST}/analyze`)).status).toBe(204);
  });
});
