import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { insertJob, runStocks } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type Api, api, json, problemOf, sleepyClock } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

async function created(symbols: string[]): Promise<string> {
  return String((await json(await service.post('/api/jobs', { kind: 'stocks', input: { symbols } })))['id']);
}

const pageSchema = z.object({
  data: z.array(z.record(z.string(), z.unknown())),
  next_cursor: z.string().nullable(),
});

/** Every item of a list, read page by page. */
async function pages(path: string) {
  const items: Record<string, unknown>[] = [];
  let cursor: string | null = '';
  for (let n = 0; cursor !== null; n++) {
    if (n > 20) throw new Error('a list ends');
    const page = pageSchema.parse(await json(await service.get(cursor ? `${path}&cursor=${cursor}` : path)));
    items.push(...page.data);
    cursor = page.next_cursor;
  }
  return items;
}

describe('the list of jobs', () => {
  test('is newest first, page by page, without one left out or told twice', async () => {
    const fresh = await freshDatabase();
    const own = api(fresh.url);
    for (let i = 0; i < 7; i++) await insertJob(own.jobs.db, { id: `job_0${i}` });
    await insertJob(own.jobs.db, { id: 'job_09', owner: 'bob' });
    const first = pageSchema.parse(await json(await own.get('/api/jobs?limit=3')));
    const second = pageSchema.parse(
      await json(await own.get(`/api/jobs?limit=4&cursor=${first.next_cursor}`)),
    );
    const ids = [...first.data, ...second.data].map((job) => job['id']);
    expect(ids).toEqual(['job_06', 'job_05', 'job_04', 'job_03', 'job_02', 'job_01', 'job_00']);
    expect(second.next_cursor).toBeNull();
    await fresh.drop();
  });

  test('is told by kind and status', async () => {
    const id = await created(['AAPL']);
    await service.post(`/api/jobs/${id}/cancel`);
    const { data } = pageSchema.parse(
      await json(await service.get('/api/jobs?status=cancelled&kind=stocks')),
    );
    expect(data.map((job) => job['id'])).toEqual([id]);
    expect(await json(await service.get('/api/jobs?kind=document'))).toEqual({ data: [], next_cursor: null });
  });
});

describe('one job', () => {
  test('is 304 to whoever knows its version, and 200 once it has moved', async () => {
    const path = `/api/jobs/${await created(['AAPL'])}`;
    const first = await service.get(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"\d+"$/);
    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const response = await service.get(path, { 'if-none-match': known });
      expect(response.status).toBe(304);
      expect(response.headers.get('etag')).toBe(etag);
      expect(await response.text()).toBe('');
    }
    await service.post(`${path}/cancel`);
    const moved = await service.get(path, { 'if-none-match': etag });
    expect(moved.status).toBe(200);
    expect(moved.headers.get('etag')).not.toBe(etag);
    expect(await json(moved)).toMatchObject({ status: 'cancelled' });
  });

  test('is held no longer than asked when nothing moves', async () => {
    const id = await created(['AAPL']);
    let looks = 0;
    const clock = sleepyClock(async () => void looks++);
    const waiting = api(database.url, { jobs: { clock } });
    const began = clock.now();
    const response = await waiting.get(`/api/jobs/${id}?wait=10`);
    expect(response.status).toBe(200);
    expect(clock.now() - began).toBe(10_000);
    expect(looks).toBe(36);
    const known = response.headers.get('etag') ?? '';
    expect((await waiting.get(`/api/jobs/${id}?wait=2`, { 'if-none-match': known })).status).toBe(304);
  });

  test('is answered as soon as it moves from what was found first', async () => {
    const id = await created(['AAPL']);
    let looks = 0;
    const clock = sleepyClock(async () => {
      if (++looks === 3)
        await service.jobs.db.execute(sql`update jobs set revision = revision + 1 where id = ${id}`);
    });
    const response = await api(database.url, { jobs: { clock } }).get(`/api/jobs/${id}?wait=25`);
    expect(response.status).toBe(200);
    expect(looks).toBe(3);
  });

  test('is answered at once to whoever knows an older version', async () => {
    const id = await created(['AAPL']);
    let looks = 0;
    const waiting = api(database.url, { jobs: { clock: sleepyClock(async () => void looks++) } });
    expect((await waiting.get(`/api/jobs/${id}?wait=25`, { 'if-none-match': 'W/"0"' })).status).toBe(200);
    expect(looks).toBe(0);
  });

  test('is answered at once when it has ended', async () => {
    const id = await created(['AAPL']);
    await service.post(`/api/jobs/${id}/cancel`);
    let looks = 0;
    const waiting = api(database.url, { jobs: { clock: sleepyClock(async () => void looks++) } });
    const response = await waiting.get(`/api/jobs/${id}?wait=25`);
    const known = response.headers.get('etag') ?? '';
    expect((await waiting.get(`/api/jobs/${id}?wait=25`, { 'if-none-match': known })).status).toBe(304);
    expect(looks).toBe(0);
  });

  test('that is deleted while it is waited for is 404', async () => {
    const id = await created(['AAPL']);
    const clock = sleepyClock(
      async () => void (await service.jobs.db.execute(sql`delete from jobs where id = ${id}`)),
    );
    expect((await api(database.url, { jobs: { clock } }).get(`/api/jobs/${id}?wait=25`)).status).toBe(404);
  });

  test('shows progress, usage and times as it runs and when it has ended', async () => {
    const symbols = Array.from({ length: 50 }, (_, i) => `S${i}`);
    const id = await created(symbols);
    await runStocks(service.jobs.db, id, { turns: 1 });
    expect(await json(await service.get(`/api/jobs/${id}`))).toMatchObject({
      status: 'processing',
      progress: { percent: 50, total: 50, completed: 25, failed: 0, stage: 'analyze' },
      started_at: expect.any(String),
      completed_at: null,
    });
    await runStocks(service.jobs.db, id);
    expect(await json(await service.get(`/api/jobs/${id}`))).toMatchObject({
      status: 'completed',
      progress: { percent: 100, total: 50, completed: 50, failed: 0, stage: null, eta_seconds: null },
      completed_at: expect.any(String),
    });
  });
});

