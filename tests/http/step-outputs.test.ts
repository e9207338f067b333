import { afterAll, beforeAll, expect, test } from 'vitest';
import { STEP_OUTPUTS } from '../../lib/http/jobs/step-outputs.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, turn } from '../support/jobs.ts';
import { type Api, api, json, NOWHERE } from './harness.ts';

let database: FreshDatabase;
let service: Api;
let id: string;
beforeAll(async () => {
  database = await freshDatabase();
  const stocks = api(NOWHERE).context.kinds.get('stocks');
  if (!stocks) throw new Error('stocks are one of the kinds');
  const kinds = new Map([['stocks', { ...stocks, results: STEP_OUTPUTS }]]);
  service = api(database.url, { kinds });
  ({ id } = await createdJob(service.jobs, 4));
  const { claimed } = await turn(service.jobs.db, id, { token: 'a' });
  const outcomes = claimed.map(({ key, stage }, n) => ({
    ...{ key, stage, token: 'a', result: 'done' as const, record: null, further: [] },
    output: n === 1 ? undefined : { n },
  }));
  await turn(service.jobs.db, id, { claim: null, outcomes });
});
afterAll(() => database.drop());

const result = async (query: string) => json(await service.get(`/api/v1/jobs/${id}/result?${query}`));

test('a product without results of its own has what its steps put out, in their order, in pages', async () => {
  const first = await result('limit=2');
  expect(first['data']).toEqual([
    { key: 's0', output: { n: 0 } },
    { key: 's2', output: { n: 2 } },
  ]);
  const second = await result(`limit=2&cursor=${first['next_cursor']}`);
  expect(second).toMatchObject({ data: [{ key: 's3', output: { n: 3 } }], next_cursor: null });
});

test.each(['AAPL', '99999999999', '-1', '1.5'])(
  'a cursor of another list, %s, finds nothing',
  async (place) => {
    const cursor = Buffer.from(place).toString('base64url');
    expect(await result(`cursor=${cursor}`)).toMatchObject({ data: [], next_cursor: null });
  },
);
