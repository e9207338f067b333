import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../lib/core/errors.ts';
import { systemResolve } from '../../lib/core/public-fetch.ts';
import { createDeadlines } from '../../lib/engine/deadlines.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { WEBHOOK_SECRET } from '../support/engine.ts';
import { createdJob, done, jobsContext, turn } from '../support/jobs.ts';
import { startReceiver, verified } from '../support/receiver.ts';
import { type Api, type ApiOptions, api, json, problemOf, sleepyClock } from './harness.ts';

const CALLBACK_URL = 'https://hooks.example.com/';

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
let service: Api;
/** What goes on after the answers. */
let works: Promise<void>[];

beforeAll(async () => {
  database = await freshDatabase();
  works = [];
  const plain = jobsContext(database.url);
  const background = (work: Promise<void>) => void works.push(work);
  context = { ...plain, endOverdue: createDeadlines({ ...plain, background }) };
  service = api(database.url, { jobs: context });
});
afterAll(() => database.drop());

type Changes = Parameters<typeof createdJob>[2];
const PROFILE: Changes = { kind: 'profile', input: { platform: 'github', profile_id: 'ann' } };

const past = (id: string) =>
  context.db.execute(sql`update jobs set deadline_at = clock_timestamp() - interval '1 s' where id = ${id}`);

async function overdue(changes: Changes = {}): Promise<string> {
  const { id } = await createdJob(context, 3, { callbackUrl: CALLBACK_URL, ...changes });
  await past(id);
  return id;
}

/** What the database holds, and the events handed over for the job. */
async function stands(id: string): Promise<{ status: unknown; told: string[] }> {
  await Promise.all(works);
  const { rows } = await context.db.execute(sql`select status from jobs where id = ${id}`);
  const told = context.told.filter(({ jobId }) => jobId === id).map(({ event }) => event);
  return { status: rows[0]?.['status'], told };
}

const ENDED = { status: 'failed', told: ['job.failed'] };
const statusesIn = async (path: string, list: string) => {
  const { [list]: found } = await json(await service.get(path));
  if (!Array.isArray(found)) throw new Error(`${path} has no ${list}`);
  return found.map(({ id, job_id, status }) => [id ?? job_id, status]);
};

