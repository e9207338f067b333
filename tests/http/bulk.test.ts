import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, faultsOf, json } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

test('an action on many jobs is counted first, then begun, and told to its owner alone', async () => {
  for (const tags of [['a'], ['a'], ['b']])
    await service.post('/api/jobs', { kind: 'stocks', input: { symbols: ['X'] }, tags });
  const body = { action: 'cancel', filter: { tag: ['a'] } };
  const counted = await service.post('/api/jobs/bulk', { ...body, dry_run: true });
  expect([counted.status, await json(counted)]).toEqual([
    200,
    { action: 'cancel', total: 2, by_status: { queued: 2 } },
  ]);
  const begun = await service.post('/api/jobs/bulk', body);
  expect(begun.status).toBe(202);
  const path = begun.headers.get('location') ?? '';
  expect(await json(await service.get(path))).toMatchObject({ status: 'running', total: 2, done: 0 });
  const bob = api(database.url, { access: { mode: 'open', owner: 'bob' } });
  expect((await bob.get(path)).status).toBe(404);
});

test('every job has to be asked for by name', async () => {
  expect(await faultsOf(await service.post('/api/jobs/bulk', { action: 'delete' }))).toEqual([
    'filter empty_filter',
  ]);
  const all = await service.post('/api/jobs/bulk', { action: 'cancel', all: true, dry_run: true });
  expect(await json(all)).toMatchObject({ total: 3 });
});
