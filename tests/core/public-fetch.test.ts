import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { guardedFetch } from '../../lib/core/guarded-fetch.ts';
import { allowedAddresses, pinnedFetch, publicRequest } from '../../lib/core/public-fetch.ts';

const servers: Server[] = [];

async function serve(handler: RequestListener): Promise<number> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('the addresses of a host', () => {
  const of = (url: string, addresses: string[], allowLocal = false) =>
    allowedAddresses(new URL(url), {
      resolve: async () => addresses,
      allowLocal,
      signal: new AbortController().signal,
    });

  test('are all of its public ones', async () => {
    expect(await of('https://a.example', ['1.1.1.1', '2606:4700:4700::1111'])).toHaveLength(2);
    expect(await of('https://8.8.8.8', [])).toEqual(['8.8.8.8']);
  });

  test.each([
    ['https://a.example', ['1.1.1.1', '10.0.0.1']],
    ['https://a.example', []],
    ['https://[::1]', []],
    ['https://127.0.0.1', []],
    ['https://a.example', ['localhost']],
  ])('of %s are refused where they are %j', async (url, addresses) => {
    await expect(of(url, addresses)).rejects.toMatchObject({ name: 'HostRefused' });
  });

  test('of this machine are allowed only where that is asked for, and no other private ones', async () => {
    expect(await of('https://a.example', ['127.0.0.1'], true)).toEqual(['127.0.0.1']);
    await expect(of('https://a.example', ['10.0.0.1'], true)).rejects.toMatchObject({ name: 'HostRefused' });
  });
});

describe('a request to the public internet', () => {
  const request = (port: number, rules: { allowLocal?: boolean; signal?: AbortSignal } = {}) =>
    publicRequest({
      url: new URL(`http://nowhere.invalid:${port}/x`),
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'für',
      resolve: async () => ['127.0.0.1'],
      allowLocal: true,
      signal: new AbortController().signal,
      ...rules,
    });

  test('goes to an address that was checked, with its body whole; a redirect is its answer', async () => {
    const port = await serve(async (asked, response) => {
      const body = Buffer.concat(await Array.fromAsync(asked));
      response
        .writeHead(307, {
          location: `/${asked.headers['content-length']}/${encodeURIComponent(String(body))}`,
        })
        .end();
    });
    const { statusCode, headers } = await request(port);
    expect([statusCode, headers.location]).toEqual([307, '/4/f%C3%BCr']);
  });

  test('is never sent to an address that is not allowed', async () => {
    let requests = 0;
    const port = await serve((_asked, response) => response.end(String(++requests)));
    await expect(request(port, { allowLocal: false })).rejects.toMatchObject({ name: 'HostRefused' });
    expect(requests).toBe(0);
  });

  test('ends with its signal, whose reason comes out', async () => {
    const reason = new Error('out of time');
    const stop = new AbortController();
    const port = await serve(() => stop.abort(reason));
    await expect(request(port, { signal: stop.signal })).rejects.toBe(reason);
  });
});

describe('a pinned fetch', () => {
  test('connects to its addresses whatever the name says, with the name as Host', async () => {
    const port = await serve((request, response) =>
      response
        .writeHead(201, { 'x-seen': 'yes', 'set-cookie': ['a=1', 'b=2'] })
        .end(`${request.headers.host} ${request.headers.accept}`),
    );
    const fetch = pinnedFetch(['127.0.0.1']);
    const response = await fetch(`http://nowhere.invalid:${port}/x`, { headers: { accept: 'text/plain' } });
    expect([response.status, response.headers.get('x-seen')]).toEqual([201, 'yes']);
    expect(await response.text()).toBe(`nowhere.invalid:${port} text/plain`);
  });

  test('gives redirects and empty answers as they are', async () => {
    const port = await serve((request, response) =>
      response.writeHead(request.url === '/empty' ? 204 : 302, { location: '/x' }).end(),
    );
    const fetch = pinnedFetch(['127.0.0.1']);
    expect((await fetch(`http://a.invalid:${port}/`)).status).toBe(302);
    expect((await fetch(`http://a.invalid:${port}/empty`)).status).toBe(204);
  });

  test('speaks TLS where the address says https', async () => {
    const port = await serve((_request, response) => response.end('plain'));
    await expect(pinnedFetch(['127.0.0.1'])(`https://a.invalid:${port}/`)).rejects.toThrow();
  });

  test('is bounded and ended by guardedFetch like the global one', async () => {
    let closed = () => {};
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const port = await serve((_request, response) => {
      response.on('close', closed);
      response.write('x'.repeat(2000));
    });
    const signal = new AbortController().signal;
    const request = {
      fetch: pinnedFetch(['127.0.0.1']),
      url: `http://a.invalid:${port}/`,
      signal,
      now: Date.now,
    };
    await expect(guardedFetch({ ...request, maxBytes: 1000 })).rejects.toMatchObject({ reason: 'too_large' });
    await isClosed;
  });
});
