import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../../lib/core/errors.ts';
import { beginBulk, bulkOf } from '../../../lib/engine/bulk/begin.ts';
import { bulkReader, carryOn } from '../../../lib/engine/bulk/carry-on.ts';
import type { BulkMessage } from '../../../lib/engine/bulk/message.ts';
import { reviveBulks } from '../../../lib/engine/bulk/revive.ts';
import type { BulkAction } from '../../../lib/engine/bulk/types.ts';
import { ALL_JOBS, type JobQuery } from '../../../lib/jobs/job-query.ts';
import { retryAll } from '../../support/bulk.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createdJob, jobsContext } from '../../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
let sent: BulkMessage[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url, { bulk: async (message) => void sent.push(message) });
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  sent = [];
  await context.db.execute(sql`delete from jobs`);
  await context.db.execute(sql`delete from bulk_actions`);
});

const begin = (action: BulkAction, query: Partial<JobQuery> = {}) =>
  beginBulk(context, { owner: 'ann', action, query: { ...ALL_JOBS, ...query } });

const through = async (as = context) => {
  const [message] = sent.slice(-1);
  if (!message) throw new Error('no message was sent');
  return carryOn({ context: as, releases: [] }, message);
};

/** A job that has failed, with its one step as said. */
async function failedJob(step: 'done' | 'failed') {
  const job = await createdJob(context, 1);
  await context.db.execute(
    sql`update jobs set status = 'failed', failed = 1, completed_at = clock_timestamp()`,
  );
  await context.db.execute(sql`update steps set status = ${step}`);
  return job;
}

const statuses = async () =>
  (
    await context.db.execute(
      sql`select owner, status, count(*)::int as count from jobs group by 1, 2 order by 1, 2`,
    )
  ).rows;

test('what failed yesterday among many is retried once each by one request, killed twice on the way', async () => {
  const own = await freshDatabase();
  const { bulk, counts, begun, rows } = await retryAll(own.url, 200);
  expect(counts).toEqual({ failed: 100 });
  expect(bulk).toMatchObject({ total: 100, done: 100, skipped: 0, failed: 0, reasons: [] });
  expect([...begun.values()]).toEqual(Array(100).fill(1));
  expect(rows).toEqual([
    { status: 'completed', epoch: 1, count: 100 },
    { status: 'queued', epoch: 2, count: 100 },
  ]);
  await own.drop();
});

describe('an action on many jobs', () => {
  test('cancels and deletes what it means, of nobody else, and not what came later', async () => {
    for (let i = 0; i < 3; i++) await createdJob(context, 1);
    await createdJob(context, 1, { owner: 'bob' });
    const { id } = await begin('cancel');
    await createdJob(context, 1);
    expect(await through()).toMatchObject({ kind: 'done', reason: 'through' });
    expect(await bulkOf(context, id)).toMatchObject({ total: 3, done: 3, skipped: 0 });
    expect(await statuses()).toEqual([
      { owner: 'ann', status: 'cancelled', count: 3 },
      { owner: 'ann', status: 'queued', count: 1 },
      { owner: 'bob', status: 'queued', count: 1 },
    ]);
    await begin('delete');
    await through();
    expect(await statuses()).toEqual([
      { owner: 'ann', status: 'queued', count: 1 },
      { owner: 'bob', status: 'queued', count: 1 },
    ]);
  });

  test('does not take again what has failed again since it began', async () => {
    const job = await failedJob('failed');
    const { id } = await begin('retry');
    await context.db.execute(sql`update jobs set completed_at = clock_timestamp(), epoch = 2`);
    await through();
    expect(await bulkOf(context, id)).toMatchObject({ total: 1, done: 0, skipped: 1 });
    expect(context.started.filter(({ jobId, epoch }) => jobId === job.id && epoch > 1)).toEqual([]);
  });

  test('says why jobs were left', async () => {
    const job = await failedJob('done');
    const { id } = await begin('retry');
    await through();
    expect(await bulkOf(context, id)).toMatchObject({
      skipped: 1,
      reasons: [{ code: 'nothing_to_retry', count: 1, job: job.id }],
    });
  });

  test('comes again while the queue refuses, and then goes on', async () => {
    await createdJob(context, 1);
    await context.db.execute(
      sql`update jobs set status = 'failed', failed = 1, completed_at = clock_timestamp()`,
    );
    await context.db.execute(sql`update steps set status = 'failed'`);
    const { id } = await begin('retry');
    const start = () => Promise.reject(new Refusal('queue_unavailable', 'no'));
    const down = { ...context, publisher: { ...context.publisher, start } };
    expect(await through(down)).toMatchObject({ kind: 'again', reason: 'queue_unavailable' });
    expect(await through()).toMatchObject({ kind: 'done' });
    expect(await bulkOf(context, id)).toMatchObject({ done: 1, skipped: 0, failed: 0 });
  });

  test('is handed on when its slice is over, and an older message only sends for the next', async () => {
    for (let i = 0; i < 30; i++) await createdJob(context, 1);
    const { id } = await begin('cancel');
    const [first] = sent;
    const short = { ...context, settings: { ...context.settings, sliceBudgetMs: 1 } };
    expect(await through(short)).toMatchObject({ reason: 'a next message carries it on' });
    expect(sent.map(({ round }) => round)).toEqual([1, 2]);
    if (first) expect(await carryOn({ context, releases: [] }, first)).toMatchObject({ kind: 'done' });
    expect(sent.map(({ round }) => round)).toEqual([1, 2, 2]);
    await through();
    expect(await bulkOf(context, id)).toMatchObject({ done: 30 });
  });

  test('is carried out by one slice at a time', async () => {
    await createdJob(context, 1);
    await begin('cancel');
    await context.db.execute(
      sql`update bulk_actions set token = 't', lease_until = clock_timestamp() + interval '9 s'`,
    );
    expect(await through()).toMatchObject({ kind: 'again', reason: 'another slice works on it' });
  });

  test('that nobody works on is sent for once by whoever looks, and its exhausted message is replaced', async () => {
    await createdJob(context, 1);
    const { id } = await begin('cancel');
    expect(await reviveBulks(context, null)).toBe(0);
    await context.db.execute(sql`update bulk_actions set seen_at = clock_timestamp() - interval '3 minutes'`);
    expect(await Promise.all([reviveBulks(context, id), reviveBulks(context, null)])).toContain(1);
    expect(sent).toHaveLength(2);
    await bulkReader({ context, releases: [] })(JSON.stringify(sent[0]))?.exhausted('m');
    expect(sent).toHaveLength(3);
  });

  test('whose row never came is dropped', async () => {
    const message = { v: 1 as const, type: 'bulk' as const, bulk: 'bulk_none', round: 1, at: Date.now() };
    expect(await carryOn({ context, releases: [] }, message)).toMatchObject({ kind: 'again' });
    expect(await carryOn({ context, releases: [] }, { ...message, at: 0 })).toMatchObject({ kind: 'done' });
  });
});
