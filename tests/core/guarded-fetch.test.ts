import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { guardedFetch } from '../../lib/core/guarded-fetch.ts';

const NOW = Date.UTC(2026, 0, 5, 12, 0, 0);
const servers: Server[] = [];

async function serve(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

function get(url: string, options: { maxBytes?: number; signal?: AbortSignal } = {}) {
  const { maxBytes = 1000, signal = new AbortController().signal } = options;
  return guardedFetch({ fetch, url, signal, maxBytes, now: () => NOW });
}

describe('guardedFetch', () => {
  test('any status is an answer, with its text whole across chunks of a multi-byte character', async () => {
    const url = await serve((_request, response) => {
      const text = Buffer.from('a€b');
      response.writeHead(503, { 'x-ratelimit-remaining': '7' });
      response.write(text.subarray(0, 2));
      setTimeout(() => response.end(text.subarray(2)), 20);
    });
    const answer = await get(url);
    expect(answer).toMatchObject({ status: 503, text: 'a€b', retryAfterMs: undefined });
    expect(answer.headers.get('X-RateLimit-Remaining')).toBe('7');
  });

  test('an answer without a body is empty text', async () => {
    const url = await serve((_request, response) => response.writeHead(204).end());
    expect(await get(url)).toMatchObject({ status: 204, text: '' });
  });

  test('a body of exactly the limit is read', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(1000)));
    expect((await get(url)).text).toHaveLength(1000);
  });

  test('an endless body is given up at the limit, and the connection is closed', async () => {
    let closed: (() => void) | undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const url = await serve((_request, response) => {
      const timer = setInterval(() => response.write('x'.repeat(400)), 1);
      response.on('close', () => {
        clearInterval(timer);
        closed?.();
      });
    });
    await expect(get(url)).rejects.toMatchObject({ name: 'NoAnswer', reason: 'too_large' });
    await isClosed;
  });

  test('a closed port is unreachable, by the name the system gives it', async () => {
    const probe = createTcpServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const refused = { name: 'NoAnswer', reason: 'unreachable', detail: 'ECONNREFUSED' };
    await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject(refused);
  });

  test('a connection lost while reading is cut off, not unreachable', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(get(url)).rejects.toMatchObject({ name: 'NoAnswer', reason: 'cut_off' });
  });

  test.each([
    ['120', 120_000],
    ['0', 0],
    ['Mon, 05 Jan 2026 12:00:30 GMT', 30_000],
    ['Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5 minutes', undefined],
  ])('Retry-After "%s" is read as %s ms', async (value, expected) => {
    const url = await serve((_request, response) => response.writeHead(429, { 'retry-after': value }).end());
    expect((await get(url)).retryAfterMs).toBe(expected);
  });

  test('the abort reason comes out as it is: before, while waiting, while reading', async () => {
    const reason = new Error('out of time');
    await expect(get('http://127.0.0.1:9/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const waiting = new AbortController();
    const silent = await serve(() => setTimeout(() => waiting.abort(reason), 10));
    await expect(get(silent, { signal: waiting.signal })).rejects.toBe(reason);
    const reading = new AbortController();
    const slow = await serve((_request, response) => {
      response.write('x');
      setTimeout(() => reading.abort(reason), 20);
    });
    await expect(get(slow, { signal: reading.signal })).rejects.toBe(reason);
  });
});
