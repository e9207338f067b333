import { neon } from '@neondatabase/serverless';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { failure, useLocalNeon } from './harness.ts';

let database: FreshDatabase;
let sql: ReturnType<typeof neon<false, false>>;

beforeAll(async () => {
  useLocalNeon();
  database = await freshDatabase();
  sql = neon(database.url);
  await sql`create table things (id int primary key, name text unique, constraint short check (length(name) < 9))`;
});
afterAll(() => database.drop());

describe('results', () => {
  test('values come back as the types that Neon gives', async () => {
    const rows =
      await sql`select 1 as int, 2::bigint as big, 1.5::float8 as float, 1.10::numeric as numeric, true as bool,
      null::text as nothing, '{"a":[1,null]}'::jsonb as json, array[1,null,3] as ints, array['a "q"','b,c'] as texts,
      '2026-01-02T03:04:05.678Z'::timestamptz as at, '\\x00ff'::bytea as bytes`;
    expect(rows[0]).toEqual({
      int: 1,
      big: '2',
      float: 1.5,
      numeric: '1.10',
      bool: true,
      nothing: null,
      json: { a: [1, null] },
      ints: [1, null, 3],
      texts: ['a "q"', 'b,c'],
      at: new Date('2026-01-02T03:04:05.678Z'),
      bytes: Buffer.from([0, 255]),
    });
  });

  test('parameters go out as they are: null, arrays, objects, dates, bytes and unicode', async () => {
    const at = new Date('2026-03-04T05:06:07.089Z');
    const rows =
      await sql`select ${null}::text as nothing, ${['x', 'y"z', null]}::text[] as texts, ${{ a: 'ü€😀' }}::jsonb as json,
      ${at}::timestamptz as at, ${Buffer.from([1, 2, 0])} as bytes, ${'ü€😀'}::text as unicode, ${42}::int as number`;
    expect(rows[0]).toEqual({
      nothing: null,
      texts: ['x', 'y"z', null],
      json: { a: 'ü€😀' },
      at,
      bytes: Buffer.from([1, 2, 0]),
      unicode: 'ü€😀',
      number: 42,
    });
  });

  test('a full result names its command, its row count and its fields', async () => {
    const full = neon(database.url, { fullResults: true, arrayMode: true });
    const inserted = await full`insert into things values (100, 'a'), (101, 'b') returning id`;
    expect(inserted).toMatchObject({
      command: 'INSERT',
      rowCount: 2,
      rows: [[100], [101]],
      rowAsArray: true,
    });
    expect(inserted.fields).toEqual([
      expect.objectContaining({ name: 'id', dataTypeID: 23, columnID: 1, dataTypeSize: 4, format: 'text' }),
    ]);
    expect(await full`create table another ()`).toMatchObject({
      command: 'CREATE',
      rowCount: null,
      rows: [],
    });
  });

  test('a connection keeps nothing of the transaction that a single statement has left open', async () => {
    await sql`begin`;
    const rows = await Promise.all(
      Array.from({ length: 5 }, () => sql`select now() < clock_timestamp() - interval '1 minute' as old`),
    );
    expect(rows.flat()).toEqual(Array(5).fill({ old: false }));
    const open =
      await sql`select count(*)::int as n from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()`;
    expect(open).toEqual([{ n: 0 }]);
  });
});

describe('errors', () => {
  test('a violated constraint arrives with its code, its names and its detail', async () => {
    await sql`insert into things values (1, 'one')`;
    const error = await failure(sql`insert into things values (2, 'one')`);
    expect(error).toMatchObject({
      code: '23505',
      severity: 'ERROR',
      constraint: 'things_name_key',
      table: 'things',
      schema: 'public',
      detail: 'Key (name)=(one) already exists.',
    });
    expect(error.message).toBe('duplicate key value violates unique constraint "things_name_key"');
    expect(await failure(sql`insert into things values (3, 'too long a name')`)).toMatchObject({
      code: '23514',
      constraint: 'short',
    });
  });

  test('a syntax error arrives with its position', async () => {
    expect(await failure(sql.query('select 1 frm things'))).toMatchObject({ code: '42601', position: '14' });
  });

  test('two statements in one string are refused and neither runs', async () => {
    const error = await failure(sql.query("insert into things values (7, 'seven'); select 1"));
    expect(error).toMatchObject({
      code: '42601',
      message: 'cannot insert multiple commands into a prepared statement',
    });
    expect(await sql`select 1 from things where id = 7`).toEqual([]);
  });

  test('a wrong password is the caller’s fault, a missing database the server’s', async () => {
    const wrongPassword = new URL(database.url);
    wrongPassword.password = 'wrong';
    const refused = await failure(neon(wrongPassword.href)`select 1`);
    expect(refused.message).toBe('password authentication failed for user "postgres"');
    expect(refused.code).toBe('');
    const noDatabase = new URL(database.url);
    noDatabase.pathname = '/missing';
    expect((await failure(neon(noDatabase.href)`select 1`)).message).toMatch(
      /^Server error \(HTTP status 500\).*3D000/,
    );
  });

  test('what is not the protocol is answered 400', async () => {
    const endpoint = neonEndpoint(database.url);
    const post = (headers: Record<string, string>, body: string) =>
      fetch(endpoint, { method: 'POST', headers, body });
    const headers = { 'Neon-Connection-String': database.url, 'Neon-Raw-Text-Output': 'true' };
    for (const answer of [
      await fetch(endpoint),
      await post({}, '{"query":"select 1"}'),
      await post({ ...headers, 'Neon-Connection-String': 'mysql://a:b@c/d' }, '{"query":"select 1"}'),
      await post({ ...headers, 'Neon-Batch-Isolation-Level': 'Chaos' }, '{"queries":[]}'),
      await post(headers, '{"query":1}'),
      await post(headers, 'nonsense'),
    ]) {
      expect(answer.status).toBe(400);
    }
    const asObjects = await post(
      headers,
      '{"query":"select $1::int as a, $2::text[] as b","params":[7,["x","y\\"z"]]}',
    );
    expect(await asObjects.json()).toMatchObject({ rows: [{ a: '7', b: '{x,"y\\"z"}' }], rowAsArray: false });
  });
});

