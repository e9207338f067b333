import { Client, neonConfig, type Pool } from '@neondatabase/serverless';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { openPool, useLocalNeon } from './harness.ts';

let database: FreshDatabase;

beforeAll(async () => {
  useLocalNeon();
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function withPool<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool(database.url);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

describe('the WebSocket proxy', () => {
  test.each(['password', false] as const)(
    'a pool connects with pipelineConnect %s',
    async (pipelineConnect) => {
      neonConfig.pipelineConnect = pipelineConnect;
      const { rows } = await withPool((pool) => pool.query('select $1::int + 1 as sum', [41]));
      neonConfig.pipelineConnect = 'password';
      expect(rows).toEqual([{ sum: 42 }]);
    },
  );

  test('a transaction holds its connection, sees its own rows, and can be rolled back', async () => {
    await withPool(async (pool) => {
      await pool.query('create table notes (body text)');
      const client = await pool.connect();
      await client.query('begin');
      await client.query("insert into notes values ('draft')");
      expect((await client.query('select body from notes')).rows).toEqual([{ body: 'draft' }]);
      expect((await pool.query('select body from notes')).rows).toEqual([]);
      await client.query('rollback');
      expect((await client.query('select body from notes')).rows).toEqual([]);
      client.release();
    });
  });

  test('a large value passes both ways whole', async () => {
    const text = 'ü€'.repeat(1024 * 1024);
    const { rows } = await withPool((pool) => pool.query('select $1::text as text', [text]));
    expect(rows[0].text === text).toBe(true);
  });

  test('a connection that PostgreSQL ends tells the query that waits and closes', async () => {
    const client = new Client(database.url);
    const later: Error[] = [];
    client.on('error', (error) => later.push(error));
    await client.connect();
    const closed = new Promise((resolve) => client.once('end', () => resolve('closed')));
    await expect(client.query('select pg_terminate_backend(pg_backend_pid())')).rejects.toMatchObject({
      code: '57P01',
    });
    expect(await closed).toBe('closed');
    expect(later.map((error) => error.message)).toEqual(['Connection terminated unexpectedly']);
  });

  test('a wrong password is refused', async () => {
    const wrong = new URL(database.url);
    wrong.password = 'wrong';
    const client = new Client(wrong.href);
    client.on('error', () => {});
    await expect(client.connect().then(() => client.query('select 1'))).rejects.toMatchObject({
      code: '28P01',
    });
  });

  test('a web page cannot connect', async () => {
    const socket = new WebSocket(`ws://${new URL(database.url).host}/v2`, { origin: 'https://example.com' });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('400');
  });
});