describe('an overdue job is shown as failed, and its receiver told, by whoever looks first', () => {
  test('at the job itself', async () => {
    const id = await overdue();
    expect(await json(await service.get(`/api/v1/jobs/${id}`))).toMatchObject({
      status: 'failed',
      error: { code: 'deadline_exceeded', message: expect.stringMatching(/npm run doctor/) },
    });
    expect(await stands(id)).toEqual(ENDED);
  });

  test('at the job, waiting: as soon as the deadline passes', async () => {
    const { id } = await createdJob(context, 1, { callbackUrl: CALLBACK_URL });
    let slept = 0;
    const clock = sleepyClock(async () => {
      if (++slept === 3) await past(id);
    });
    const waiting = api(database.url, { jobs: { ...context, clock } });
    expect(await json(await waiting.get(`/api/v1/jobs/${id}?wait=20`))).toMatchObject({ status: 'failed' });
    expect(slept).toBe(3);
    expect(await stands(id)).toEqual(ENDED);
  });

  test('at the list, whole or by kind', async () => {
    const ids = [await overdue(), await overdue()].reverse();
    expect(await statusesIn('/api/v1/jobs?limit=2', 'data')).toEqual(ids.map((id) => [id, 'failed']));
    for (const id of ids) expect(await stands(id)).toEqual(ENDED);
    const id = await overdue();
    expect(await statusesIn('/api/v1/jobs?limit=1&kind=stocks', 'data')).toEqual([[id, 'failed']]);
  });

  test.each(['queued', 'processing'])(
    'at the list of those that are %s, which has it no more',
    async (status) => {
      const { id } = await createdJob(context, 2, { callbackUrl: CALLBACK_URL });
      if (status === 'processing') await turn(context.db, id);
      expect((await statusesIn(`/api/v1/jobs?status=${status}`, 'data')).map(([each]) => each)).toContain(id);
      await past(id);
      expect((await statusesIn(`/api/v1/jobs?status=${status}`, 'data')).map(([each]) => each)).not.toContain(
        id,
      );
      expect(await stands(id)).toEqual(ENDED);
    },
  );

  test('at the list of those that have failed, which has it from then on', async () => {
    const id = await overdue();
    expect(await statusesIn('/api/v1/jobs?status=failed&limit=1', 'data')).toEqual([[id, 'failed']]);
    const half = await createdJob(context, 2);
    await turn(context.db, half.id, { token: 'half' });
    await turn(context.db, half.id, { outcomes: [done('s0', 'half')], claim: null });
    await past(half.id);
    const found = await statusesIn('/api/v1/jobs?status=completed_with_errors', 'data');
    expect(found).toEqual([[half.id, 'completed_with_errors']]);
  });

  test('at the list of those that are queued, however many more are overdue than fit on a page', async () => {
    for (let i = 0; i < 12; i++) await overdue({ callbackUrl: null });
    expect(await statusesIn('/api/v1/jobs?status=queued&limit=2', 'data')).toEqual([]);
  });

  test('at the progress of all stocks', async () => {
    const id = await overdue();
    const progress = await json(await service.get('/api/v1/stocks/all-stocks/progress'));
    expect(progress).toMatchObject({ is_analyzing: false });
    expect(await statusesIn('/api/v1/stocks/all-stocks/progress', 'jobs')).toContainEqual([id, 'failed']);
    expect(await stands(id)).toEqual(ENDED);
  });

  test('at the tasks of the profiles, one and all, by status, and at their counts', async () => {
    const counted = await overdue(PROFILE);
    expect(await json(await service.get('/api/v1/stats/completion-rate'))).toMatchObject({
      total: 1,
      failed: 1,
    });
    expect(await json(await service.get('/api/v1/tasks?status=pending'))).toMatchObject({
      tasks: [],
      total: 0,
    });
    expect(await stands(counted)).toEqual(ENDED);
    const listed = await overdue(PROFILE);
    expect(await json(await service.get('/api/v1/tasks?status=failed&limit=1'))).toMatchObject({
      tasks: [{ id: listed, status: 'failed', error_code: 'deadline_exceeded' }],
      total: 2,
    });
    const one = await overdue(PROFILE);
    expect(await json(await service.get(`/api/v1/tasks/${one}/status`))).toMatchObject({ status: 'failed' });
    for (const id of [listed, one]) expect(await stands(id)).toEqual(ENDED);
  });

  test('at its steps', async () => {
    const id = await overdue();
    const steps = await json(await service.get(`/api/v1/jobs/${id}/steps`));
    expect(steps).toMatchObject({
      data: [{ status: 'skipped' }, { status: 'skipped' }, { status: 'skipped' }],
    });
    expect(await stands(id)).toEqual(ENDED);
  });

  test('at its result', async () => {
    const id = await overdue();
    const response = await service.get(`/api/v1/jobs/${id}/result`);
    expect(response.status).toBe(200);
    expect(await json(response)).toMatchObject({ job: { status: 'failed' }, data: [] });
    expect(await stands(id)).toEqual(ENDED);
  });

  test('with a cancellation, which comes too late', async () => {
    const id = await overdue();
    const response = await service.post(`/api/v1/jobs/${id}/cancel`);
    expect([response.status, (await problemOf(response)).code]).toEqual([409, 'already_finished']);
    expect(await stands(id)).toEqual(ENDED);
  });

  test('with a retry, which begins it anew', async () => {
    const id = await overdue();
    const response = await service.post(`/api/v1/jobs/${id}/retry`);
    expect(response.status).toBe(202);
    expect(await json(response)).toMatchObject({ status: 'queued', epoch: 2, error: null });
    expect(await stands(id)).toMatchObject({ status: 'queued' });
    expect(new Set((await stands(id)).told)).toEqual(new Set(['job.failed']));
    expect(context.started.filter(({ jobId }) => jobId === id).map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  test('with a deletion, which finds it ended', async () => {
    const id = await overdue();
    expect((await service.call('DELETE', `/api/v1/jobs/${id}`)).status).toBe(204);
  });

  test('on the watchlist', async () => {
    const { id } = await createdJob(context, 0, { steps: [{ stage: 0, key: 'AAPL' }] });
    await service.post('/api/v1/watchlist', { symbol: 'AAPL' });
    await context.db.execute(sql`update watchlist set last_job_id = ${id}`);
    await past(id);
    expect(JSON.stringify(await json(await service.get('/api/v1/watchlist')))).toContain('"failed"');
  });
});

describe('a job that ended at its deadline', () => {
  test('says how far it came, if it was worked on', async () => {
    const { id } = await createdJob(context, 3);
    await turn(context.db, id, { token: 'some' });
    await turn(context.db, id, { outcomes: [done('s0', 'some')], claim: null });
    await past(id);
    expect(await json(await service.get(`/api/v1/jobs/${id}`))).toMatchObject({
      status: 'completed_with_errors',
      error: { message: 'The deadline passed with 2 of 3 steps unfinished.' },
    });
  });

  test('is ended once by ten who look at once, and its event goes out once', async () => {
    const id = await overdue();
    const seen = await Promise.all(Array.from({ length: 10 }, () => service.get(`/api/v1/jobs/${id}`)));
    const bodies = await Promise.all(seen.map(json));
    expect(bodies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'failed'));
    expect(await stands(id)).toEqual(ENDED);
  });

  test('is shown so though the queue refuses its event, which stays due', async () => {
    const refused = jobsContext(database.url, {
      webhook: async () => {
        throw new Refusal('queue_unavailable', 'away');
      },
    });
    const id = await overdue();
    const away = api(database.url, { jobs: refused });
    expect(await json(await away.get(`/api/v1/jobs/${id}`))).toMatchObject({ status: 'failed' });
    const due = async () =>
      (await context.db.execute(sql`select webhook_due from jobs where id = ${id}`)).rows[0]?.['webhook_due'];
    expect(await due()).toBe(1);
  });

  test('costs whoever reads jobs that are in time no further round trip', async () => {
    const { id } = await createdJob(context, 1, { owner: 'eve' });
    let reads = 0;
    const counting: ApiOptions['jobs'] = {
      ...context,
      endOverdue: async () => void reads++,
    };
    const watched = api(database.url, { jobs: counting, access: { mode: 'open', owner: 'eve' } });
    for (const path of [`/api/v1/jobs/${id}`, '/api/v1/jobs', '/api/v1/tasks']) await watched.get(path);
    expect(reads).toBe(0);
  });
});

describe('its receiver', () => {
  test('is told by whoever looked, though no message of the queue reaches this deployment', async () => {
    const receiver = await startReceiver();
    const webhooks = {
      secret: WEBHOOK_SECRET,
      allowLocal: true,
      resolve: systemResolve,
      ownEvents: new Map(),
    };
    const plain = { ...jobsContext(database.url), webhooks };
    const own: Promise<void>[] = [];
    const background = (work: Promise<void>) => void own.push(work);
    const looker = api(database.url, {
      jobs: { ...plain, endOverdue: createDeadlines({ ...plain, background }) },
    });
    const id = await overdue({ callbackUrl: receiver.url });
    await looker.get(`/api/v1/jobs/${id}`);
    await Promise.all(own);
    expect(receiver.received.map((each) => verified(each))).toMatchObject([
      { type: 'job.failed', data: { id, status: 'failed' } },
    ]);
    expect(plain.told).toEqual([]);
    expect(await json(await looker.get(`/api/v1/jobs/${id}`))).toMatchObject({
      webhook: { status: 'delivered', attempts: 1, last_error: null },
    });
    await receiver.stop();
  });

  test('that does not answer well is left to the queue, which tries again', async () => {
    const receiver = await startReceiver(() => ({ status: 500 }));
    const webhooks = {
      secret: WEBHOOK_SECRET,
      allowLocal: true,
      resolve: systemResolve,
      ownEvents: new Map(),
    };
    const plain = { ...jobsContext(database.url), webhooks };
    const own: Promise<void>[] = [];
    const looker = api(database.url, {
      jobs: {
        ...plain,
        endOverdue: createDeadlines({ ...plain, background: (work) => void own.push(work) }),
      },
    });
    const id = await overdue({ callbackUrl: receiver.url });
    await looker.get(`/api/v1/jobs/${id}`);
    await Promise.all(own);
    expect(plain.told).toMatchObject([{ jobId: id, event: 'job.failed' }]);
    expect(await json(await looker.get(`/api/v1/jobs/${id}`))).toMatchObject({
      webhook: { status: 'pending', attempts: 1, last_error: 'HTTP 500.' },
    });
    await receiver.stop();
  });
});