describe('transactions', () => {
  test('a batch commits all its statements or none', async () => {
    const failed = sql.transaction([
      sql`insert into things values (20, 'x')`,
      sql`insert into things values (20, 'y')`,
    ]);
    expect(await failure(failed)).toMatchObject({ code: '23505', constraint: 'things_pkey' });
    expect(await sql`select 1 from things where id = 20`).toEqual([]);
    const results = await sql.transaction([
      sql`insert into things values (20, 'x') returning id`,
      sql`select name from things where id = 20`,
    ]);
    expect(results).toEqual([[{ id: 20 }], [{ name: 'x' }]]);
  });

  test('a batch runs in the isolation level and mode that was asked for', async () => {
    const settings = sql`select current_setting('transaction_isolation') as level,
      current_setting('transaction_read_only') as read_only, current_setting('transaction_deferrable') as deferrable`;
    expect(await sql.transaction([settings])).toEqual([
      [{ level: 'read committed', read_only: 'off', deferrable: 'off' }],
    ]);
    expect(await sql.transaction([settings], { isolationLevel: 'RepeatableRead' })).toEqual([
      [{ level: 'repeatable read', read_only: 'off', deferrable: 'off' }],
    ]);
    const strictest = { isolationLevel: 'Serializable', readOnly: true, deferrable: true } as const;
    expect(await sql.transaction([settings], strictest)).toEqual([
      [{ level: 'serializable', read_only: 'on', deferrable: 'on' }],
    ]);
    const write = sql.transaction([sql`insert into things values (30, 'no')`], { readOnly: true });
    expect(await failure(write)).toMatchObject({ code: '25006' });
  });

  test('a constraint that is checked at the commit fails the batch', async () => {
    await sql`create table late (id int, unique (id) deferrable initially deferred)`;
    const failed = sql.transaction([sql`insert into late values (1)`, sql`insert into late values (1)`]);
    expect(await failure(failed)).toMatchObject({ code: '23505', constraint: 'late_id_key' });
    expect(await sql`select * from late`).toEqual([]);
  });
});

describe('the limit of 10 MiB', () => {
  test('a request above it is refused with 413, one below it runs', async () => {
    const megabytes = (n: number) => 'x'.repeat(n * 1024 * 1024);
    expect(await sql`select length(${megabytes(9)}) as length`).toEqual([{ length: 9 * 1024 * 1024 }]);
    expect((await failure(sql`select length(${megabytes(10)})`)).message).toContain('HTTP status 413');
  });

  test('an answer above it is refused with 507, and the batch that gave it is rolled back', async () => {
    expect(
      await sql`select length(repeat('x', 9 * 1024 * 1024)) as n, repeat('x', 9 * 1024 * 1024)`,
    ).toHaveLength(1);
    expect((await failure(sql`select repeat('x', 11 * 1024 * 1024)`)).message).toContain('HTTP status 507');
    const rows = sql`select repeat('x', 1024 * 1024) from generate_series(1, 11)`;
    const failed = sql.transaction([sql`insert into things values (40, 'large')`, rows]);
    expect((await failure(failed)).message).toContain('HTTP status 507');
    expect(await sql`select 1 from things where id = 40`).toEqual([]);
  });

  test('an endless answer is cancelled, and the endpoint serves on', async () => {
    const startedAt = performance.now();
    const endless = sql`select repeat('x', 1000), generate_series(1, 1000000000)`;
    expect((await failure(endless)).message).toContain('HTTP status 507');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

function neonEndpoint(url: string): string {
  const { host } = new URL(url);
  return `http://${host}/sql`;
}
