import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neon, type Pool } from '@neondatabase/serverless';
import { DrizzleQueryError, eq, sql } from 'drizzle-orm';
import { drizzle as overHttp } from 'drizzle-orm/neon-http';
import { migrate as migrateOverHttp } from 'drizzle-orm/neon-http/migrator';
import { drizzle as overWebSocket } from 'drizzle-orm/neon-serverless';
import { migrate as migrateOverWebSocket } from 'drizzle-orm/neon-serverless/migrator';
import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { failure, openPool, useLocalNeon } from './harness.ts';

const books = pgTable('books', {
  id: integer('id').primaryKey(),
  title: text('title').notNull().unique(),
  tags: text('tags').array(),
  extra: jsonb('extra'),
  at: timestamp('at', { withTimezone: true, precision: 3 }),
});

const createBooks = `create table "books" ("id" integer primary key, "title" text not null unique, "tags" text[],
  "extra" jsonb, "at" timestamp(3) with time zone);`;

let database: FreshDatabase;
let pool: Pool;

beforeAll(async () => {
  useLocalNeon();
  database = await freshDatabase();
  pool = openPool(database.url);
});
beforeEach(async () => {
  await pool.query('drop table if exists books');
  await pool.query('drop schema if exists drizzle cascade');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe('drizzle over HTTP', () => {
  const http = () => overHttp({ client: neon(database.url) });
  beforeEach(async () => {
    await http().execute(createBooks);
  });

  test('a row goes in and comes out as it was', async () => {
    const row = {
      id: 1,
      title: 'A',
      tags: ['x', 'y,z'],
      extra: { n: [1, null] },
      at: new Date('2026-01-02T03:04:05.678Z'),
    };
    const bare = { id: 2, title: 'B', tags: null, extra: null, at: null };
    expect(await http().insert(books).values([row, bare]).returning()).toEqual([row, bare]);
    expect(await http().select().from(books).where(eq(books.title, 'A'))).toEqual([row]);
  });

  test('one failing statement undoes the whole batch, and its constraint is named', async () => {
    const db = http();
    const batch = db.batch([
      db.insert(books).values({ id: 1, title: 'same' }),
      db.insert(books).values({ id: 2, title: 'same' }),
    ]);
    expect(await failure(batch)).toMatchObject({
      code: '23505',
      constraint: 'books_title_key',
    });
    expect(await db.$count(books)).toBe(0);
  });

  test('a batch gives the rows of each statement, and later ones see what earlier ones did', async () => {
    const db = http();
    const [inserted, found] = await db.batch([
      db.insert(books).values({ id: 1, title: 'A' }).returning({ id: books.id }),
      db.select({ title: books.title }).from(books),
    ]);
    expect([inserted, found]).toEqual([[{ id: 1 }], [{ title: 'A' }]]);
  });

  test('a failed query is a DrizzleQueryError around the driver’s error', async () => {
    const db = http();
    const error = await db.execute(sql`select * from missing`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DrizzleQueryError);
    expect(await failure(Promise.reject(error))).toMatchObject({ code: '42P01' });
  });
});

describe('drizzle over WebSocket', () => {
  test('an interactive transaction commits, and rolls back when it throws', async () => {
    const db = overWebSocket({ client: pool });
    await db.execute(createBooks);
    await db.transaction(async (tx) => {
      await tx.insert(books).values({ id: 1, title: 'kept' });
      const [locked] = await tx.select().from(books).for('update', { skipLocked: true });
      expect(locked?.title).toBe('kept');
      const elsewhere = await db.select().from(books).for('update', { skipLocked: true });
      expect(elsewhere).toEqual([]);
    });
    const failing = db.transaction(async (tx) => {
      await tx.insert(books).values({ id: 2, title: 'undone' });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await db.select({ title: books.title }).from(books)).map((row) => row.title)).toEqual(['kept']);
  });
});

describe('drizzle’s migrators', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unstuck-migrations-'));
    await mkdir(join(folder, 'meta'));
    const entry = (idx: number, tag: string) => ({
      idx,
      version: '7',
      when: 4_000_000_000_000 + idx,
      tag,
      breakpoints: true,
    });
    const journal = {
      version: '7',
      dialect: 'postgresql',
      entries: [entry(0, '0000_books'), entry(1, '0001_rows')],
    };
    await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify(journal));
    await writeFile(join(folder, '0000_books.sql'), createBooks);
    const rows =
      "insert into books values (1, 'one');\n--> statement-breakpoint\ninsert into books values (2, 'two');";
    await writeFile(join(folder, '0001_rows.sql'), rows);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(['HTTP', 'WebSocket'])('the one over %s applies each migration once', async (way) => {
    const db = overHttp({ client: neon(database.url) });
    const migrate = () =>
      way === 'HTTP'
        ? migrateOverHttp(db, { migrationsFolder: folder })
        : migrateOverWebSocket(overWebSocket({ client: pool }), { migrationsFolder: folder });
    await migrate();
    await migrate();
    expect(await db.$count(books)).toBe(2);
  });
});
