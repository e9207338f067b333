import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardAccess } from '../../lib/access/retention.ts';
import { insertJob } from '../stocks/http/seed.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { jobsContext } from '../support/jobs.ts';

let fresh: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
beforeAll(async () => {
  fresh = await freshDatabase();
  context = jobsContext(fresh.url);
});
afterAll(() => fresh.drop());

const days = (count: number) => sql`clock_timestamp() - ${count}::float8 * interval '1 day'`;

async function idsIn(table: string, column = 'id'): Promise<unknown[]> {
  const { rows } = await context.db.execute(
    sql`select ${sql.identifier(column)} as id from ${sql.identifier(table)} order by 1`,
  );
  return rows.map(({ id }) => id);
}

test('keys are deleted 90 days after their end, by whichever end came first; one without an end never', async () => {
  const key = (id: string, expires: number | null, revoked: number | null) =>
    context.db.execute(sql`insert into api_keys (id, owner, name, secret_hash, scopes, created_at, expires_at, revoked_at)
      values (${id}, 'ann', 'n', ${id}, '{read}', ${days(400)}, ${expires === null ? null : days(expires)},
        ${revoked === null ? null : days(revoked)})`);
  await key('key_endless', null, null);
  await key('key_expired', 91, null);
  await key('key_expired_of_late', 89, null);
  await key('key_revoked', null, 91);
  await key('key_revoked_before_its_end', -10, 91);
  await key('key_revoked_of_late', 89, 88);
  expect(await discardAccess(context)).toMatchObject({ keys_deleted: 3 });
  expect(await idsIn('api_keys')).toEqual(['key_endless', 'key_expired_of_late', 'key_revoked_of_late']);
});

test('links are deleted 30 days after their expiry, revoked or not: before, a token must find that it was revoked', async () => {
  await insertJob(context.db, { id: 'job_a' });
  const link = (id: string, expires: number, revoked: number | null) =>
    context.db.execute(sql`insert into job_shares (id, job_id, expires_at, revoked_at, full_at) values
      (${id}, 'job_a', ${days(expires)}, ${revoked === null ? null : days(revoked)}, now())`);
  await link('shr_old', 31, null);
  await link('shr_old_and_revoked', 31, 40);
  await link('shr_revoked_long_ago', -1, 40);
  await link('shr_of_late', 29, null);
  expect(await discardAccess(context)).toMatchObject({ shares_deleted: 2 });
  expect(await idsIn('job_shares')).toEqual(['shr_of_late', 'shr_revoked_long_ago']);
});

test('what was used of minutes and days goes once nobody can be measured by it', async () => {
  await context.db.execute(sql`insert into owner_requests (owner, full_at, granted) values
    ('idle', ${days(1.1)}, 1), ('lately', ${days(0.5)}, 1), ('busy', ${days(-0.001)}, 1)`);
  await context.db.execute(sql`insert into owner_days (owner, day, deleted_steps)
    select 'ann', (clock_timestamp() at time zone 'UTC')::date - n, 5 from generate_series(0, 3) n`);
  expect(await discardAccess(context)).toMatchObject({ idle_minutes_deleted: 1, past_days_deleted: 3 });
  expect(await idsIn('owner_requests', 'owner')).toEqual(['busy', 'lately']);
  expect(await idsIn('owner_days', 'day')).toHaveLength(1);
});
