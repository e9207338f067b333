import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { NeonServer } from '../../dev/neon/server.ts';
import { watchStatement } from '../../lib/jobs/turn/watch.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, stagePlan, turn } from '../support/jobs.ts';
import { neonBefore } from '../support/neon.ts';
import { type Api, api, json, problemOf } from './harness.ts';

let database: FreshDatabase;
let neon: NeonServer;
let service: Api;
/** Requests to the database. */
let trips = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const before = await neonBefore(database.directUrl, { onRequest: () => trips++ });
  neon = before.neon;
  service = api(before.databaseUrl);
});
beforeEach(() => service.jobs.db.execute(sql`delete from jobs`));
afterAll(async () => {
  await neon.stop();
  await database.drop();
});

const waitsSchema = z
  .strictObject({ code: z.string(), text: z.string(), until: z.iso.datetime().nullable() })
  .nullable();
const shownSchema = z.looseObject({ waits: waitsSchema });
const pageSchema = z.object({ data: z.array(shownSchema) });
const watchedSchema = z.object({
  watchdog: z.object({ last_seen: z.iso.datetime().nullable(), next: z.iso.datetime() }).nullable(),
});

const waitsOf = async (path: string) => shownSchema.parse(await json(await service.get(path))).waits;
const listed = async (path: string) =>
  pageSchema.parse(await json(await service.get(path))).data.map(({ waits }) => waits);

/** How many requests to the database this takes. */
async function tripsOf(path: string): Promise<number> {
  trips = 0;
  expect((await service.get(path)).status).toBe(200);
  return trips;
}

const retry = (key: string) => ({
  ...{ key, token: 'a', stage: 0, result: 'retry' as const },
  ...{ code: 'provider_failed', message: 'Yahoo answered with status 502.', delayMs: 60_000 },
});

/** A job whose only step is tried again in a minute. */
async function waiting(owner = 'ann'): Promise<string> {
  const { id } = await createdJob(service.jobs, 1, { owner });
  await turn(service.jobs.db, id, { token: 'a' });
  await turn(service.jobs.db, id, { token: 'b', outcomes: [retry('s0')], claim: null });
  return id;
}

describe('what a job waits for', () => {
  test('is the same in the job, in the list, in its step and in what a retry answers', async () => {
    const id = await waiting();
    const waits = await waitsOf(`/api/v1/jobs/${id}`);
    expect(waits).toMatchObject({
      code: 'retry',
      text: expect.stringMatching(
        /^s0 waits for another try; try 2 of 4 is at .* UTC after: Yahoo answered with status 502\.$/,
      ),
    });
    const until = Date.parse(waits?.until ?? '');
    expect(Math.abs(until - Date.now() - 60_000)).toBeLessThan(15_000);
    expect(waits?.text).toContain(`${new Date(until).toISOString().slice(11, 19)} UTC`);
    expect(await listed('/api/v1/jobs')).toEqual([waits]);
    expect(await listed(`/api/v1/jobs/${id}/steps`)).toEqual([waits]);
    expect(await listed(`/api/v1/jobs/${id}/steps?status=pending`)).toEqual([waits]);
    const retried = await service.post(`/api/v1/jobs/${id}/retry`);
    expect(shownSchema.parse(await json(retried)).waits).toEqual(waits);
  });

  test('is nothing while its steps run, and when it has ended', async () => {
    const { id } = await createdJob(service.jobs, 1);
    expect(await waitsOf(`/api/v1/jobs/${id}`)).toMatchObject({ code: 'first_slice', until: null });
    await turn(service.jobs.db, id, { token: 'a' });
    expect(await waitsOf(`/api/v1/jobs/${id}`)).toBeNull();
    expect(await listed(`/api/v1/jobs/${id}/steps`)).toEqual([null]);
    await turn(service.jobs.db, id, { outcomes: [done('s0', 'a')] });
    expect(await waitsOf(`/api/v1/jobs/${id}`)).toBeNull();
    expect(await listed(`/api/v1/jobs/${id}/steps`)).toEqual([null]);
  });

  test('is not told where a job is accepted: the answer is the same however often it is asked for', async () => {
    const body = { kind: 'stocks', input: { symbols: ['AAPL'] } };
    const headers = { 'idempotency-key': 'once' };
    const first = await (await service.post('/api/v1/jobs', body, headers)).text();
    expect(shownSchema.parse(JSON.parse(first)).waits).toBeNull();
    expect(await (await service.post('/api/v1/jobs', body, headers)).text()).toBe(first);
  });

  test('names no other owner, nor what that one has asked for', async () => {
    const { db } = service.jobs;
    const stages = [stagePlan({ provider: 'yahoo' })];
    const { id } = await createdJob(service.jobs, 1, { stages });
    await turn(db, id, { claim: null });
    await db.execute(sql`insert into providers (name, max_in_flight, pauses, paused_at, paused_until, pause_code, pause_message)
      values ('yahoo', 1, 1, clock_timestamp(), clock_timestamp() + interval '1 minute', 'banned', 'Not for @secret of bob.')`);
    const [job, steps] = await Promise.all(
      ['', '/steps'].map(async (path) => (await service.get(`/api/v1/jobs/${id}${path}`)).text()),
    );
    for (const told of [job, steps]) {
      expect(told).toContain('yahoo refuses requests (banned) and is paused until');
      expect(told).not.toMatch(/secret|bob/);
    }
    await db.execute(sql`delete from providers`);
  });
});

