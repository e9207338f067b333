import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { transact } from '../../lib/db/client.ts';
import { COMMIT, commitValues } from '../../lib/jobs/turn/commit.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, done, jobsContext, stagePlan, turn } from '../support/jobs.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const COUNT = 100;
const readSchema = z.object({ rows: z.number() });

// A plan that is made while the tables are new is kept: it must not read a job's steps once for each of them.
test('a commit reads each step that it ends a few times, however new the tables are', async () => {
  const context = jobsContext(fresh.url);
  const { id } = await createdJob(context, COUNT, { stages: [stagePlan({ concurrency: COUNT })] });
  const { claimed } = await turn(context.db, id, { token: 'a' });
  expect(claimed).toHaveLength(COUNT);
  const outcomes = claimed.map(({ key }) => done(key, 'a'));
  const usage = { messages: 0, roundTrips: 1, functionMs: 0 };
  const results = await transact(context.db, [
    COMMIT.with(commitValues({ jobId: id, epoch: 1, token: 'b', outcomes, usage, lostLimit: 3 })),
    sql`select idx_tup_fetch::int as rows from pg_stat_xact_user_tables where relname = 'steps'`,
  ]);
  const { rows } = readSchema.parse(results.at(-1)?.[0]);
  expect(rows).toBeLessThan(5 * COUNT);
});
