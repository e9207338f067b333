import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { handOver } from '../../lib/jobs/turn/hand-over.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, sliceOf, turn } from '../support/jobs.ts';
import { type Api, api, json, problemOf } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const pageSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      epoch: z.number(),
      line: z.string(),
      state: z.string(),
      started_at: z.iso.datetime(),
      last_seen_at: z.iso.datetime(),
      ended_at: z.iso.datetime().nullable(),
      turns: z.number(),
      steps_claimed: z.number(),
      steps_ended: z.number(),
    }),
  ),
  next_cursor: z.string().nullable(),
});
const page = async (path: string) => pageSchema.parse(await json(await service.get(path)));

test('a job that no function has come to has no slices', async () => {
  const { id } = await createdJob(service.jobs, 1);
  expect(await page(`/api/v1/jobs/${id}/slices`)).toEqual({ data: [], next_cursor: null });
});

test('each tells its line, what it has done and how it stands', async () => {
  const { db } = service.jobs;
  const { id } = await createdJob(service.jobs, 8);
  await turn(db, id, { token: 'a0' });
  await turn(db, id, { token: 'a1', outcomes: [done('s0', 'a0'), done('s1', 'a0')], claim: null });
  const usage = { messages: 1, roundTrips: 1, functionMs: 10 };
  await handOver(db, { jobId: id, run: sliceOf('0').run, usage, delaySeconds: 0 });
  await turn(db, id, { token: 'b0', slice: sliceOf('1') });
  await turn(db, id, { token: 'c0', slice: sliceOf('2'), claim: null });
  await db.execute(sql`update slices set seen_at = clock_timestamp() - interval '31 s' where line = '1'`);
  const { data } = await page(`/api/v1/jobs/${id}/slices`);
  expect(data).toMatchObject([
    { epoch: 1, line: '0', state: 'handed_over', turns: 2, steps_claimed: 5, steps_ended: 2 },
    { epoch: 1, line: '1', state: 'died', turns: 1, steps_ended: 0, ended_at: null },
    { epoch: 1, line: '2', steps_claimed: 0 },
  ]);
  expect(data[0]?.ended_at).toBe(data[0]?.last_seen_at);
});

test('one that found nothing to do is idle, and has ended', async () => {
  const { db } = service.jobs;
  const { id } = await createdJob(service.jobs, 1);
  await turn(db, id, { token: 'd0' });
  await turn(db, id, { outcomes: [done('s0', 'd0')] });
  await turn(db, id, { slice: sliceOf('1') });
  const { data } = await page(`/api/v1/jobs/${id}/slices`);
  expect(data.map(({ state, ended_at }) => [state, ended_at !== null])).toEqual([
    ['idle', true],
    ['idle', true],
  ]);
});

test('they come in pages, in the order in which they began, none left out or told twice', async () => {
  const { id } = await createdJob(service.jobs, 1);
  for (const line of ['3', '1', '4', '0', '2'])
    await turn(service.jobs.db, id, { slice: sliceOf(line), claim: null });
  // Two that began at the same moment are in one order all the same.
  await service.jobs.db.execute(sql`update slices set started_at = (select min(started_at) from slices where job_id = ${id})
    where job_id = ${id} and line in ('3', '1')`);
  const path = `/api/v1/jobs/${id}/slices?limit=1`;
  const lines: string[] = [];
  for (let cursor: string | null = ''; cursor !== null && lines.length < 9; ) {
    const { data, next_cursor }: z.infer<typeof pageSchema> = await page(
      cursor ? `${path}&cursor=${cursor}` : path,
    );
    lines.push(...data.map(({ line }) => line));
    cursor = next_cursor;
  }
  expect(lines).toEqual(['1', '3', '4', '0', '2']);
});

test.each([
  ['limit=0', 422],
  ['limit=1001', 422],
  ['cursor=%00', 422],
  [`cursor=${Buffer.from('run-9').toString('base64url')}`, 200],
])('a page asked for by %s is answered with %i', async (query, status) => {
  const { id } = await createdJob(service.jobs, 1);
  await turn(service.jobs.db, id, { claim: null });
  const answer = await service.get(`/api/v1/jobs/${id}/slices?${query}`);
  expect(answer.status).toBe(status);
  if (status === 200) expect(await json(answer)).toEqual({ data: [], next_cursor: null });
});

test('those of another owner’s job are those of none', async () => {
  const { id } = await createdJob(service.jobs, 1, { owner: 'bob' });
  await turn(service.jobs.db, id);
  for (const each of [id, 'job_none'])
    expect(await problemOf(await service.get(`/api/v1/jobs/${each}/slices`))).toMatchObject({
      status: 404,
      detail: `There is no job ${each}.`,
    });
});

test('a link shows the functions that worked on its job, and those of no other', async () => {
  const key = 'uk_ann_0123456789abcdef';
  const closed = api(database.url, { access: { mode: 'keys', keys: [{ owner: 'ann', key }] } });
  const [{ id }, other] = [await createdJob(closed.jobs, 1), await createdJob(closed.jobs, 1)];
  const as = { authorization: `Bearer ${key}` };
  const { token } = await json(await closed.post(`/api/v1/jobs/${id}/share`, {}, as));
  expect((await closed.get(`/api/v1/jobs/${id}/slices?share=${token}`)).status).toBe(200);
  expect(await problemOf(await closed.get(`/api/v1/jobs/${other.id}/slices?share=${token}`))).toMatchObject({
    status: 404,
    code: 'not_found',
  });
});
