import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, api, json, problemOf } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { insertJob, insertResult, runStocks } from './seed.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

async function analyzed(symbols: string[], bars: number): Promise<string> {
  const job = await json(await service.post('/api/jobs', { kind: 'stocks', input: { symbols } }));
  await runStocks(service.jobs.db, String(job['id']), { bars });
  return String(job['id']);
}

const diff = (symbol: string, from: string, to: string) =>
  service.get(`/api/v1/stocks/${symbol}/diff?from=${from}&to=${to}`);

describe('the diff of two results of a symbol', () => {
  test('names both sides and what differs, as their results have it', async () => {
    const [from, to] = [await analyzed(['tcs'], 520), await analyzed(['TCS'], 530)];
    const answer = await json(await diff('tcs', from, to));
    expect(answer).toMatchObject({
      ticker: 'TCS',
      from: { job_id: from, as_of: '2025-12-31', partial: false },
      to: { job_id: to, votes_version: 3 },
      cautions: ['Both describe the same day.'],
      disclaimer: expect.stringMatching(/not investment advice/),
    });
    const closeOf = async (id: string) => {
      const { data } = await json(await service.get(`/api/v1/jobs/${id}/result`));
      return Array.isArray(data) ? data[0].close : null;
    };
    const close = { name: 'close', from: await closeOf(from), to: await closeOf(to) };
    expect(close.from).not.toBe(close.to);
    expect(answer['values']).toContainEqual(close);
  });

  test('is refused for one job twice, a job without it, and a job of another owner', async () => {
    const [one, two] = [await analyzed(['AAA'], 300), await analyzed(['BBB'], 300)];
    expect(await problemOf(await diff('AAA', one, one))).toMatchObject({ code: 'invalid_input' });
    for (const to of [two, 'job_unknown', 'nothing']) {
      const response = await diff('AAA', one, to);
      expect([response.status, await problemOf(response)]).toMatchObject([404, { code: 'not_found' }]);
    }
    const { db } = service.jobs;
    await insertJob(db, { id: 'job_of_bob', owner: 'bob' });
    await insertResult(db, { jobId: 'job_of_bob', ticker: 'AAA', owner: 'bob' });
    expect((await diff('AAA', one, 'job_of_bob')).status).toBe(404);
  });

  test('asks for one ticker where a symbol stands for two, and for both jobs', async () => {
    const both = ['HAL.NS', 'HAL.BO'];
    const [one, two] = [await analyzed(both, 300), await analyzed(both, 310)];
    const response = await diff('HAL', one, two);
    expect([response.status, await problemOf(response)]).toMatchObject([
      422,
      {
        errors: [
          { path: 'symbol', code: 'ambiguous_symbol', message: expect.stringContaining('HAL.BO, HAL.NS') },
        ],
      },
    ]);
    expect(await json(await diff('HAL.BO', one, two))).toMatchObject({ ticker: 'HAL.BO' });
    const without = await service.get(`/api/v1/stocks/HAL.BO/diff?from=${one}`);
    expect([without.status, await problemOf(without)]).toMatchObject([422, { errors: [{ path: 'to' }] }]);
  });
});
