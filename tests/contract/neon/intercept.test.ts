import { neon } from '@neondatabase/serverless';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { Fault } from '../../../dev/neon/intercept.ts';
import { type NeonServer, startNeon } from '../../../dev/neon/server.ts';
import type { NeonRequest } from '../../../dev/neon/sql.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { failure, useLocalNeon } from './harness.ts';

let database: FreshDatabase;
let server: NeonServer;
let fault: Fault | undefined;
const requests: NeonRequest[] = [];

beforeAll(async () => {
  useLocalNeon();
  database = await freshDatabase();
  server = await startNeon({
    postgres: { host: '127.0.0.1', port: Number(new URL(inject('database').adminUrl).port) },
    onRequest: (request) => requests.push(request),
    intercept: ({ applicationName }) => (applicationName === 'unlucky' ? fault : undefined),
  });
  await client()`create table marks (id int primary key)`;
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});
beforeEach(() => {
  fault = undefined;
  requests.length = 0;
});

function client(applicationName = 'lucky', signal?: AbortSignal) {
  const url = new URL(database.url);
  url.port = String(server.port);
  url.searchParams.set('application_name', applicationName);
  return neon(url.href, signal ? { fetchOptions: { signal } } : {});
}

/** Inserts a mark under the fault; the driver gives up after 200 ms. */
function unlucky(id: number) {
  return failure(client('unlucky', AbortSignal.timeout(200))`insert into marks values (${id})`);
}

async function isMarked(id: number): Promise<boolean> {
  return (await client()`select 1 from marks where id = ${id}`).length === 1;
}

describe('faults', () => {
  test('refuse answers 503 at once and runs nothing', async () => {
    fault = 'refuse';
    expect((await unlucky(1)).message).toContain('HTTP status 503');
    expect(await isMarked(1)).toBe(false);
  });

  test('hang_before never answers and runs nothing', async () => {
    fault = 'hang_before';
    expect((await unlucky(2)).sourceError).toMatchObject({ name: 'TimeoutError' });
    expect(await isMarked(2)).toBe(false);
  });

  test('hang_after never answers though it has committed', async () => {
    fault = 'hang_after';
    expect((await unlucky(3)).sourceError).toMatchObject({ name: 'TimeoutError' });
    expect(await isMarked(3)).toBe(true);
  });

  test('cut breaks the connection and runs nothing', async () => {
    fault = 'cut';
    expect((await unlucky(4)).sourceError).toMatchObject({ message: 'fetch failed' });
    expect(await isMarked(4)).toBe(false);
  });

  test('cut_after breaks the connection though it has committed', async () => {
    fault = 'cut_after';
    expect((await unlucky(5)).sourceError).toMatchObject({ message: 'fetch failed' });
    expect(await isMarked(5)).toBe(true);
  });

  test('a delay runs it later', async () => {
    fault = { delayMs: 60 };
    const startedAt = performance.now();
    await client('unlucky')`insert into marks values (6)`;
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
  });

  test('a delayed statement runs even when its client has given up', async () => {
    fault = { delayMs: 300 };
    expect((await unlucky(7)).sourceError).toMatchObject({ name: 'TimeoutError' });
    expect(await isMarked(7)).toBe(false);
    await expect.poll(() => isMarked(7)).toBe(true);
  });
});

describe('what it tells of requests', () => {
  test('each request is told with its application, its parameters, its time and its status', async () => {
    await client('engine')`select ${'a'}::text, ${null}::text`;
    await failure(client('engine')`select 1 / 0`);
    const sql = client('api');
    await sql.transaction([sql`select 1`, sql`select ${'b'}::text`]);
    expect(requests).toEqual([
      {
        applicationName: 'engine',
        queries: [{ query: 'select $1::text, $2::text', params: ['a', null] }],
        durationMs: expect.any(Number),
        status: 200,
      },
      expect.objectContaining({ applicationName: 'engine', status: 400 }),
      expect.objectContaining({
        applicationName: 'api',
        queries: [
          { query: 'select 1', params: [] },
          { query: 'select $1::text', params: ['b'] },
        ],
        status: 200,
      }),
    ]);
    expect(requests.every(({ durationMs }) => durationMs > 0)).toBe(true);
  });

  test('a request without an answer is told without a status', async () => {
    fault = 'cut';
    await unlucky(8);
    expect(requests).toMatchObject([{ applicationName: 'unlucky', status: undefined }]);
  });
});

describe('a client that goes away', () => {
  const running = async () =>
    (await client()`select 1 from pg_stat_activity where application_name = 'leaver' and state <> 'idle'`)
      .length;

  test('has its query cancelled, its transaction undone and its connection cleared', async () => {
    const sql = client('leaver', AbortSignal.timeout(100));
    const abandoned = sql.transaction([sql`insert into marks values (9)`, sql`select pg_sleep(10)`]);
    expect((await failure(abandoned)).sourceError).toMatchObject({ name: 'TimeoutError' });
    await expect.poll(running, { timeout: 2_000 }).toBe(0);
    expect(await isMarked(9)).toBe(false);
  });

  test('does not take connections with it', async () => {
    const leave = (ms: number) => client('leaver', AbortSignal.timeout(ms))`select pg_sleep(0.2)`;
    const left = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => leave(5 * i)));
    expect(left.map(({ status }) => status)).toEqual(Array(30).fill('rejected'));
    await expect.poll(running, { timeout: 2_000 }).toBe(0);
    const rows = await Promise.all(Array.from({ length: 100 }, () => client('leaver')`select 1 as one`));
    expect(rows.flat()).toEqual(Array(100).fill({ one: 1 }));
  });
});
