import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createDatabase, dropDatabase } from '../../dev/postgres/admin.ts';
import { productMigrations } from '../../dev/stack/product-migrations.ts';
import { sitemap } from '../../examples/sitemap/index.ts';
import { migrate } from '../../lib/db/migrate.ts';
import { describeSchema, differences } from '../../lib/db/picture.ts';
import { migrationsOf } from '../../lib/product.ts';
import { freshDatabase } from '../support/database.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const NAME = 'migrations_under_test';
const OTHER = 'product_migrations_under_test';
const OF_EXAMPLE = migrationsOf([sitemap]);
const { adminUrl, neonPort } = inject('database');
const url = new URL(adminUrl);
url.pathname = NAME;
url.port = String(neonPort);

/** What code of before a migration cannot live with. */
const TAKES_AWAY = [
  /drop\s+(table|column|type|schema|view|function)/i,
  /rename\s+(to|column)/i,
  /alter\s+column\s+\S+\s+(set\s+not\s+null|drop\s+default|(set\s+data\s+)?type)/i,
  /add\s+column\s(?![^;]*default)[^;]*not\s+null/i,
  /truncate/i,
];
const takesAway = (statement: string): boolean => TAKES_AWAY.some((each) => each.test(statement));

beforeAll(() => createDatabase(adminUrl, NAME));
afterAll(() => dropDatabase(adminUrl, NAME));

describe('the migrations', () => {
  test('run by two at once, and again, leave one schema', async () => {
    await Promise.all([migrate(url.href), migrate(url.href)]);
    const once = await describeSchema(url.href);
    await migrate(url.href);
    expect(await describeSchema(url.href)).toEqual(once);
    expect(once.length).toBeGreaterThan(50);
  });

  test('give the schema whose picture is committed', async () => {
    const picture = `${(await describeSchema(url.href)).join('\n')}\n`;
    await expect(picture).toMatchFileSnapshot('../../drizzle/schema.txt');
  });

  test('are all that the code’s schema needs: generating yields nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unstuck-drizzle-'));
    await cp(join(ROOT, 'drizzle'), folder, { recursive: true });
    const options = [
      '--dialect',
      'postgresql',
      '--schema',
      'lib/**/*db-schema.ts',
      '--out',
      relative(ROOT, folder),
    ];
    try {
      const run = promisify(execFile);
      const { stdout } = await run('npx', ['drizzle-kit', 'generate', ...options], { cwd: ROOT });
      expect(stdout).toContain('No schema changes');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test.each([
    ['alter table "a" drop column "b"', true],
    ['alter table "a" rename column "b" to "c"', true],
    ['alter table "a" add column "b" text not null', true],
    ['alter table "a" alter column "b" set not null', true],
    ['alter table "a" alter column "b" set data type bigint', true],
    [`alter table "a" add column "b" text default '' not null`, false],
    ['alter table "a" drop constraint "known"', false],
    ['create table "a" ("b" text not null)', false],
  ])('%s takes something from older code: %s', (statement, takes) => {
    expect(takesAway(statement)).toBe(takes);
  });

  test('only expand: none takes from older code what it uses, or asks of it what it does not know', async () => {
    const further = [...(await productMigrations()), ...OF_EXAMPLE];
    for (const folder of [join(ROOT, 'drizzle'), ...further.map((each) => each.folder)]) {
      const journal = JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8'));
      expect(journal.entries.length).toBeGreaterThan(0);
      // One that is older than the last applied is passed over.
      const times: number[] = journal.entries.map(({ when }: { when: number }) => when);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const { tag } of journal.entries) {
        const text = await readFile(join(folder, `${tag}.sql`), 'utf8');
        expect([tag, text.split('--> statement-breakpoint').filter(takesAway)]).toEqual([tag, []]);
      }
    }
  });
});

describe('migrations of a product', () => {
  test('are none of the products of this service: their tables are in drizzle/', async () => {
    expect(await productMigrations()).toEqual([]);
  });

  test('come after the service’s own, and run by two at once, and again, leave one schema', async () => {
    await createDatabase(adminUrl, OTHER);
    const other = new URL(url);
    other.pathname = OTHER;
    const options = { further: OF_EXAMPLE };
    await Promise.all([migrate(other.href, options), migrate(other.href, options)]);
    const once = await describeSchema(other.href);
    await migrate(other.href, options);
    expect(await describeSchema(other.href)).toEqual(once);
    const added = differences(await describeSchema(url.href), once);
    expect(added.filter((line) => !line.startsWith('unexpected: '))).toEqual([]);
    const picture = added.map((line) => line.replace('unexpected: ', '')).join('\n');
    await expect(`${picture}\n`).toMatchFileSnapshot('../../examples/sitemap/drizzle/schema.txt');
    await dropDatabase(adminUrl, OTHER);
  });

  test('are refused where two go by one name, before anything is changed', async () => {
    const twice = migrate(url.href, { further: [...OF_EXAMPLE, ...OF_EXAMPLE] });
    await expect(twice).rejects.toThrow('Two products with migrations are called "sitemap"');
    expect((await describeSchema(url.href)).join()).not.toContain('sitemap_pages');
  });
});

describe('db:verify', () => {
  test('says what differs', async () => {
    const fresh = await freshDatabase();
    const client = new pg.Client({ connectionString: fresh.directUrl });
    await client.connect();
    const expected = await describeSchema(fresh.url);
    await client.query('alter table steps drop constraint steps_status_known');
    await client.query('alter table steps add column surprise text');
    await client.end();
    const found = differences(expected, await describeSchema(fresh.url));
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^missing: constraint steps steps_status_known: CHECK/);
    expect(found[1]).toBe('unexpected: column steps.surprise text');
    await fresh.drop();
  });
});
