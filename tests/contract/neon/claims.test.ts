import { neon } from '@neondatabase/serverless';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { useLocalNeon } from './harness.ts';

let database: FreshDatabase;

beforeAll(async () => {
  useLocalNeon();
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('60 claims at once over 50 rows give each row to one of them', async () => {
  const sql = neon(database.url);
  await sql`create table queue (id int primary key, taken_by int)`;
  await sql`insert into queue select generate_series(1, 50)`;
  const claims = Array.from(
    { length: 60 },
    (_, me) => sql`update queue set taken_by = ${me}
      where id = (select id from queue where taken_by is null order by id for update skip locked limit 1)
      returning id`,
  );
  const claimed = (await Promise.all(claims)).flat().map((row) => Number(row['id']));
  expect(claimed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});
