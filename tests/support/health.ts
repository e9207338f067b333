import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@upstash/qstash';
import { type QstashServer, startQstash } from '../../dev/qstash/server.ts';
import { systemClock } from '../../lib/core/clock.ts';
import { silentLog } from '../../lib/core/log.ts';
import { routeOf } from '../../lib/engine/proof/route.ts';
import { DEFAULTS } from '../../lib/engine/settings.ts';
import type { HealthDeps } from '../../lib/health/deps.ts';
import { database } from './jobs.ts';

export interface TestQueue extends QstashServer {
  client: Client;
  rotate(): Promise<void>;
}

/** The local queue, and the real client of it. */
export async function startQueue(): Promise<TestQueue> {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-health-'));
  const qstash = await startQstash({ file: join(folder, 'queue.sqlite') });
  return {
    ...qstash,
    client: clientOf(qstash.url, qstash.token),
    rotate: async () => {
      const headers = { Authorization: `Bearer ${qstash.token}` };
      await fetch(`${qstash.url}/v2/keys/rotate`, { method: 'POST', headers });
    },
    stop: async () => {
      await qstash.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function clientOf(baseUrl: string, token: string): Client {
  return new Client({ baseUrl, token, devMode: false, retry: false, enableTelemetry: false });
}

export interface DepsOptions extends Partial<HealthDeps> {
  queue?: TestQueue;
  databaseUrl?: string;
  appUrl?: string;
  keys?: { current: string; next: string };
}

/** What health looks with: real clients, and nothing misconfigured. */
export function lookingWith(options: DepsOptions = {}): HealthDeps {
  const { queue, databaseUrl, appUrl = 'https://unstuck.test', ...others } = options;
  const { current = 'sig_a', next = 'sig_b' } = options.keys ?? queue?.keys() ?? {};
  const facts = { appUrl, currentSigningKey: current, nextSigningKey: next, protectionBypass: null };
  return {
    clock: systemClock,
    log: silentLog,
    settings: DEFAULTS,
    hush: (text) => text,
    problems: [],
    facts,
    route: routeOf(facts),
    client: queue?.client ?? null,
    db: databaseUrl === undefined ? null : database(databaseUrl),
    ...others,
  };
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Vercel's own answer to a request that its protection turns away. */
export const PROTECTED: Reply = {
  status: 401,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    server: 'Vercel',
    'set-cookie': '_vercel_sso_nonce=1',
  },
  body: '<!doctype html><html><head><title>Authentication Required</title></head></html>',
};

/** A server in the service's place. */
export async function startDoor(
  reply: (path: string) => Reply,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    const { status, headers = {}, body = '' } = reply(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
