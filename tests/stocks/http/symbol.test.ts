import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, json } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { insertJob, insertResult, runStocks } from './seed.ts';

let database: FreshDatabase;
let service: Api;
let jobId = '';
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
  const { db } = service.jobs;
  const created = await service.post('/api/v1/jobs', {
    kind: 'stocks',
    input: { symbols: ['TCS.NS', 'INFY.NS'] },
  });
  jobId = z.object({ id: z.string() }).parse(await created.json()).id;
  await runStocks(db, jobId, { bars: 600 });
  await insertJob(db, { id: 'job_bob', owner: 'bob' });
  await insertResult(db, {
    jobId: 'job_bob',
    ticker: 'BOBS',
    owner: 'bob',
    completedAt: new Date(),
    asOf: '2026-11-20',
  });
});
afterAll(() => database.drop());

const answerSchema = z.looseObject({
  job_id: z.string(),
  result: z.looseObject({
    ticker: z.string(),
    bars: z.number(),
    raw: z.looseObject({ close: z.array(z.number()) }).nullable(),
  }),
  plans: z.array(z.looseObject({ given_on: z.string(), state: z.string() })),
});
const get = (symbol: string, query = '') => service.get(`/api/v1/stocks/${symbol}/latest${query}`);
const read = async (symbol: string, query = '') => answerSchema.parse(await json(await get(symbol, query)));

test('a symbol has its latest result with the bars that were rated, by ticker and by its bare name', async () => {
  const found = await read('TCS.NS');
  expect([found.job_id, found.result.ticker]).toEqual([jobId, 'TCS.NS']);
  expect(found.result.raw?.close).toHaveLength(found.result.bars);
  expect((await read('tcs')).result.ticker).toBe('TCS.NS');
  expect((await read('TCS.NS', `?job=${jobId}`)).job_id).toBe(jobId);
});

test('its own ticker stands before others of that bare name', async () => {
  const { db } = service.jobs;
  await insertJob(db, { id: 'job_own' });
  await insertResult(db, { jobId: 'job_own', ticker: 'INFY', completedAt: new Date(0), asOf: '2020-01-01' });
  expect((await read('INFY')).result.ticker).toBe('INFY');
});

test('what was not analyzed, what another owner has, and another job are not found', async () => {
  for (const [symbol, query] of [
    ['NONE'],
    ['BOBS'],
    ['TCS.NS', '?job=job_bob'],
    ['TCS.NS', '?interval=1wk'],
  ] as const)
    expect([symbol, query, (await get(symbol, query)).status]).toEqual([symbol, query, 404]);
});

test('the list of the latest says what such buys won, and on how many trades that rests', async () => {
  const list = z.object({
    results: z.array(
      z.looseObject({ ticker: z.string(), won: z.object({ effective_n: z.number() }).loose().nullable() }),
    ),
  });
  const { results } = list.parse(
    await json(await service.get('/api/v1/stocks/all-stocks/results?symbol=TCS')),
  );
  const evidence = z
    .object({ result: z.looseObject({ evidence: z.array(z.looseObject({ effective_n: z.number() })) }) })
    .parse(await json(await get('TCS.NS')));
  expect(results[0]?.won?.effective_n).toBe(evidence.result.evidence[0]?.effective_n);
});
