import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@upstash/qstash';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type QstashServer, startQstash } from '../dev/qstash/server.ts';
import { type App, createApp } from '../lib/app.ts';
import { loadConfig } from '../lib/config.ts';
import { silentLog } from '../lib/core/log.ts';
import { type FreshDatabase, freshDatabase } from './support/database.ts';

const SECRET = 'bypass-secret-0123456789abcdefghij';

let database: FreshDatabase;
let folder: string;
let queue: QstashServer;
let service: App;
let address: string;
const received: { path: string | undefined; bypass: unknown }[] = [];

/** Refuses every message for good, and every failure callback for now. */
const refusing = createServer(({ url, headers }, response) => {
  received.push({ path: url, bypass: headers['x-vercel-protection-bypass'] });
  const isCallback = url === '/api/failed';
  response.writeHead(isCallback ? 500 : 489, { 'upstash-nonretryable-error': String(!isCallback) }).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  const bound = refusing.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  address = `http://127.0.0.1:${bound.port}`;
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'unstuck-app-'));
  queue = await startQstash({ file: join(folder, 'queue.sqlite') });
  const { current, next } = queue.keys();
  const config = loadConfig({
    DATABASE_URL: database.url,
    QSTASH_URL: queue.url,
    QSTASH_TOKEN: queue.token,
    QSTASH_CURRENT_SIGNING_KEY: current,
    QSTASH_NEXT_SIGNING_KEY: next,
    APP_URL: address,
    MARKET_DATA: 'simulated',
    VERCEL_AUTOMATION_BYPASS_SECRET: SECRET,
  });
  service = createApp(config, { log: silentLog });
});
afterAll(async () => {
  await queue.stop();
  refusing.closeAllConnections();
  await new Promise((resolve) => refusing.close(resolve));
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const ask = (path: string, init?: RequestInit) => new Request(`http://localhost:3000${path}`, init);
const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('every answer of every function', () => {
  test('tells browsers not to guess, not to frame and not to tell', async () => {
    const answers = [
      await service.system(ask('/api/v1/openapi.json')),
      await service.system(ask('/api/nothing')),
      await service.jobs(ask('/api/v1/jobs')),
      await service.jobs(ask('/api/v1/jobs', { method: 'PATCH' })),
      await service.stocks(ask('/api/v1/stocks/universe?search=%00')),
      await service.process(ask('/api/process', json('POST', {}))),
      await service.process(ask('/api/process')),
      await service.failed(ask('/api/failed', json('POST', {}))),
      await service.cron(ask('/api/cron')),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 405, 422, 401, 405, 401, 401]);
    for (const { headers } of answers) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test('names the one method of a function without a router', async () => {
    const answers = [
      [await service.process(ask('/api/process')), 'POST'],
      [await service.failed(ask('/api/failed', { method: 'PUT' })), 'POST'],
      [await service.cron(ask('/api/cron', { method: 'POST' })), 'GET'],
    ] as const;
    for (const [answer, method] of answers) {
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, method]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });
});

describe('the bypass secret', () => {
  test('is not readable in the queue, of messages, schedules and dead letters', async () => {
    const created = await service.jobs(
      ask('/api/v1/jobs', json('POST', { kind: 'stocks', input: { symbols: ['AAPL'] } })),
    );
    expect(created.status).toBe(202);
    const scheduled = await service.stocks(
      ask('/api/v1/watchlist/schedule', json('PUT', { cron: '0 9 * * *', timezone: 'UTC' })),
    );
    expect(scheduled.status).toBe(200);
    await vi.waitFor(() => expect(received.map(({ path }) => path)).toContain('/api/failed'));
    expect(received.every(({ bypass }) => bypass === SECRET)).toBe(true);
    const client = new Client({ baseUrl: queue.url, token: queue.token, devMode: false });
    const schedules = await client.schedules.list();
    const dead = await client.http.request<{ messages: unknown[] }>({ path: ['v2', 'dlq'], method: 'GET' });
    const waiting = await Promise.all(queue.open().map(({ messageId }) => client.messages.get(messageId)));
    expect([schedules, dead.messages, waiting].every(({ length }) => length > 0)).toBe(true);
    expect(waiting.map(({ url }) => url)).toContain(`${address}/api/failed`);
    const seen = JSON.stringify([schedules, dead, waiting]);
    expect(seen).toContain('REDACTED:');
    expect(seen).not.toContain(SECRET);
  });
});
