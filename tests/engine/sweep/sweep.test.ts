import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../../lib/core/errors.ts';
import { arm, ensureSweeper, sweeperId } from '../../../lib/engine/sweep/arm.ts';
import { sweepBody } from '../../../lib/engine/sweep/message.ts';
import { sweepReader } from '../../../lib/engine/sweep/sweep.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createdJob, done, jobsContext, turn } from '../../support/jobs.ts';

let fresh: FreshDatabase | undefined;
let schedules = new Set<string>();
let context: ReturnType<typeof jobsContext>;
let refuses = false;

beforeEach(async () => {
  await fresh?.drop();
  fresh = await freshDatabase();
  schedules = new Set();
  refuses = false;
  context = jobsContext(fresh.url);
  context.schedules = {
    put: async (id) => {
      if (refuses) throw new Error('refused');
      schedules.add(id);
    },
    get: async () => null,
    remove: async (id) => schedules.delete(id),
  };
});
afterAll(() => fresh?.drop());

const id = (generation: number) => sweeperId(context.appUrl, generation);
const sweep = (generation: number) =>
  sweepReader(context)(sweepBody(generation))?.handle({ messageId: 'msg_sweep', retried: 0 });

async function finish(jobId: string): Promise<void> {
  await turn(context.db, jobId, { token: `all-${jobId}` });
  await turn(context.db, jobId, { outcomes: [done('s0', `all-${jobId}`)], claim: null });
}

describe('the sweeper', () => {
  test('exists only while jobs are unfinished, once for however many', async () => {
    expect(schedules.size).toBe(0);
    const [a, b] = await Promise.all([createdJob(context, 1), createdJob(context, 1)]);
    expect([...schedules]).toEqual([id(1)]);
    await finish(a.id);
    expect(await sweep(1)).toMatchObject({ kind: 'done', reason: 'looked after every job' });
    await finish(b.id);
    expect(await sweep(1)).toMatchObject({ kind: 'done', reason: 'nothing is left to look after' });
    expect([...schedules]).toEqual([]);
    await createdJob(context, 1);
    expect([...schedules]).toEqual([id(2)]);
  });

  test('that leaves while a job is created is followed by another', async () => {
    const first = await createdJob(context, 1);
    await finish(first.id);
    for (let n = 0; n < 12; n++) {
      const generation = Number([...schedules].at(-1)?.split('-').at(-1) ?? 1);
      const [job] = await Promise.all([createdJob(context, 1), sweep(generation)]);
      expect(schedules.size).toBeGreaterThanOrEqual(1);
      await finish(job.id);
    }
  });

  test('of an older generation removes only itself', async () => {
    const job = await createdJob(context, 1);
    await finish(job.id);
    await sweep(1);
    await createdJob(context, 1);
    schedules.add(id(1));
    await sweep(1);
    expect([...schedules]).toEqual([id(2)]);
  });

  test('that another has just armed is left as it is, without waiting for who holds it', async () => {
    await createdJob(context, 1);
    const creation = new pg.Client({ connectionString: fresh?.directUrl });
    await creation.connect();
    try {
      await creation.query('begin; select from sweepers for share');
      await arm({ ...context, log: { ...context.log, warn: (event) => expect.fail(event) } }, null);
    } finally {
      await creation.end();
    }
  });

  test('that the queue refuses keeps no job from being created, and is armed by the next who looks', async () => {
    refuses = true;
    expect((await createdJob(context, 1)).status).toBe('queued');
    expect(schedules.size).toBe(0);
    refuses = false;
    await ensureSweeper(context);
    expect([...schedules]).toEqual([id(1)]);
  });

  test('ends what is overdue, sends for what is deserted, and comes again until the queue takes it', async () => {
    const overdue = await createdJob(context, 1);
    const deserted = await createdJob(context, 1);
    await context.db.execute(sql`update jobs set created_at = now() - interval '9 minutes',
      watch_at = now() - interval '8 minutes'`);
    await context.db.execute(sql`update jobs set deadline_at = now() where id = ${overdue.id}`);
    const refusing = {
      ...context,
      publisher: {
        ...context.publisher,
        revive: () => Promise.reject(new Refusal('queue_unavailable', 'no')),
      },
    };
    const refused = await sweepReader(refusing)(sweepBody(1))?.handle({ messageId: 'm', retried: 0 });
    expect(refused).toMatchObject({ kind: 'again', afterSeconds: null });
    expect(await sweep(1)).toMatchObject({ kind: 'done', reason: 'looked after every job' });
    expect(context.revived).toMatchObject([{ job: deserted.id, slice: true, watchdog: { gen: 2 } }]);
  });
});