describe('what it costs', () => {
  test('a list takes one request more for all that are unfinished in it, however many, and none for the others', async () => {
    const ended = await waiting();
    await service.post(`/api/v1/jobs/${ended}/cancel`);
    const withoutAny = await tripsOf('/api/v1/jobs');
    await waiting();
    const withOne = await tripsOf('/api/v1/jobs');
    for (let n = 0; n < 12; n++) await waiting();
    expect(await tripsOf('/api/v1/jobs')).toBe(withOne);
    expect([withoutAny, withOne]).toEqual([1, 2]);
    expect((await listed('/api/v1/jobs')).filter((waits) => waits?.code === 'retry')).toHaveLength(13);
  });

  test('a page of steps takes one more while some wait, and one more with their runs', async () => {
    const id = await waiting();
    expect(await tripsOf(`/api/v1/jobs/${id}/steps`)).toBe(3);
    expect(await tripsOf(`/api/v1/jobs/${id}/steps?include=attempts`)).toBe(4);
    await service.post(`/api/v1/jobs/${id}/cancel`);
    expect(await tripsOf(`/api/v1/jobs/${id}/steps`)).toBe(2);
  });

  test('who knows the job as it is takes one', async () => {
    const path = `/api/v1/jobs/${await waiting()}`;
    const etag = (await service.get(path)).headers.get('etag') ?? '';
    trips = 0;
    expect((await service.get(path, { 'if-none-match': etag })).status).toBe(304);
    expect(trips).toBe(1);
  });
});

describe('the watchdog', () => {
  const watchdogOf = async (id: string) =>
    watchedSchema.parse(await json(await service.get(`/api/v1/jobs/${id}`))).watchdog;

  test('tells when it last looked in this epoch, and when it looks again', async () => {
    const { id } = await createdJob(service.jobs, 1);
    expect(await watchdogOf(id)).toMatchObject({ last_seen: null });
    const before = Date.now();
    await service.jobs.db.execute(watchStatement(id, 1, { generation: 1, delaySeconds: 60 }));
    const seen = await watchdogOf(id);
    const [last, next] = [Date.parse(seen?.last_seen ?? ''), Date.parse(seen?.next ?? '')];
    expect(Math.abs(last - before)).toBeLessThan(15_000);
    expect(Math.round((next - last) / 1_000)).toBe(60);
    await service.post(`/api/v1/jobs/${id}/cancel`);
    expect(await watchdogOf(id)).toBeNull();
    await service.post(`/api/v1/jobs/${id}/retry`);
    expect(await watchdogOf(id)).toMatchObject({ last_seen: null });
  });
});

test('of another owner’s job nothing is told', async () => {
  const id = await waiting('bob');
  for (const path of ['', '/steps', '/slices'])
    expect(await problemOf(await service.get(`/api/v1/jobs/${id}${path}`))).toMatchObject({
      status: 404,
      detail: `There is no job ${id}.`,
    });
  expect(await listed('/api/v1/jobs')).toEqual([]);
});
