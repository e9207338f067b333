import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../lib/db/client.ts';
import { cancelJob } from '../../lib/engine/cancel.ts';
import { removeJob } from '../../lib/engine/remove.ts';
import { retryJob } from '../../lib/engine/retry.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, IN_TIME, jobsContext, stagePlan, turn } from '../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
  db = context.db;
});
afterAll(() => fresh.drop());

const retry = (id: string, all = false) => retryJob(context, { owner: 'ann', id, all });

async function endedJob() {
  const { id } = await createdJob(context, 3);
  await turn(db, id, { token: `${id}-a` });
  const failed = {
    key: 's1',
    token: `${id}-a`,
    stage: 0,
    result: 'failed',
    code: 'c',
    message: 'm',
  } as const;
  await turn(db, id, { outcomes: [done('s0', `${id}-a`), failed, done('s2', `${id}-a`)] });
  return getJob(context, 'ann', id);
}

describe('a retry', () => {
  test('runs the failed steps alone, in a new epoch', async () => {
    const ended = await endedJob();
    expect(ended.status).toBe('completed_with_errors');
    const again = await retry(ended.id);
    expect(again).toMatchObject({
      status: 'queued',
      epoch: 2,
      done: 2,
      failed: 0,
      stageLeft: 1,
      completedAt: null,
    });
    const { claimed } = await turn(db, ended.id, { epoch: 2, token: 'b' });
    expect(claimed).toMatchObject([{ key: 's1', attempts: 0 }]);
    await turn(db, ended.id, { epoch: 2, outcomes: [done('s1', 'b')] });
    expect(await getJob(context, 'ann', ended.id)).toMatchObject({ status: 'completed', done: 3, failed: 0 });
  });

  test('of everything runs everything', async () => {
    const { id } = await endedJob();
    expect(await retry(id, true)).toMatchObject({ done: 0, failed: 0, stageLeft: 3 });
  });

  test('sent twice begins one epoch', async () => {
    const { id } = await endedJob();
    const both = await Promise.all([retry(id), retry(id)]);
    expect(both.map((job) => job.epoch)).toEqual([2, 2]);
  });

  test('of a completed job is refused unless everything is asked for', async () => {
    const { id } = await createdJob(context, 1);
    await turn(db, id, { token: 'only' });
    await turn(db, id, { outcomes: [done('s0', 'only')] });
    await expect(retry(id)).rejects.toMatchObject({ code: 'nothing_to_retry' });
    expect((await retry(id, true)).epoch).toBe(2);
  });

  test('of an unfinished job that is cared for sends nothing', async () => {
    const { id } = await createdJob(context, 1);
    const before = context.started.length;
    expect(await retry(id)).toMatchObject({ status: 'queued', epoch: 1 });
    expect([context.started.length, context.revived]).toEqual([before, []]);
  });

  test('of an unfinished job whose messages are lost sends for it once, however often it is pressed', async () => {
    const { id } = await createdJob(context, 1);
    await db.execute(sql`update jobs set created_at = created_at - interval '10 minutes',
      watch_at = watch_at - interval '10 minutes' where id = ${id}`);
    await Promise.all(Array.from({ length: 10 }, () => retry(id)));
    expect(context.revived.filter(({ job }) => job === id)).toMatchObject([
      { slice: true, watchdog: { gen: 2 } },
    ]);
    expect(await retry(id)).toMatchObject({ status: 'queued', epoch: 1, watch: 2 });
  });

  test('of a cancelled job goes on with what was never finished', async () => {
    const { id } = await createdJob(context, 2);
    await turn(db, id, {
      token: 'x',
      claim: { held: 4, aloneRoom: 2, aloneStartMs: 0, notAfterMs: IN_TIME },
    });
    await turn(db, id, { outcomes: [done('s0', 'x')] });
    await cancelJob(context, 'ann', id);
    expect(await retry(id)).toMatchObject({ status: 'queued', epoch: 2, done: 1, stageLeft: 1 });
  });

  test('leaves an earlier epoch’s zombie powerless', async () => {
    const { id } = await createdJob(context, 1);
    await turn(db, id, { token: 'zombie' });
    await cancelJob(context, 'ann', id);
    await retry(id);
    await turn(db, id, { epoch: 1, outcomes: [done('s0', 'zombie')] });
    expect(await getJob(context, 'ann', id)).toMatchObject({ status: 'queued', done: 0 });
  });
});

