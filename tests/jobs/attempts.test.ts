import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancelJob } from '../../lib/engine/cancel.ts';
import { retryJob } from '../../lib/engine/retry.ts';
import { listAttempts } from '../../lib/jobs/attempts.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { listSteps } from '../../lib/jobs/steps.ts';
import type { StepOutcome } from '../../lib/jobs/turn/turn.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, jobsContext, sliceOf, turn } from '../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const again = (key: string, token: string, message = 'Busy.'): StepOutcome => {
  return { key, token, stage: 0, result: 'retry', code: 'busy', message, delayMs: 0 };
};
const failed = (key: string, token: string): StepOutcome => {
  return { key, token, stage: 0, result: 'failed', code: 'unknown', message: 'Unknown.' };
};

/** The runs of the job's first step. */
async function runsOf(id: string) {
  const job = await getJob(context, 'ann', id);
  const steps = await listSteps(context, job, { keys: ['s0'], limit: 1 });
  return (await listAttempts(context, job, steps)).get('s0') ?? [];
}

const rowsOf = async (id: string): Promise<number> =>
  (await context.db.execute(sql`select 1 from attempts where job_id = ${id}`)).rows.length;

let tokens = 0;

/** Ends the run of the job's step, and claims it again. @returns the claim's token. */
async function run(id: string, outcome: StepOutcome, epoch = 1): Promise<string> {
  const next = `t${++tokens}`;
  await turn(context.db, id, { token: next, epoch, outcomes: [outcome] });
  return next;
}

async function claimed(id: string, epoch = 1): Promise<string> {
  const token = `t${++tokens}`;
  await turn(context.db, id, { token, epoch });
  return token;
}

describe('the runs of a step', () => {
  test('are kept with how each ended, and the last is told from the step’s own row', async () => {
    const { id } = await createdJob(context, 1);
    const second = await claimed(id);
    const third = await run(id, again('s0', second));
    const fourth = await run(id, { key: 's0', token: third, stage: 0, result: 'given_back' });
    expect(await runsOf(id)).toEqual([
      {
        epoch: 1,
        line: '0',
        startedAt: expect.any(Number),
        endedAt: expect.any(Number),
        outcome: 'retry',
        error: { code: 'busy', message: 'Busy.' },
      },
      expect.objectContaining({ outcome: 'given_back', error: null }),
      expect.objectContaining({ outcome: null, endedAt: null, line: '0', epoch: 1 }),
    ]);
    await run(id, done('s0', fourth));
    expect((await runsOf(id)).map(({ outcome, line }) => `${outcome} ${line}`)).toEqual([
      'retry 0',
      'given_back 0',
      'done 0',
    ]);
    expect(await rowsOf(id)).toBe(2);
  });

  test('that was done at once takes no row of its own', async () => {
    const { id } = await createdJob(context, 5);
    const token = await claimed(id);
    await turn(context.db, id, { outcomes: ['s0', 's1', 's2', 's3', 's4'].map((key) => done(key, token)) });
    expect(await rowsOf(id)).toBe(0);
    expect(await runsOf(id)).toMatchObject([{ outcome: 'done', line: '0' }]);
  });

  test('count once when a turn is sent again', async () => {
    const { id } = await createdJob(context, 1);
    const token = await claimed(id);
    const outcomes = [again('s0', token)];
    for (let n = 0; n < 2; n++) await turn(context.db, id, { token: 'same', outcomes, claim: null });
    expect(await rowsOf(id)).toBe(1);
  });

  test('are kept to the last ten', async () => {
    const { id } = await createdJob(context, 1);
    let token = await claimed(id);
    for (let n = 0; n < 13; n++) {
      token = await run(id, again('s0', token, `No. ${n}`));
    }
    expect(await rowsOf(id)).toBe(10);
    await run(id, done('s0', token));
    const runs = await runsOf(id);
    expect(runs.map(({ error }) => error?.message ?? 'done')).toEqual([
      ...Array.from({ length: 9 }, (_, i) => `No. ${i + 4}`),
      'done',
    ]);
  });

  test('whose lease ended are kept by whoever takes the step over', async () => {
    const { id } = await createdJob(context, 1);
    await claimed(id);
    await context.db.execute(sql`update steps set lease_until = '2020-01-01' where job_id = ${id}`);
    await turn(context.db, id, { token: 'taken', slice: sliceOf('1') });
    expect(await runsOf(id)).toMatchObject([
      { outcome: 'lost_lease', line: '0', endedAt: Date.parse('2020-01-01T00:00:00Z') },
      { outcome: null, line: '1' },
    ]);
    await turn(context.db, id, { token: 'taken', slice: sliceOf('1') });
    expect(await rowsOf(id)).toBe(1);
  });

  test('whose own process died are kept', async () => {
    const { id } = await createdJob(context, 1);
    const token = await claimed(id);
    await run(id, { key: 's0', token, stage: 0, result: 'lost', message: 'out of memory' });
    expect(await runsOf(id)).toMatchObject([
      { outcome: 'lost', error: { code: null, message: 'out of memory' } },
      {},
    ]);
  });

  test('stay when the job is retried, with the epoch of each', async () => {
    const { id } = await createdJob(context, 2);
    const token = await claimed(id);
    await turn(context.db, id, { outcomes: [failed('s0', token), done('s1', token)] });
    await retryJob(context, { owner: 'ann', id, all: false });
    expect(await runsOf(id)).toMatchObject([
      { epoch: 1, outcome: 'failed', error: { code: 'unknown', message: 'Unknown.' }, line: '0' },
    ]);
    const next = await claimed(id, 2);
    await run(id, done('s0', next), 2);
    expect(await runsOf(id)).toMatchObject([
      { epoch: 1, outcome: 'failed' },
      { epoch: 2, outcome: 'done' },
    ]);
  });

  test('that went on when the job ended are told as given back, also after a retry', async () => {
    const { id } = await createdJob(context, 1);
    await claimed(id);
    await cancelJob(context, 'ann', id);
    expect(await runsOf(id)).toMatchObject([{ outcome: 'given_back', endedAt: expect.any(Number) }]);
    await retryJob(context, { owner: 'ann', id, all: false });
    expect(await runsOf(id)).toMatchObject([
      { epoch: 1, outcome: 'given_back', error: { code: 'job_ended' } },
    ]);
  });
});
