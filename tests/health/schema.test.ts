import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { createDatabase, dropDatabase, withClient } from '../../dev/postgres/admin.ts';
import { lookWith } from '../../lib/health/look.ts';
import { schemaCheck } from '../../lib/health/schema.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { lookingWith } from '../support/health.ts';
import { migrateAsBefore } from '../support/old-deployment.ts';

const { adminUrl, neonPort } = inject('database');
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

const found = (databaseUrl: string) => schemaCheck.run(lookWith(lookingWith({ databaseUrl })));
const codes = async (url: string) => (await found(url)).map(({ severity, code }) => `${severity} ${code}`);

/** A new database without tables. */
async function emptyDatabase(): Promise<string> {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await createDatabase(adminUrl, name);
  made.push(name);
  const url = new URL(adminUrl);
  url.pathname = name;
  url.port = String(neonPort);
  return url.href;
}
const made: string[] = [];
afterEach(async () => {
  for (const name of made.splice(0)) await dropDatabase(adminUrl, name);
});

describe('the schema', () => {
  test('of this code is well, and one that newer code has expanded is too', async () => {
    expect(await codes(fresh.url)).toEqual([]);
    await withClient(fresh.directUrl, (client) =>
      client.query(
        `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
      ),
    );
    expect(await codes(fresh.url)).toEqual([]);
  });

  test('of an empty database is told as empty, with what to run', async () => {
    const [finding] = await found(await emptyDatabase());
    expect(finding).toMatchObject({ severity: 'broken', code: 'schema_empty', part: 'schema' });
    expect(finding?.remedy).toContain('npm run db:migrate');
  });

  test('of older code names the migrations that it lacks', async () => {
    const url = await emptyDatabase();
    await migrateAsBefore(url);
    const [finding, ...others] = await found(url);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'broken', code: 'schema_outdated' });
    expect(finding?.what).toContain('0005_kinds_are_data, 0006_weather');
    expect(finding?.what).not.toContain('0004_documents');
  });
});

describe('the database', () => {
  test('that refuses the password is told from one that does not answer', async () => {
    const wrong = new URL(fresh.url);
    wrong.password = 'not_this_one';
    expect(await codes(wrong.href)).toEqual(['broken database_unauthorized']);
    expect(await codes('postgresql://nobody:nothing@127.0.0.1:1/none')).toEqual([
      'broken database_unavailable',
    ]);
  });

  test('that takes no writes is told as such', async () => {
    const readOnly = await freshDatabase();
    const name = new URL(readOnly.directUrl).pathname.slice(1);
    await withClient(adminUrl, (client) =>
      client.query(`alter database ${name} set default_transaction_read_only = on`),
    );
    expect(await codes(readOnly.url)).toEqual(['broken database_read_only']);
    await readOnly.drop();
  });
});
