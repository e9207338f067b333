import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { runCron } from '../../../lib/engine/cron.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

test('the daily cron deletes actions that have been through for 30 days; those at work stay, however old', async () => {
  const context = jobsContext(fresh.url);
  const days = (count: number) => sql`clock_timestamp() - ${count}::int * interval '1 day'`;
  const bulk = (id: string, created: number, completed: number | null) =>
    context.db.execute(sql`insert into bulk_actions (id, owner, action, filter, total, cursor, created_at, completed_at)
      values (${id}, 'ann', 'retry', '{}', 0, '', ${days(created)}, ${completed === null ? null : days(completed)})`);
  await bulk('bulk_old', 32, 31);
  await bulk('bulk_of_late', 40, 29);
  await bulk('bulk_at_work', 40, null);
  const secret = 'a-secret-of-16-characters';
  const request = new Request('https://app.example/api/cron', {
    headers: { Authorization: `Bearer ${secret}` },
  });
  const answer = await runCron({ context, log: silentLog, secret, retention: [] }, request);
  expect(await answer.json()).toMatchObject({ bulk_actions_deleted: 1, keys_deleted: 0, shares_deleted: 0 });
  const { rows } = await context.db.execute(sql`select id from bulk_actions order by id`);
  expect(rows).toEqual([{ id: 'bulk_at_work' }, { id: 'bulk_of_late' }]);
});
