import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client, neon } from '@neondatabase/serverless';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type NeonServer, startNeon } from '../../../dev/neon/server.ts';
import { type PostgresServer, startPostgres } from '../../../dev/postgres/server.ts';
import { failure, useLocalNeon } from './harness.ts';

let folder: string;
let postgres: PostgresServer;
let server: NeonServer;
let url: string;

beforeAll(async () => {
  useLocalNeon();
  folder = await mkdtemp(join(tmpdir(), 'unstuck-unavailable-'));
  postgres = await startPostgres({ dataDir: join(folder, 'data'), durable: false });
  server = await startNeon({ postgres: { host: '127.0.0.1', port: postgres.port } });
  url = server.connectionString({ database: 'postgres', user: postgres.user, password: postgres.password });
});
beforeEach(() => postgres.restart());
afterAll(async () => {
  await server.stop();
  await postgres.stop('immediate');
  await rm(folder, { recursive: true });
  await rm(dirname(postgres.dataDir), { recursive: true, force: true });
});

async function timed(work: Promise<Error>): Promise<{ message: string; ms: number }> {
  const startedAt = performance.now();
  const { message } = await work;
  return { message, ms: performance.now() - startedAt };
}

describe('a stopped PostgreSQL', () => {
  test('is answered 500 at once, also where connections to it were open, and serves again after its restart', async () => {
    const sql = neon(url);
    await Promise.all(Array.from({ length: 10 }, () => sql`select 1`));
    await postgres.stop();
    for (let i = 0; i < 3; i++) {
      const { message, ms } = await timed(failure(sql`select 1`));
      expect(message).toMatch(/^Server error \(HTTP status 500\).*Couldn't connect to compute node/);
      expect(ms).toBeLessThan(1_000);
    }
    await postgres.restart();
    expect(await Promise.all([sql`select 1 as n`, sql`select 2 as n`])).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  });

  test('is told to a WebSocket client in PostgreSQL’s own words', async () => {
    await postgres.stop();
    const client = new Client(url);
    client.on('error', () => {});
    await expect(client.connect().then(() => client.query('select 1'))).rejects.toThrow(
      "Couldn't connect to compute node",
    );
  });

  test('tells the statement under way why it ended', async () => {
    const pending = failure(neon(url)`select pg_sleep(10)`);
    await expect.poll(busy).toBe(1);
    await postgres.stop('fast');
    expect(await pending).toMatchObject({ code: '57P01', severity: 'FATAL' });
  });
});

describe('a killed PostgreSQL', () => {
  test('ends the statement under way with an error, keeps what it had committed, and serves again', async () => {
    const sql = neon(url);
    await sql`create table if not exists kept (id int)`;
    await sql`insert into kept values (1)`;
    const pending = timed(failure(neon(url)`select pg_sleep(10)`));
    await expect.poll(busy).toBe(1);
    await postgres.kill();
    const { message, ms } = await pending;
    expect(message).toMatch(/connection closed|terminating connection/);
    expect(ms).toBeLessThan(2_000);
    await postgres.restart();
    expect(await sql`select id from kept`).toEqual([{ id: 1 }]);
  });
});

describe('a frozen PostgreSQL', () => {
  test('is answered 500 within about 2 s and serves again when it thaws', async () => {
    process.kill(postgres.pid, 'SIGSTOP');
    const { message, ms } = await timed(failure(neon(url)`select 1`));
    process.kill(postgres.pid, 'SIGCONT');
    expect(message).toContain('HTTP status 500');
    expect(ms).toBeLessThan(3_000);
    expect(await neon(url)`select 1 as n`).toEqual([{ n: 1 }]);
  });
});

async function busy(): Promise<number> {
  const rows = await neon(
    url,
  )`select 1 from pg_stat_activity where query like '%pg_sleep%' and wait_event = 'PgSleep'`;
  return rows.length;
}
