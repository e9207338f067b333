import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { getJson, postJson, startTestStack, type TestStack, untilEnded } from '../support/stack.ts';

let stack: TestStack;
let ahead = 0;
beforeAll(async () => {
  const now = () => Date.now() + ahead;
  stack = await startTestStack({ MARKET_DATA: 'simulated' }, { qstash: { now } });
});
afterAll(() => stack.stop());

const listSchema = z.object({
  watchlist: z.array(z.looseObject({ symbol: z.string(), last_job_id: z.string().nullable() })),
});
const list = async () => listSchema.parse(await getJson(`${stack.url}/api/watchlist`)).watchlist;
const SCHEDULE = '/api/v1/watchlist/schedule';

function put(body: unknown): Promise<Response> {
  return fetch(stack.url + SCHEDULE, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('a watchlist', () => {
  test('is analyzed when it is asked for, and shows how that went', async () => {
    for (const symbol of ['TCS.NS', 'INFY.NS']) {
      expect((await postJson(`${stack.url}/api/watchlist`, { symbol })).status).toBe(201);
    }
    const response = await fetch(`${stack.url}/api/watchlist/analyze`, { method: 'POST' });
    expect(response.status).toBe(201);
    const { job_id: id } = z.object({ job_id: z.string() }).parse(await response.json());
    await untilEnded(stack.url, id);
    const analyzed = { last_job_id: id, last_status: 'completed', last_analyzed_at: expect.any(String) };
    expect(await list()).toMatchObject([
      { symbol: 'TCS.NS', ...analyzed },
      { symbol: 'INFY.NS', ...analyzed },
    ]);
  });

  test('is analyzed by itself on its schedule, until that is deleted', async () => {
    const made = await put({ cron: '*/5 * * * *', timezone: 'Asia/Kolkata', capital: 7 });
    expect(made.status).toBe(200);
    const schedule = await made.json();
    expect(schedule).toEqual({
      cron: '*/5 * * * *',
      timezone: 'Asia/Kolkata',
      callback_url: null,
      next_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d[05]:00\.000Z$/),
      schedule_id: expect.stringMatching(/^watchlist-/),
    });
    expect(await getJson(stack.url + SCHEDULE)).toEqual(schedule);

    const [before] = await list();
    ahead += 5 * 60_000;
    await stack.qstash?.idle();
    await vi.waitUntil(async () => (await list())[0]?.last_job_id !== before?.last_job_id, {
      timeout: 10_000,
    });
    const id = (await list())[0]?.last_job_id ?? '';
    expect((await untilEnded(stack.url, id)).status).toBe('completed');
    expect(await getJson(`${stack.url}/api/v1/jobs/${id}`)).toMatchObject({ source: 'schedule' });
    expect(await getJson(`${stack.url}/api/v1/jobs/${id}/result`)).toMatchObject({
      data: [{ analysis_source: 'schedule' }, { analysis_source: 'schedule' }],
    });

    const remove = () => fetch(stack.url + SCHEDULE, { method: 'DELETE' });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect((await fetch(stack.url + SCHEDULE)).status).toBe(404);
  });
});
