import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../../lib/core/errors.ts';
import { createJob } from '../../../lib/engine/accept/create.ts';
import { findJobs } from '../../../lib/jobs/find.ts';
import { getJob } from '../../../lib/jobs/read.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createdJob, jobsContext, newJob } from '../../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;

beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const count = async (owner: string) => (await findJobs(context, owner, { limit: 100 })).length;

describe('a creation', () => {
  test('leaves no row when the queue refuses', async () => {
    const down = jobsContext(fresh.url, {
      start: async () => {
        throw new Refusal('queue_unavailable', 'down');
      },
    });
    await expect(createJob(down, newJob(3, { owner: 'unlucky' }))).rejects.toMatchObject({
      code: 'queue_unavailable',
    });
    expect(await count('unlucky')).toBe(0);
  });

  test('publishes before it inserts: the messages name a job that does not exist yet', async () => {
    let seen: unknown = 'nothing';
    const looking = jobsContext(fresh.url, {
      start: async ({ jobId }) => {
        seen = await getJob(looking, 'ann', jobId).catch((error: unknown) => error);
      },
    });
    const { job } = await createJob(looking, newJob(1));
    expect(seen).toMatchObject({ code: 'not_found' });
    expect(job.status).toBe('queued');
  });

  test('that takes longer than its messages live creates nothing', async () => {
    const own = await freshDatabase();
    const late = jobsContext(own.url);
    await late.db.execute(sql`create or replace function unstuck_assert_before(latest timestamptz) returns boolean
      language plpgsql as $$ begin raise exception 'too late' using errcode = 'UN001'; end $$`);
    await expect(createJob(late, newJob(1))).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(await findJobs(late, 'ann', { limit: 100 })).toEqual([]);
    await own.drop();
  });

  test('gives a new id to each request and never one derived from its key', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await createdJob(context, 1)).id));
    expect(new Set(ids).size).toBe(20);
  });
});

describe('the same request under the same key', () => {
  test('is the same job, and publishes nothing the second time', async () => {
    const request = newJob(2, { idempotencyKey: 'key-1' });
    const first = await createJob(context, request);
    const published = context.started.length;
    const second = await createJob(context, request);
    expect(second.job.id).toBe(first.job.id);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(context.started).toHaveLength(published);
  });

  test('sent ten times at once is one job', async () => {
    const request = newJob(2, { owner: 'hasty', idempotencyKey: 'key-2' });
    const all = await Promise.all(Array.from({ length: 10 }, () => createJob(context, request)));
    expect(new Set(all.map(({ job }) => job.id)).size).toBe(1);
    expect(all.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await count('hasty')).toBe(1);
  });

  test('with another body is refused', async () => {
    await createJob(context, newJob(2, { idempotencyKey: 'key-3' }));
    const other = createJob(context, newJob(2, { idempotencyKey: 'key-3', input: { symbols: ['X'] } }));
    await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch' });
  });

  test('of another owner is another job', async () => {
    const mine = await createJob(context, newJob(2, { idempotencyKey: 'key-4' }));
    const theirs = await createJob(context, newJob(2, { idempotencyKey: 'key-4', owner: 'bob' }));
    expect(theirs.job.id).not.toBe(mine.job.id);
  });

  test('after 24 hours is a new job', async () => {
    const first = await createJob(context, newJob(1, { idempotencyKey: 'key-5' }));
    await context.db.execute(
      sql`update jobs set created_at = created_at - interval '25 hours' where id = ${first.job.id}`,
    );
    const second = await createJob(context, newJob(1, { idempotencyKey: 'key-5' }));
    expect(second.job.id).not.toBe(first.job.id);
  });
});
