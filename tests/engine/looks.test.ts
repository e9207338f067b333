import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { silentLog } from '../../lib/core/log.ts';
import { createLooks, mayNeedCare } from '../../lib/engine/looks.ts';
import { reviveJob } from '../../lib/engine/revive.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, jobsContext, turn } from '../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const NOW = 1_000_000_000;
const young = {
  status: 'processing' as const,
  createdAt: NOW - 10_000,
  turnedAt: NOW - 5_000,
  watchAt: NOW + 50_000,
  completedAt: null,
  webhook: null,
};
const needs = (changes: object) => mayNeedCare({ ...young, ...changes }, NOW, DEFAULTS);

describe('whoever reads a job', () => {
  test('sees from its row whether it may need care', () => {
    expect(needs({})).toBe(false);
    expect(needs({ watchAt: NOW - 5_000 })).toBe(false);
    expect(needs({ watchAt: NOW - 15_000 })).toBe(true);
    expect(needs({ turnedAt: NOW - 40_000 })).toBe(true);
    expect(needs({ turnedAt: null, createdAt: NOW - 40_000 })).toBe(true);
    const ended = { status: 'completed', watchAt: 0, completedAt: NOW - 70_000 };
    expect(needs(ended)).toBe(false);
    expect(needs({ ...ended, webhook: { due: 1 } })).toBe(true);
    expect(needs({ ...ended, webhook: { due: 1 }, completedAt: NOW - 5_000 })).toBe(false);
  });

  test('examines it in the background, one at a time, and not again at every look', async () => {
    const asked: string[] = [];
    let atOnce = 0;
    let most = 0;
    const works: Promise<void>[] = [];
    const look = createLooks({
      clock: systemClock,
      log: silentLog,
      settings: DEFAULTS,
      background: (work) => works.push(work),
      revive: async (id) => {
        most = Math.max(most, ++atOnce);
        asked.push(id);
        await systemClock.sleep(5);
        atOnce--;
        throw new Error('an error is logged, and stops nobody');
      },
    });
    const first = await createdJob(context, 1);
    const deserted = (id: string) => ({ ...first, id, watchAt: 0 });
    look([deserted('a'), deserted('b'), { ...first, id: 'well', watchAt: Date.now() + 60_000 }]);
    look([deserted('a'), deserted('c')]);
    await Promise.all(works);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(most).toBe(1);
  });

  test('ends it if its deadline has passed, and says so', async () => {
    const { id } = await createdJob(context, 2);
    await context.db.execute(sql`update jobs set deadline_at = now() - interval '1 s' where id = ${id}`);
    expect(await reviveJob(context, id)).toBe('over');
    expect(await getJob(context, 'ann', id)).toMatchObject({
      status: 'failed',
      error: { code: 'deadline_exceeded' },
    });
  });

  test('sends nothing for a job whose slice is alive, or which waits for a known time', async () => {
    const works = await createdJob(context, 9);
    await turn(context.db, works.id);
    const waits = await createdJob(context, 1);
    await context.db.execute(
      sql`update steps set due_at = now() + interval '10 minutes' where job_id = ${waits.id}`,
    );
    await context.db.execute(sql`update jobs set created_at = created_at - interval '5 minutes'`);
    expect(await reviveJob(context, works.id)).toBe('cared_for');
    expect(await reviveJob(context, waits.id)).toBe('cared_for');
    expect(context.revived).toEqual([]);
  });
});
