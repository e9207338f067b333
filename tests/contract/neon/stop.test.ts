import { setTimeout as sleep } from 'node:timers/promises';
import { neon, Pool } from '@neondatabase/serverless';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type NeonServer, startNeon } from '../../../dev/neon/server.ts';
import { failure, useLocalNeon } from './harness.ts';

const adminUrl = new URL(inject('database').adminUrl);
let server: NeonServer;

beforeAll(async () => {
  useLocalNeon();
  server = await startNeon({
    postgres: { host: '127.0.0.1', port: Number(adminUrl.port) },
    intercept: ({ applicationName }) => (applicationName === 'hung' ? 'hang_before' : undefined),
  });
});
afterAll(() => server.stop());

function urlFor(applicationName: string): string {
  const { username: user, password } = adminUrl;
  return `${server.connectionString({ database: 'postgres', user, password })}?application_name=${applicationName}`;
}

test('a port that is taken is named', async () => {
  const second = startNeon({ postgres: { host: '127.0.0.1', port: 1 }, port: server.port });
  await expect(second).rejects.toThrow(`127.0.0.1:${server.port}`);
});

test('a stop ends at once what is under way, and closes WebSockets in order', async () => {
  const pool = new Pool({ connectionString: urlFor('socket') });
  const lost: string[] = [];
  pool.on('error', (error: Error) => lost.push(error.message));
  await pool.query('select 1');
  const pending = [
    failure(neon(urlFor('hung'))`select 1`),
    failure(neon(urlFor('busy'))`select pg_sleep(10)`),
  ];
  await sleep(100);
  const startedAt = performance.now();
  await server.stop();
  expect(performance.now() - startedAt).toBeLessThan(500);
  for (const { sourceError } of await Promise.all(pending))
    expect(sourceError).toMatchObject({ message: 'fetch failed' });
  expect(lost).toEqual(['Connection terminated unexpectedly']);
  await pool.end();
});
