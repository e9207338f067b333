import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { StepOutcome } from '../../lib/jobs/turn/turn.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, turn } from '../support/jobs.ts';
import { type Api, api, faultsOf, json, problemOf } from './harness.ts';

let database: FreshDatabase;
let service: Api;
beforeAll(async () => {
  database = await freshDatabase();
  service = api(database.url);
});
afterAll(() => database.drop());

const trySchema = z.object({
  epoch: z.number().nullable(),
  line: z.string().nullable(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
  outcome: z.string().nullable(),
  error: z.object({ code: z.string().nullable(), message: z.string() }).nullable(),
});
const pageSchema = z.object({
  data: z.array(z.looseObject({ key: z.string(), tries: z.array(trySchema).optional() })),
  next_cursor: z.string().nullable(),
});

const page = async (path: string) => pageSchema.parse(await json(await service.get(path)));

async function triesOf(id: string, key = 's0') {
  const { data } = await page(`/api/v1/jobs/${id}/steps?include=attempts`);
  return data.find((step) => step.key === key)?.tries ?? [];
}

const retry = (key: string, token: string, message: string): StepOutcome => {
  return { key, token, stage: 0, result: 'retry', code: 'busy', message, delayMs: 0 };
};

let tokens = 0;

/** Ends the run of `s0` that was claimed by `token`, and claims it again. */
async function next(id: string, outcome: ((token: string) => StepOutcome) | null, token = '') {
  const claimedBy = `steps-${++tokens}`;
  const outcomes = outcome ? [outcome(token)] : [];
  await turn(service.jobs.db, id, { token: claimedBy, outcomes });
  return claimedBy;
}

test('the runs of a step are told only to whoever asks for them', async () => {
  const { id } = await createdJob(service.jobs, 1);
  const { data } = await page(`/api/v1/jobs/${id}/steps`);
  expect(data[0]).not.toHaveProperty('tries');
  const refused = await service.get(`/api/v1/jobs/${id}/steps?include=outputs`);
  expect(refused.status).toBe(422);
  expect(await faultsOf(refused)).toEqual(['include not_one_of']);
});

test('a step that has not run has no runs, and one that runs has one that has not ended', async () => {
  const { id } = await createdJob(service.jobs, 1);
  expect(await triesOf(id)).toEqual([]);
  await next(id, null);
  expect(await triesOf(id)).toEqual([
    { epoch: 1, line: '0', started_at: expect.any(String), ended_at: null, outcome: null, error: null },
  ]);
});

test('each run tells how it ended, oldest first', async () => {
  const { id } = await createdJob(service.jobs, 1);
  let token = await next(id, null);
  token = await next(id, (of) => retry('s0', of, 'Busy.'), token);
  token = await next(id, (of) => ({ key: 's0', token: of, stage: 0, result: 'given_back' }), token);
  const refused = { result: 'refused', code: 'banned', message: 'Go away.', retryAfterMs: null } as const;
  token = await next(id, (of) => ({ key: 's0', token: of, stage: 0, ...refused }), token);
  token = await next(
    id,
    (of) => ({ key: 's0', token: of, stage: 0, result: 'lost', message: 'It was killed.' }),
    token,
  );
  await next(id, (of) => done('s0', of), token);
  const tries = await triesOf(id);
  expect(tries.map(({ outcome, error }) => [outcome, error])).toEqual([
    ['retry', { code: 'busy', message: 'Busy.' }],
    ['given_back', null],
    ['refused', { code: 'banned', message: 'Go away.' }],
    ['lost', { code: null, message: 'It was killed.' }],
    ['done', null],
  ]);
  const times = tries.flatMap(({ started_at, ended_at }) => [started_at ?? '', ended_at ?? '']);
  expect(times).toEqual(times.toSorted());
});

test('of many runs the last ten are shown, and of each step its own', async () => {
  const { id } = await createdJob(service.jobs, 2);
  let token = await next(id, null);
  for (let n = 0; n < 12; n++) token = await next(id, (of) => retry('s0', of, `No. ${n}.`), token);
  const tries = await triesOf(id);
  expect(tries.map(({ error }) => error?.message ?? null)).toEqual([
    ...Array.from({ length: 9 }, (_, n) => `No. ${n + 3}.`),
    null,
  ]);
  expect(await triesOf(id, 's1')).toHaveLength(1);
});

test('runs come with the pages of their steps', async () => {
  const { id } = await createdJob(service.jobs, 3);
  await next(id, null);
  const path = `/api/v1/jobs/${id}/steps?include=attempts&limit=2`;
  const first = await page(path);
  const second = await page(`${path}&cursor=${first.next_cursor}`);
  const shown = [...first.data, ...second.data].map(({ key, tries }) => [key, tries?.length]);
  expect(shown).toEqual([
    ['s0', 1],
    ['s1', 1],
    ['s2', 1],
  ]);
  expect(second.next_cursor).toBeNull();
});

test('steps of another owner’s job are those of none', async () => {
  const { id } = await createdJob(service.jobs, 1, { owner: 'bob' });
  const problems = await Promise.all(
    [id, 'job_none'].map(async (each) =>
      problemOf(await service.get(`/api/v1/jobs/${each}/steps?include=attempts`)),
    ),
  );
  expect(problems.map(({ status, detail }) => [status, detail])).toEqual([
    [404, `There is no job ${id}.`],
    [404, 'There is no job job_none.'],
  ]);
});