describe('a cancellation', () => {
  test('of a finished job is refused', async () => {
    const { id } = await endedJob();
    await expect(cancelJob(context, 'ann', id)).rejects.toMatchObject({ code: 'already_finished' });
  });

  test('twice is a cancellation', async () => {
    const { id } = await createdJob(context, 1);
    const [first, second] = [await cancelJob(context, 'ann', id), await cancelJob(context, 'ann', id)];
    expect([first.status, second.status]).toEqual(['cancelled', 'cancelled']);
  });

  test('of another owner’s job finds nothing', async () => {
    const { id } = await createdJob(context, 1);
    await expect(cancelJob(context, 'bob', id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await getJob(context, 'ann', id)).status).toBe('queued');
  });
});

describe('a deletion', () => {
  test('takes all that belongs to the job', async () => {
    const { id } = await endedJob();
    await removeJob(context, { owner: 'ann', id: id, releases: [] });
    await expect(getJob(context, 'ann', id)).rejects.toMatchObject({ code: 'not_found' });
    const { rows } = await db.execute(`select count(*)::int as n from steps where job_id = '${id}'`);
    expect(rows[0]).toEqual({ n: 0 });
  });

  test('of an unfinished job is refused', async () => {
    const { id } = await createdJob(context, 1);
    await expect(removeJob(context, { owner: 'ann', id: id, releases: [] })).rejects.toMatchObject({
      code: 'not_finished',
    });
  });
});

describe('a retry of a step that later ones rest on', () => {
  const stages = [
    stagePlan({ name: 'read', share: 0.5 }),
    stagePlan({ name: 'look', share: 0.2, stands_alone: true }),
    stagePlan({ name: 'sum', share: 0.3, provider: 'tight', concurrency: 1 }),
  ];
  const steps = [
    { stage: 0, key: 'page-1' },
    { stage: 0, key: 'page-2' },
    { stage: 1, key: 'look-1' },
    { stage: 2, key: 'summary' },
  ];

  async function ended(failing: string) {
    const { id } = await createdJob(context, 0, { stages, steps, budgets: { tight: { maxInFlight: 1 } } });
    for (const [stage, keys] of [['page-1', 'page-2'], ['look-1'], ['summary']].entries()) {
      const token = `${id}-${stage}`;
      await turn(db, id, { token });
      const outcomes = keys.map((key) =>
        key === failing
          ? { key, token, stage, result: 'failed' as const, code: 'c', message: 'm' }
          : done(key, token, stage),
      );
      await turn(db, id, { outcomes, claim: null });
    }
    return id;
  }

  test('runs those again too, and not what stands alone', async () => {
    const id = await ended('page-2');
    expect(await retry(id)).toMatchObject({
      epoch: 2,
      done: 2,
      failed: 0,
      stage: 0,
      stageTotal: 2,
      stageLeft: 1,
    });
    const first = await turn(db, id, { epoch: 2, token: `${id}-again` });
    expect(first.claimed.map(({ key }) => key)).toEqual(['page-2']);
    const second = await turn(db, id, {
      epoch: 2,
      token: `${id}-sum`,
      outcomes: [done('page-2', `${id}-again`)],
    });
    expect(second.claimed.map(({ key }) => key)).toEqual(['summary']);
    await turn(db, id, { epoch: 2, outcomes: [done('summary', `${id}-sum`, 2)] });
    expect(await getJob(context, 'ann', id)).toMatchObject({
      status: 'completed',
      done: 4,
      failed: 0,
      total: 4,
    });
  });

  test('runs nothing of an earlier stage again', async () => {
    const id = await ended('summary');
    expect(await retry(id)).toMatchObject({ done: 3, stage: 2, stageLeft: 1 });
  });
});

describe('the messages of a retry', () => {
  test('are one line and the watchdog, however much there is to do: more lines are sent for by who runs it', async () => {
    const { id } = await createdJob(context, 200, { stages: [stagePlan({ concurrency: 1 })] });
    expect(context.started.at(-1)?.lines).toEqual(['0']);
    await cancelJob(context, 'ann', id);
    await retry(id);
    expect(context.started.at(-1)?.lines).toEqual(['0']);
  });
});
