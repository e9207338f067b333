import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../lib/core/clock.ts';
import { type Database, transact } from '../../lib/db/client.ts';
import { storedSequence } from '../../lib/db/stored-statement.ts';
import { cancelJob } from '../../lib/engine/cancel.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { listSteps } from '../../lib/jobs/steps.ts';
import { CLAIM_TYPES, claimPart } from '../../lib/jobs/turn/claim.ts';
import { handOver } from '../../lib/jobs/turn/hand-over.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, IN_TIME, jobsContext, sliceOf, stagePlan, turn } from '../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
let db: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
  db = context.db;
});
afterAll(() => fresh.drop());

const expireLeases = (jobId: string) =>
  db.execute(
    sql`update steps set lease_until = clock_timestamp() where job_id = ${jobId} and status = 'running'`,
  );

async function job(id: string) {
  return getJob(context, 'ann', id);
}

describe('a turn', () => {
  test('commits what was finished and claims what comes next, in one round trip', async () => {
    const { id } = await createdJob(context, 7);
    const first = await turn(db, id, { token: 'a' });
    expect(first.claimed.map((step) => step.key)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    const second = await turn(db, id, { outcomes: first.claimed.map((step) => done(step.key, 'a')) });
    expect(second.claimed.map((step) => step.key)).toEqual(['s5', 's6']);
    expect(await job(id)).toMatchObject({
      status: 'processing',
      done: 5,
      failed: 0,
      stageLeft: 2,
      roundTrips: 4,
    });
  });

  test('sent again with the same token finds what it holds, claims no others and counts nothing twice', async () => {
    const { id } = await createdJob(context, 12);
    await turn(db, id, { token: 'a' });
    const outcomes = [done('s0', 'a'), done('s1', 'a')];
    const first = await turn(db, id, { token: 'b', outcomes });
    const again = await turn(db, id, { token: 'b', outcomes });
    expect(again.claimed.map((step) => step.key).sort()).toEqual(
      first.claimed.map((step) => step.key).sort(),
    );
    expect(await job(id)).toMatchObject({ done: 2, stageLeft: 10 });
  });

  test('gives every further step a place of its own, however many were known already', async () => {
    const { id } = await createdJob(context, 3);
    const adding = (key: string, token: string, keys: string[]) => ({
      ...done(key, token),
      further: keys.map((each) => ({ stage: 0, key: each })),
    });
    await turn(db, id, { token: 'a' });
    await turn(db, id, {
      claim: null,
      outcomes: [adding('s0', 'a', ['s1', 'new', 'new']), adding('s1', 'a', ['new', 'newer'])],
    });
    await turn(db, id, { claim: null, outcomes: [adding('s2', 'a', ['s1', 'newer', 'newest'])] });
    const all = await listSteps(context, await job(id), { limit: 10 });
    expect(all.map(({ key, seq }) => [key, seq])).toEqual([
      ['s0', 0],
      ['s1', 1],
      ['s2', 2],
      ['new', 3],
      ['newer', 4],
      ['newest', 5],
    ]);
  });

  test('discards an outcome whose lease was taken over', async () => {
    const { id } = await createdJob(context, 1);
    await turn(db, id, { token: 'zombie' });
    await expireLeases(id);
    const { claimed } = await turn(db, id, { token: 'heir', slice: sliceOf('1') });
    expect(claimed).toMatchObject([{ key: 's0', lost: 0, alone: true }]);
    await turn(db, id, { outcomes: [done('s0', 'zombie')], claim: null });
    expect(await job(id)).toMatchObject({ status: 'processing', done: 0 });
    await turn(db, id, { outcomes: [done('s0', 'heir')], claim: null });
    expect(await job(id)).toMatchObject({ status: 'completed', done: 1 });
  });

  test('after a cancellation changes nothing: a cancelled job never becomes completed', async () => {
    const { id } = await createdJob(context, 1);
    await turn(db, id, { token: 'a' });
    await cancelJob(context, 'ann', id);
    const late = await turn(db, id, { outcomes: [done('s0', 'a')] });
    expect(late.view?.status).toBe('cancelled');
    expect(await job(id)).toMatchObject({ status: 'cancelled', done: 0 });
  });

  test('of an old epoch changes nothing', async () => {
    const { id } = await createdJob(context, 2);
    await db.execute(sql`update jobs set epoch = 2 where id = ${id}`);
    const { claimed, view } = await turn(db, id, { epoch: 1 });
    expect(claimed).toEqual([]);
    expect(view?.epoch).toBe(2);
    expect((await job(id)).status).toBe('queued');
  });

  test('claims nothing once it arrives too late', async () => {
    const { id } = await createdJob(context, 2);
    const { view } = await turn(db, id, { claim: null });
    const { claimed } = await turn(db, id, {
      claim: { held: 0, aloneRoom: 2, aloneStartMs: 0, notAfterMs: (view?.now_ms ?? 0) - 1 },
    });
    expect(claimed).toEqual([]);
  });

  test('loses no step when many slices commit at the same time', async () => {
    const { id } = await createdJob(context, 200, { stages: [stagePlan({ concurrency: 5 })] });
    const slice = async (line: string) => {
      let outcomes = [] as ReturnType<typeof done>[];
      for (let n = 0; ; n++) {
        const token = `${line}-${n}`;
        const { claimed } = await turn(db, id, { token, slice: sliceOf(line), outcomes });
        if (claimed.length === 0) return;
        outcomes = claimed.map((step) => done(step.key, token));
      }
    };
    await Promise.all(['0', '1', '2', '3', '4', '5', '6', '7'].map(slice));
    expect(await job(id)).toMatchObject({ status: 'completed', done: 200, failed: 0, stageLeft: 0 });
  });
});

describe('a turn that comes while its job is being inserted', () => {
  test('waits until that is over, and claims', async () => {
    let early: ReturnType<typeof turn> | undefined;
    const published = jobsContext(fresh.url, {
      start: async ({ jobId }) => {
        early = systemClock.sleep(150).then(() => turn(db, jobId));
      },
    });
    const { id } = await createdJob(published, 2, { also: () => [sql`select pg_sleep(0.5)`] });
    const { view, claimed } = (await early) ?? { view: null, claimed: [] };
    expect(view).toMatchObject({ status: 'processing', total: 2 });
    expect(claimed.map(({ key }) => key)).toEqual(['s0', 's1']);
    expect(await job(id)).toMatchObject({ status: 'processing' });
  });
});

describe('two claims at once', () => {
  test('share no step, though neither found its job in time to lock it', async () => {
    const { id } = await createdJob(context, 6, { stages: [stagePlan({ concurrency: 3 })] });
    const alone = storedSequence('claim', CLAIM_TYPES, (args) => [claimPart(args)]);
    const unlocked = async (token: string, thenWaits: number) => {
      const claim = { held: 0, aloneRoom: 2, aloneStartMs: 0, notAfterMs: IN_TIME, claims: true };
      const [claimed = []] = await transact(db, [
        alone.with({ jobId: id, epoch: 1, token, line: '0', process: token, ...claim }),
        sql`select pg_sleep(${thenWaits}::float8)`,
      ]);
      return claimed.map((row) => z.object({ key: z.string() }).parse(row).key);
    };
    const first = unlocked('first', 0.6);
    await systemClock.sleep(200);
    const second = await unlocked('second', 0);
    const keys = [...(await first), ...second];
    expect(keys).toHaveLength(new Set(keys).size);
  });
});

describe('a lost lease', () => {
  test('makes its step a suspect, which runs in a process of its own, after the steps that have lost none', async () => {
    const { id } = await createdJob(context, 7, { stages: [stagePlan({ concurrency: 3 })] });
    await turn(db, id, { token: 'dead', slice: sliceOf('dead') });
    await expireLeases(id);
    const second = await turn(db, id, { token: 'b' });
    expect(second.claimed.map((step) => [step.key, step.alone])).toEqual([
      ['s3', false],
      ['s4', false],
      ['s5', false],
    ]);
    const outcomes = second.claimed.map((step) => done(step.key, 'b'));
    const third = await turn(db, id, { token: 'c', outcomes });
    expect(third.claimed.map((step) => [step.key, step.alone]).sort()).toEqual([
      ['s0', true],
      ['s1', true],
      ['s6', false],
    ]);
    const full = { held: 3, aloneRoom: 0, aloneStartMs: 0, notAfterMs: IN_TIME };
    expect((await turn(db, id, { token: 'd', claim: full })).claimed).toEqual([]);
  });

  test('charges neither an attempt nor a loss', async () => {
    const { id } = await createdJob(context, 1);
    for (let n = 0; n < 5; n++) {
      await turn(db, id, { token: `n-${n}` });
      await expireLeases(id);
    }
    expect((await turn(db, id)).claimed).toMatchObject([{ attempts: 0, lost: 0 }]);
  });

  test('of a process that has taken a turn since is no death: the step goes on as it was', async () => {
    const { id } = await createdJob(context, 3, { stages: [stagePlan({ concurrency: 2 })] });
    await turn(db, id, { token: 'late' });
    await expireLeases(id);
    const again = await turn(db, id, { token: 'again' });
    expect(again.claimed.map((step) => [step.key, step.alone]).sort()).toEqual([
      ['s0', false],
      ['s2', false],
    ]);
    await expireLeases(id);
    await turn(db, id, { token: 'lives', claim: null });
    const other = await turn(db, id, { token: 'other', slice: sliceOf('1') });
    expect(other.claimed.map((step) => step.alone)).toEqual([false, false]);
  });

  test('is charged only where the step’s own process was seen to die, three times, and only to that step', async () => {
    const { id } = await createdJob(context, 1);
    for (const n of [1, 2, 3]) {
      const token = `run-${n}`;
      expect((await turn(db, id, { token })).claimed).toMatchObject([{ key: 's0', lost: n - 1 }]);
      const message = 'It exited with code 9.';
      await turn(db, id, {
        claim: null,
        outcomes: [{ key: 's0', token, stage: 0, result: 'lost', message }],
      });
    }
    const [step] = await listSteps(context, await job(id), { limit: 1 });
    expect(step).toMatchObject({ status: 'failed', lost: 3, attempts: 0, error: { code: 'lost_too_often' } });
    expect(step?.error?.message).toContain('It exited with code 9.');
  });
});

describe('a slice on a line that another is on', () => {
  test('is preceded by it while it works, and not once it has handed over: this one may be its continuation', async () => {
    const { id } = await createdJob(context, 3);
    const slice = (n: number) => ({ run: `run-${n}`, line: 'w', process: 'p', message: `message-${n}` });
    const look = async (n: number) => (await turn(db, id, { slice: slice(n), claim: null })).view;
    expect(await look(1)).toMatchObject({ preceded: false });
    expect(await look(2)).toMatchObject({ preceded: true });
    const usage = { messages: 1, roundTrips: 1, functionMs: 0 };
    await handOver(db, { jobId: id, run: 'run-1', usage, delaySeconds: 1 });
    expect(await look(3)).toMatchObject({ preceded: true });
    await handOver(db, { jobId: id, run: 'run-2', usage, delaySeconds: 1 });
    expect(await look(3)).toMatchObject({ preceded: false });
  });
});

describe("a provider's budget", () => {
  test('holds over all jobs and lines together', async () => {
    const stages = [stagePlan({ concurrency: 4, provider: 'narrow' })];
    const ids = await Promise.all(
      [1, 2, 3, 4].map(
        async () => (await createdJob(context, 12, { stages, budgets: { narrow: { maxInFlight: 5 } } })).id,
      ),
    );
    const turns = await Promise.all(
      ids.flatMap((id) => ['0', '1'].map((line) => turn(db, id, { slice: sliceOf(line) }))),
    );
    expect(turns.flatMap(({ claimed }) => claimed)).toHaveLength(5);
  });

  test('comes back when a dead slice’s lease ends', async () => {
    const stages = [stagePlan({ concurrency: 4, provider: 'tiny' })];
    const dead = await createdJob(context, 2, { stages, budgets: { tiny: { maxInFlight: 2 } } });
    await turn(db, dead.id);
    const waiting = await createdJob(context, 2, { stages, budgets: { tiny: { maxInFlight: 2 } } });
    expect((await turn(db, waiting.id)).claimed).toEqual([]);
    await expireLeases(dead.id);
    expect((await turn(db, waiting.id)).claimed).toHaveLength(2);
  });
});

describe('the end of a job', () => {
  test('comes with its last step, whatever stage opens on the way', async () => {
    const stages = [stagePlan({ name: 'fetch', share: 0.5 }), stagePlan({ name: 'read', share: 0.5 })];
    const { id } = await createdJob(context, 1, { stages });
    await turn(db, id, { token: 'a' });
    const further = [
      { stage: 1, key: 'p1' },
      { stage: 1, key: 'p2', input: { page: 2 } },
    ];
    const opened = await turn(db, id, {
      token: 'b',
      outcomes: [
        { key: 's0', token: 'a', stage: 0, result: 'done', output: { pages: 2 }, record: null, further },
      ],
    });
    expect(opened.moved).toEqual({ status: 'processing', stage: 1, stage_left: 2 });
    expect(opened.claimed).toMatchObject([{ key: 'p1' }, { key: 'p2', input: { page: 2 } }]);
    const end = await turn(db, id, { outcomes: [done('p1', 'b', 1), done('p2', 'b', 1)] });
    expect(end.moved?.status).toBe('completed');
    expect(await job(id)).toMatchObject({ total: 3, done: 3 });
  });

  test('is failed, with the most frequent reason, when nothing came out', async () => {
    const { id } = await createdJob(context, 3);
    await turn(db, id, { token: 'a' });
    const failed = (key: string, code: string) =>
      ({ key, token: 'a', stage: 0, result: 'failed', code, message: `${code}!` }) as const;
    await turn(db, id, {
      outcomes: [failed('s0', 'unknown_symbol'), failed('s1', 'no_data'), failed('s2', 'no_data')],
    });
    expect(await job(id)).toMatchObject({
      status: 'failed',
      error: { code: 'no_data', message: '2 of 3 steps failed like this: no_data!' },
    });
  });

  test('comes at the deadline with a reason, and keeps what was done', async () => {
    const { id } = await createdJob(context, 3, { stages: [stagePlan({ concurrency: 1 })] });
    await turn(db, id, { token: 'a' });
    await turn(db, id, { token: 'b', outcomes: [done('s0', 'a')] });
    await db.execute(sql`update jobs set deadline_at = clock_timestamp() where id = ${id}`);
    const { view } = await turn(db, id, { claim: null });
    expect(view?.status).toBe('completed_with_errors');
    const ended = await job(id);
    expect(ended.error).toMatchObject({ code: 'deadline_exceeded' });
    const skipped = await listSteps(context, ended, { status: 'skipped', limit: 10 });
    expect(skipped.map((step) => step.key)).toEqual(['s1', 's2']);
  });

  test('is not reached while a step waits for its next attempt', async () => {
    const { id } = await createdJob(context, 1);
    await turn(db, id, { token: 'a' });
    const retry = {
      key: 's0',
      token: 'a',
      stage: 0,
      result: 'retry',
      code: 'c',
      message: 'm',
      delayMs: 60_000,
    } as const;
    const { view, claimed } = await turn(db, id, { outcomes: [retry] });
    expect(claimed).toEqual([]);
    expect((view?.next_due_ms ?? 0) - (view?.now_ms ?? 0)).toBeGreaterThan(59_000);
    expect(await job(id)).toMatchObject({ status: 'processing', stageLeft: 1 });
  });
});

describe('what an analyzer writes', () => {
  const note = (
    id: string,
    token: string,
  ) => sql`insert into steps (job_id, key, stage, seq, status, completed_at)
    select s.job_id, 'written-' || s.key, 9, 9, 'done', clock_timestamp()
    from steps s where s.job_id = ${id} and s.finished_by = ${token} on conflict do nothing`;
  const written = async (id: string) => {
    const { rows } = await db.execute(
      sql`select key from steps where job_id = ${id} and key like 'written-%'`,
    );
    return rows.map((row) => row['key']);
  };

  test('takes effect only for the steps that this very commit finished', async () => {
    const { id } = await createdJob(context, 2);
    await turn(db, id, { token: 'a' });
    await turn(db, id, {
      token: 'b',
      outcomes: [done('s0', 'a'), done('s1', 'stolen')],
      writes: [note(id, 'b')],
    });
    expect(await written(id)).toEqual(['written-s0']);
  });

  test('is undone with the commit when a statement of it fails', async () => {
    const { id } = await createdJob(context, 1);
    await turn(db, id, { token: 'a' });
    const broken = turn(db, id, { outcomes: [done('s0', 'a')], writes: [sql`select 1 / 0`] });
    await expect(broken).rejects.toThrow();
    expect(await job(id)).toMatchObject({ done: 0, stageLeft: 1 });
  });
});
