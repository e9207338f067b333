import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Receiver } from '@upstash/qstash';
import { afterAll, vi } from 'vitest';
import { type QstashOptions, type QstashServer, startQstash } from '../../../dev/qstash/server.ts';

/** A call that reached the destination. */
export interface Arrival {
  method: string;
  /** Path and query. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** performance.now() on arrival. */
  at: number;
}

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Before it answers. */
  delayMs?: number;
}

type Handler = (arrival: Arrival, nth: number) => Reply;

/** A web server that records what arrives at each path, and answers 200 unless told otherwise. */
export class Destination {
  private readonly handlers = new Map<string, Handler>();
  private readonly arrivals = new Map<string, Arrival[]>();
  private readonly inFlight = new Map<string, number>();
  private readonly peaks = new Map<string, number>();
  private readonly server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const target = request.url ?? '';
    const path = target.split('?')[0] ?? '';
    const { method = '', headers } = request;
    const arrival = { method, target, headers, body: Buffer.concat(chunks), at: performance.now() };
    const nth = this.at(path).push(arrival);
    const running = (this.inFlight.get(path) ?? 0) + 1;
    this.inFlight.set(path, running);
    this.peaks.set(path, Math.max(running, this.peak(path)));
    const reply = this.handlers.get(path)?.(arrival, nth) ?? {};
    if (reply.delayMs !== undefined) await sleep(reply.delayMs);
    this.inFlight.set(path, (this.inFlight.get(path) ?? 0) - 1);
    response.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
  });

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  url(path: string): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}${path}`;
  }

  /** Answers at `path`; `nth` counts the calls there from 1. */
  on(path: string, handler: Handler): string {
    this.handlers.set(path, handler);
    return this.url(path);
  }

  /** What has arrived at `path` so far. */
  at(path: string): Arrival[] {
    const list = this.arrivals.get(path) ?? [];
    this.arrivals.set(path, list);
    return list;
  }

  /** How many calls were in flight at `path` at once, at most. */
  peak(path: string): number {
    return this.peaks.get(path) ?? 0;
  }

  /** What has arrived at `path` once there are `count` calls or more. */
  async arrived(path: string, count: number): Promise<Arrival[]> {
    await vi.waitUntil(() => this.at(path).length >= count, { timeout: 5_000, interval: 2 });
    return this.at(path);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** A URL at which nobody listens any more. */
export async function closedPort(): Promise<string> {
  const destination = new Destination();
  await destination.start();
  const url = destination.url('/nobody');
  destination.stop();
  return url;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A fresh folder that is removed after the suite. Call it at top level. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qstash-contract-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function clientOf(server: QstashServer, more: { headers?: Record<string, string> } = {}): Client {
  return new Client({ baseUrl: server.url, token: server.token, devMode: false, retry: false, ...more });
}

export function receiverOf(keys: { current: string; next: string }): Receiver {
  return new Receiver({ currentSigningKey: keys.current, nextSigningKey: keys.next, devMode: false });
}

/** A server on a fresh file, the real client for it, and a destination. Call it at top level. */
export async function openSuite(options: Partial<QstashOptions> = {}) {
  // The SDK writes every refused request to the console; here refusals are what is tested.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const destination = new Destination();
  await destination.start();
  const server = await startQstash({ file: join(await freshFolder(), 'qstash.sqlite'), ...options });
  afterAll(async () => {
    await server.stop();
    destination.stop();
  });
  /** A raw request to the API with the token. */
  const api = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${server.token}`);
    return fetch(`${server.url}${path}`, { ...init, headers });
  };
  return { server, destination, api, client: clientOf(server), receiver: receiverOf(server.keys()) };
}
