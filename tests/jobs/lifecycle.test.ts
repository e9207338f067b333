import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finalStatus, finalStatusSql } from '../../lib/jobs/lifecycle.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { database } from '../support/jobs.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

test('the database ends a job exactly as the one function says', async () => {
  const cases = [0, 1, 5].flatMap((done) =>
    [0, 1, 5].flatMap((failed) => [false, true].map((overdue) => ({ done, failed, overdue }))),
  );
  const { rows } = await database(fresh.url).execute(sql`
    select ${finalStatusSql(sql`c.done`, sql`c.failed`, sql`c.overdue`)} as status
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as c(done int, failed int, overdue boolean)`);
  expect(rows.map((row) => row['status'])).toEqual(cases.map(finalStatus));
});

test('completed means that every step is done, failed that nothing is', () => {
  expect(finalStatus({ done: 3, failed: 0, overdue: false })).toBe('completed');
  expect(finalStatus({ done: 2, failed: 1, overdue: false })).toBe('completed_with_errors');
  expect(finalStatus({ done: 0, failed: 3, overdue: false })).toBe('failed');
  expect(finalStatus({ done: 0, failed: 0, overdue: true })).toBe('failed');
  expect(finalStatus({ done: 1, failed: 0, overdue: true })).toBe('completed_with_errors');
});
