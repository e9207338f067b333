import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inline } from '../profiles/http/given-posts.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, faultsOf, json, problemOf } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const create = async (body: object) => String((await json(await service.post('/api/jobs', body)))['id']);

describe('a job that is run again', () => {
  const body = {
    kind: 'stocks',
    input: { symbols: ['AAPL'], capital: 5_000 },
    name: 'n',
    tags: ['t'],
    deadline_seconds: 99,
  };

  test('is a new one with the same input but for the changes', async () => {
    const first = await create(body);
    expect((await service.post(`/api/jobs/${first}/again`)).status).toBe(202);
    const again = await service.post(`/api/jobs/${first}/again`, { input: { capital: 7_000 } });
    expect(again.status).toBe(202);
    const job = await json(again);
    expect(job).toMatchObject({ name: 'n', tags: ['t'], again_of: first, status: 'queued' });
    expect(job['id']).not.toBe(first);
    const { rows } = await service.jobs.db.execute(
      sql`select input, deadline_seconds from jobs where id = ${String(job['id'])}`,
    );
    expect(rows).toMatchObject([{ input: { symbols: ['AAPL'], capital: 7_000 }, deadline_seconds: 99 }]);
  });

  test('is one job under one key, and has labels of its own if it is given some', async () => {
    const path = `/api/jobs/${await create(body)}/again`;
    const headers = { 'idempotency-key': 'again' };
    const once = await (await service.post(path, { name: 'other', tags: [] }, headers)).text();
    expect(JSON.parse(once)).toMatchObject({ name: 'other', tags: [] });
    expect(await (await service.post(path, { name: 'other', tags: [] }, headers)).text()).toBe(once);
  });

  test('is refused with a wrong change, or of another owner', async () => {
    const path = `/api/jobs/${await create(body)}/again`;
    expect(await faultsOf(await service.post(path, { input: { capital: -1 } }))).toEqual([
      'input.capital too_low',
    ]);
    const bob = api(database.url, { access: { mode: 'open', owner: 'bob' } });
    expect((await bob.post(path, {})).status).toBe(404);
  });

  test('needs what was not kept of its input', async () => {
    const path = `/api/jobs/${await create({ kind: 'profile', input: inline(3) })}/again`;
    const { code, detail } = await problemOf(await service.post(path, {}));
    expect([code, detail]).toEqual(['input_not_kept', expect.stringContaining('input.posts')]);
    expect((await service.post(path, { input: { posts: inline(3).posts } })).status).toBe(202);
  });
});
