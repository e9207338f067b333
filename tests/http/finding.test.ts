import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, faultsOf, json } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), status: z.string() })),
  next_cursor: z.string().nullable(),
});

async function created(symbols: string[], further: object = {}, as = service): Promise<string> {
  const response = await as.post('/api/jobs', { kind: 'stocks', input: { symbols }, ...further });
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

async function found(query: string, as = service): Promise<string[]> {
  return listSchema.parse(await json(await as.get(`/api/jobs?${query}`))).data.map(({ id }) => id);
}

describe('a job with a name and tags', () => {
  const body = {
    kind: 'stocks',
    input: { symbols: ['AAPL'] },
    name: ' Nightly ',
    tags: ['b', 'a:1', 'b'],
  };

  test('shows them, each tag once and in the order given, and to a repeated request byte for byte', async () => {
    const headers = { 'idempotency-key': 'labels' };
    const first = await (await service.post('/api/jobs', body, headers)).text();
    expect(JSON.parse(first)).toMatchObject({ name: 'Nightly', tags: ['b', 'a:1'] });
    const id = JSON.parse(first).id;
    await service.post(`/api/jobs/${id}/cancel`);
    expect(await (await service.post('/api/jobs', body, headers)).text()).toBe(first);
    expect(await json(await service.get(`/api/jobs/${id}`))).toMatchObject({ tags: ['b', 'a:1'] });
  });

  test('is another request than the same without them, whose digest is what it was', async () => {
    const headers = { 'idempotency-key': 'plain' };
    const { name: _name, tags: _tags, ...plain } = body;
    const id = await json(await service.post('/api/jobs', plain, headers));
    const { rows } = await service.jobs.db.execute(
      sql`select request_hash from jobs where id = ${String(id['id'])}`,
    );
    expect(rows).toMatchInlineSnapshot(`
      [
        {
          "request_hash": "0a1d89051b3205eee27c16fea6478751a2a73039cd02768f84fffdaf3af21dc1",
        },
      ]
    `);
    expect((await service.post('/api/jobs', body, headers)).status).toBe(422);
  });

  test.each([
    [{ tags: ['a b'] }, 'tags.0 wrong_format'],
    [{ tags: ['x'.repeat(65)] }, 'tags.0 wrong_format'],
    [{ tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, 'tags too_many'],
    [{ name: 'x'.repeat(201) }, 'name too_long'],
    [{ name: ' ' }, 'name too_short'],
  ])('that no job can have is refused: %j', async (labels, fault) => {
    expect(await faultsOf(await service.post('/api/jobs', { ...body, ...labels }))).toEqual([fault]);
  });
});

describe('jobs are found', () => {
  let own: FreshDatabase;
  let as: Api;
  const ids: string[] = [];
  beforeAll(async () => {
    own = await freshDatabase();
    as = api(own.url);
    ids.push(await created(['AAPL', 'TCS.NS'], { tags: ['night', 'blue'] }, as));
    ids.push(await created(['TCS.BO'], { tags: ['night'] }, as));
    ids.push(await created(['MSFT'], { tags: ['blue'] }, as));
    ids.push(await created(['TCS.NS'], {}, as));
    await as.post(`/api/jobs/${ids[1]}/cancel`);
  });
  afterAll(() => own.drop());

  test.each([
    ['', [3, 2, 1, 0]],
    ['tag=night', [1, 0]],
    ['tag=night&tag=blue', [0]],
    ['tag=night,blue', [0]],
    ['tag=none', []],
    ['q=TCS.NS', [3, 0]],
    ['q=TCS', []],
    ['q=TCS*', [3, 1, 0]],
    ['q=TCS*&tag=night', [1, 0]],
    ['q=TCS.NS&tag=night&status=queued', [0]],
    ['q=NONE*', []],
    ['status=cancelled,failed', [1]],
    ['status=cancelled&status=queued&kind=stocks', [3, 2, 1, 0]],
    ['status=cancelled&kind=document,profile', []],
    ['since=2020-01-01&until=2020-01-02', []],
    ['since=2020-01-01T00:00:00Z', [3, 2, 1, 0]],
    ['until=2020-01-01', []],
  ])('by %s', async (query, expected) => {
    expect(await found(query, as)).toEqual(expected.map((i) => ids[i]));
  });

  test('page by page under every filter, none twice and none left out', async () => {
    for (const query of ['q=TCS*', 'tag=night', 'status=queued,cancelled', 'q=TCS.NS']) {
      const all = await found(query, as);
      const read: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const path: string = `/api/jobs?${query}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const page = listSchema.parse(await json(await as.get(path)));
        read.push(...page.data.map(({ id }) => id));
        cursor = page.next_cursor;
      }
      expect(read).toEqual(all);
    }
  });

  test('from and before a very time', async () => {
    const { created_at: at } = await json(await as.get(`/api/jobs/${ids[2]}`));
    expect(await found(`since=${at}`, as)).toEqual([ids[3], ids[2]]);
    expect(await found(`until=${at}`, as)).toEqual([ids[1], ids[0]]);
  });

  test('by nobody else, and not once they are deleted', async () => {
    const bob = api(own.url, { access: { mode: 'open', owner: 'bob' } });
    for (const query of ['tag=night', 'q=TCS.NS', 'q=T*']) expect(await found(query, bob)).toEqual([]);
    await as.call('DELETE', `/api/jobs/${ids[1]}`);
    expect(await found('q=TCS.BO', as)).toEqual([]);
    const { rows } = await as.jobs.db.execute(
      sql`select from job_keys where job_id = ${ids[1]} union all select from job_tags where job_id = ${ids[1]}`,
    );
    expect(rows).toEqual([]);
  });

  test.each([
    ['q=*', 'q wrong_format'],
    ['status=lost', 'status not_one_of'],
    ['since=yesterday', 'since no_match'],
    ['tag=a%20b', 'tag wrong_format'],
  ])('not by %s, which is refused', async (query, fault) => {
    expect(await faultsOf(await as.get(`/api/jobs?${query}`))).toEqual([fault]);
  });

  test('not by a prefix of too many keys', async () => {
    await created(
      Array.from({ length: 51 }, (_, i) => `ZZ${i}`),
      {},
      as,
    );
    expect(await faultsOf(await as.get('/api/jobs?q=ZZ*'))).toEqual(['q too_broad']);
  });
});

test.each(['tag=late', 'q=LATE', 'q=LAT*', 'since=2020-01-01'])(
  'an overdue job is found as what it ends as, by %s',
  async (query) => {
    const own = await freshDatabase();
    const as = api(own.url);
    const id = await created(['LATE'], { tags: ['late'] }, as);
    await as.jobs.db.execute(sql`update jobs set deadline_at = clock_timestamp() - interval '1 s'`);
    expect(await found(`${query}&status=failed`, as)).toEqual([id]);
    expect(await found(`${query}&status=queued,processing`, as)).toEqual([]);
    await own.drop();
  },
);

describe('a singleton', () => {
  const body = { kind: 'stocks', input: { symbols: ['ONE'] }, singleton: true };

  test('that is unfinished answers a second request for it, and no longer once it has ended', async () => {
    const id = await created(['ONE'], { singleton: true });
    const second = await service.post('/api/jobs', body);
    expect([second.status, second.headers.get('unstuck-singleton')]).toEqual([200, 'existing']);
    expect(await json(second)).toMatchObject({ id, status: 'queued' });
    expect(await created(['TWO'], { singleton: true })).not.toBe(id);
    expect(await created(['ONE'])).not.toBe(id);
    await service.post(`/api/jobs/${id}/cancel`);
    const third = await service.post('/api/jobs', body);
    expect(third.status).toBe(202);
    const retried = await service.post(`/api/jobs/${id}/retry`);
    expect([retried.status, (await json(retried))['code']]).toEqual([409, 'singleton_unfinished']);
  });

  test('asked for ten times at once is one job', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => created(['MANY'], { singleton: true })));
    expect(new Set(all).size).toBe(1);
    expect(await found('q=MANY')).toEqual([all[0]]);
  });

  test('that is overdue has ended', async () => {
    const id = await created(['OLD'], { singleton: true });
    await service.jobs.db.execute(
      sql`update jobs set deadline_at = clock_timestamp() - interval '1 s' where id = ${id}`,
    );
    expect(await created(['OLD'], { singleton: true })).not.toBe(id);
    expect(await json(await service.get(`/api/jobs/${id}`))).toMatchObject({ status: 'failed' });
  });
});
