import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancelJob } from '../../lib/engine/cancel.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { listSlices } from '../../lib/jobs/slices.ts';
import { handOver } from '../../lib/jobs/turn/hand-over.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, jobsContext, sliceOf, turn } from '../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

async function slicesOf(id: string) {
  return listSlices(context, await getJob(context, 'ann', id), { limit: 10, aliveMs: 30_000 });
}

describe('a slice is shown', () => {
  test('with its turns and its steps, each counted once, however often a turn is sent', async () => {
    const { id } = await createdJob(context, 7);
    for (let n = 0; n < 2; n++) await turn(context.db, id, { token: 'a' });
    const outcomes = ['s0', 's1', 's2', 's3', 's4'].map((key) => done(key, 'a'));
    for (let n = 0; n < 2; n++) await turn(context.db, id, { token: 'b', outcomes });
    expect(await slicesOf(id)).toMatchObject([
      { line: '0', epoch: 1, state: 'working', turns: 2, claimed: 7, ended: 5 },
    ]);
  });

  test('without the outcomes that came too late', async () => {
    const { id } = await createdJob(context, 1);
    await turn(context.db, id, { token: 'a' });
    await context.db.execute(sql`update steps set lease_until = '2020-01-01' where job_id = ${id}`);
    await turn(context.db, id, { token: 'taken', slice: sliceOf('1') });
    await turn(context.db, id, { outcomes: [done('s0', 'a')], claim: null });
    expect(await slicesOf(id)).toMatchObject([
      { line: '0', ended: 0 },
      { line: '1', claimed: 1 },
    ]);
  });

  test('as handed over, idle, or dead if it was not seen and has said neither', async () => {
    const { id } = await createdJob(context, 7);
    await turn(context.db, id, { slice: sliceOf('0') });
    await turn(context.db, id, { slice: sliceOf('1') });
    await turn(context.db, id, { slice: sliceOf('2') });
    await handOver(context.db, {
      jobId: id,
      run: 'run-1',
      delaySeconds: 0,
      usage: { messages: 0, roundTrips: 0, functionMs: 0 },
    });
    await context.db.execute(sql`update slices set seen_at = '2020-01-01' where job_id = ${id}`);
    await turn(context.db, id, { slice: sliceOf('3') });
    const states = (await slicesOf(id)).map(({ line, state }) => `${line} ${state}`);
    expect(states.sort()).toEqual(['0 died', '1 handed_over', '2 idle', '3 idle']);
  });

  test('as idle once it has seen that its job has ended', async () => {
    const { id } = await createdJob(context, 7);
    await turn(context.db, id);
    await cancelJob(context, 'ann', id);
    await turn(context.db, id);
    await context.db.execute(sql`update slices set seen_at = '2020-01-01' where job_id = ${id}`);
    expect(await slicesOf(id)).toMatchObject([{ state: 'idle' }]);
  });
});