describe('the steps of a job', () => {
  test('come in its order, page by page, each with what came of it', async () => {
    const id = await created(['ZZZ', 'UNKNOWN1', 'AAA', 'SHORT', 'MMM']);
    await runStocks(service.jobs.db, id);
    const steps = await pages(`/api/jobs/${id}/steps?limit=2`);
    expect(steps.map((step) => step['key'])).toEqual(['ZZZ', 'UNKNOWN1', 'AAA', 'SHORT', 'MMM']);
    expect(steps[0]).toEqual({
      key: 'ZZZ',
      stage: 'analyze',
      status: 'done',
      attempts: 1,
      started_at: expect.any(String),
      completed_at: expect.any(String),
      duration_ms: expect.any(Number),
      waits: null,
      error: null,
    });
    expect(steps[1]).toMatchObject({ status: 'failed', error: { code: 'unknown_symbol' } });
    expect(steps[3]).toMatchObject({ status: 'failed', error: { code: 'insufficient_history' } });
    const failed = await pages(`/api/jobs/${id}/steps?status=failed&limit=1`);
    expect(failed.map((step) => step['key'])).toEqual(['UNKNOWN1', 'SHORT']);
  });

  test('that were not finished when it ended are skipped', async () => {
    const id = await created(['AAPL', 'MSFT']);
    await service.post(`/api/jobs/${id}/cancel`);
    const steps = await pages(`/api/jobs/${id}/steps?status=skipped`);
    expect(steps.map((step) => [step['key'], step['status'], step['duration_ms']])).toEqual([
      ['AAPL', 'skipped', null],
      ['MSFT', 'skipped', null],
    ]);
    expect(await pages(`/api/jobs/${id}/steps?status=pending`)).toEqual([]);
  });
});

describe('what can be done with a job', () => {
  test('an unfinished one is cancelled, twice without harm; an ended one is not', async () => {
    const id = await created(['AAPL']);
    for (let i = 0; i < 2; i++) {
      const response = await service.post(`/api/v1/jobs/${id}/cancel`);
      expect(response.status).toBe(200);
      expect(await json(response)).toMatchObject({ id, status: 'cancelled' });
    }
    const ended = await created(['AAPL']);
    await runStocks(service.jobs.db, ended);
    const response = await service.post(`/api/jobs/${ended}/cancel`);
    expect(response.status).toBe(409);
    expect(await problemOf(response)).toMatchObject({ code: 'already_finished' });
  });

  test('an ended one is retried for what failed, or for everything', async () => {
    const id = await created(['AAPL', 'UNKNOWN']);
    await runStocks(service.jobs.db, id);
    const some = await service.post(`/api/jobs/${id}/retry`);
    expect(some.status).toBe(202);
    expect(some.headers.get('location')).toBe(`/api/v1/jobs/${id}`);
    expect(await json(some)).toMatchObject({
      status: 'queued',
      epoch: 2,
      progress: { completed: 1, failed: 0 },
    });
    await runStocks(service.jobs.db, id);
    await service.jobs.db.execute(
      sql`update jobs set status = 'cancelled', completed_at = now() where id = ${id}`,
    );
    const all = await json(await service.post(`/api/jobs/${id}/retry?all=true`));
    expect(all).toMatchObject({ status: 'queued', progress: { percent: 0, completed: 0 } });
  });

  test('one in which everything is done has nothing to retry', async () => {
    const id = await created(['AAPL']);
    await runStocks(service.jobs.db, id);
    const response = await service.post(`/api/jobs/${id}/retry`);
    expect(response.status).toBe(409);
    expect(await problemOf(response)).toMatchObject({ code: 'nothing_to_retry' });
  });

  test('an ended one is deleted with its steps, results and bars; an unfinished one is not', async () => {
    const id = await created(['AAPL']);
    const refused = await service.call('DELETE', `/api/jobs/${id}`);
    expect(refused.status).toBe(409);
    expect(await problemOf(refused)).toMatchObject({ code: 'not_finished' });
    await runStocks(service.jobs.db, id);
    const deleted = await service.call('DELETE', `/api/jobs/${id}`);
    expect(deleted.status).toBe(204);
    expect(await deleted.text()).toBe('');
    expect((await service.get(`/api/jobs/${id}`)).status).toBe(404);
    for (const table of ['steps', 'stock_results', 'stock_raw']) {
      const { rows } = await service.jobs.db.execute(
        sql`select 1 from ${sql.raw(table)} where job_id = ${id}`,
      );
      expect(rows).toEqual([]);
    }
  });
});
