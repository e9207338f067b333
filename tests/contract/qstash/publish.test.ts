import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { clientOf, openSuite } from './harness.ts';

const { server, client, destination, api } = await openSuite();

describe('publish', () => {
  test('a message arrives byte for byte under its message id', async () => {
    const bytes = randomBytes(70_000);
    const body = new Blob([new Uint8Array(bytes)]);
    const headers = { 'content-type': 'application/octet-stream', 'x-own': 'kept' };
    const { messageId } = await client.publish({ url: destination.url('/bytes?x=1&y=a%20b'), body, headers });
    const [arrival] = await destination.arrived('/bytes', 1);
    expect(messageId).toMatch(/^msg_\w+$/);
    expect(arrival?.body.equals(bytes)).toBe(true);
    expect(arrival).toMatchObject({ method: 'POST', target: '/bytes?x=1&y=a%20b' });
    expect(arrival?.headers).toMatchObject({
      'user-agent': 'Upstash-QStash',
      'content-type': 'application/octet-stream',
      'upstash-message-id': messageId,
      'upstash-retried': '0',
      'upstash-caller-ip': '127.0.0.1',
      'upstash-region': 'EU-CENTRAL-1',
      'x-own': 'kept',
    });
  });

  test('publishJSON delivers JSON, and nothing of the request to QStash leaks into it', async () => {
    await client.publishJSON({ url: destination.url('/json'), body: { a: 'ü' }, retries: 1, label: 'l' });
    const [arrival] = await destination.arrived('/json', 1);
    expect(JSON.parse(String(arrival?.body))).toEqual({ a: 'ü' });
    expect(arrival?.headers['content-type']).toBe('application/json');
    for (const name of ['authorization', 'upstash-method', 'upstash-retries', 'upstash-label']) {
      expect(arrival?.headers).not.toHaveProperty(name);
    }
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'GET'] as const)(
    'the destination is called with %s',
    async (method) => {
      const body = method === 'GET' ? undefined : 'x';
      await client.publish({ url: destination.url(`/method/${method}`), method, ...(body && { body }) });
      expect((await destination.arrived(`/method/${method}`, 1))[0]?.method).toBe(method);
    },
  );

  test('headers of the whole client are forwarded, to the failure callback too', async () => {
    const bypass = {
      'x-vercel-protection-bypass': 's',
      'upstash-failure-callback-forward-x-vercel-protection-bypass': 's',
    };
    const url = destination.on('/guarded', () => ({ status: 500 }));
    const failureCallback = destination.url('/guarded-failed');
    await clientOf(server, { headers: bypass }).publishJSON({ url, body: 1, retries: 0, failureCallback });
    const [callback] = await destination.arrived('/guarded-failed', 1);
    expect(destination.at('/guarded')[0]?.headers['x-vercel-protection-bypass']).toBe('s');
    expect(callback?.headers['x-vercel-protection-bypass']).toBe('s');
  });

  test('Upstash-Header-Forward hands on all headers but the token', async () => {
    const headers = { 'upstash-header-forward': 'true', 'x-plain': 'p', 'upstash-forward-x-named': 'n' };
    await api(`/v2/publish/${destination.url('/all-headers')}`, { method: 'POST', headers, body: 'b' });
    const [arrival] = await destination.arrived('/all-headers', 1);
    expect(arrival?.headers).toMatchObject({ 'x-plain': 'p', 'x-named': 'n' });
    expect(arrival?.headers).not.toHaveProperty('authorization');
  });

  test('forwarded headers cannot take the place of QStash’s own', async () => {
    const headers = { 'upstash-forward-upstash-retried': '7', 'upstash-forward-host': 'evil.example' };
    await api(`/v2/publish/${destination.url('/forged')}`, { method: 'POST', headers });
    const [arrival] = await destination.arrived('/forged', 1);
    expect(arrival?.headers['upstash-retried']).toBe('0');
    expect(destination.url('/')).toContain(arrival?.headers.host);
  });

  test('an undelayed message is delivered at once', async () => {
    const began = performance.now();
    await client.publishJSON({ url: destination.url('/prompt'), body: {} });
    const [arrival] = await destination.arrived('/prompt', 1);
    expect((arrival?.at ?? 0) - began).toBeLessThan(500);
  });

  test('a delayed message is not delivered before its time', async () => {
    const began = performance.now();
    await client.publishJSON({ url: destination.url('/delayed'), body: {}, delay: 1 });
    const [arrival] = await destination.arrived('/delayed', 1);
    expect((arrival?.at ?? 0) - began).toBeGreaterThanOrEqual(999);
    expect((arrival?.at ?? 0) - began).toBeLessThan(3_000);
  });

  test('not-before wins over delay', async () => {
    const notBefore = Math.floor(Date.now() / 1_000) - 5;
    await client.publishJSON({ url: destination.url('/not-before'), body: {}, notBefore, delay: '1h' });
    await destination.arrived('/not-before', 1);
    const later = notBefore + 3_600;
    const { messageId } = await client.publishJSON({
      url: destination.url('/later'),
      body: {},
      notBefore: later,
    });
    expect(await client.messages.get(messageId)).toMatchObject({ notBefore: later * 1_000 });
  });
});

describe('batch', () => {
  test('each message goes its own way', async () => {
    const results = await client.batchJSON([
      { url: destination.url('/b1'), body: { n: 1 }, headers: { 'x-b': '1' } },
      { url: destination.url('/b2'), body: { n: 2 }, method: 'PUT' },
    ]);
    const [first] = await destination.arrived('/b1', 1);
    const [second] = await destination.arrived('/b2', 1);
    expect(results).toEqual([
      { messageId: first?.headers['upstash-message-id'] },
      { messageId: second?.headers['upstash-message-id'] },
    ]);
    expect(first?.headers).toMatchObject({ 'x-b': '1', 'content-type': 'application/json' });
    expect([String(first?.body), String(second?.body), second?.method]).toEqual([
      '{"n":1}',
      '{"n":2}',
      'PUT',
    ]);
  });

  test('a bad item gets an error in its place and the others are sent', async () => {
    const url = destination.url('/b-good');
    const answer = await api('/v2/batch', {
      method: 'POST',
      body: JSON.stringify([
        { destination: url, body: 'first' },
        { destination: url, headers: { 'Upstash-Retries': 'many' } },
        { destination: 'https://' },
        { destination: url, queue: 'q' },
        'no item',
        { destination: url, headers: { 'X-Bad': 'a\nb', 'Upstash-Header-Forward': 'true' } },
        { destination: url, body: 'last' },
      ]),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual([
      { messageId: expect.any(String) },
      { error: expect.stringContaining('Upstash-Retries') },
      { error: expect.stringContaining('Destination') },
      { error: expect.stringContaining('queues') },
      { error: expect.any(String) },
      { error: expect.stringContaining('X-Bad') },
      { messageId: expect.any(String) },
    ]);
    const bodies = (await destination.arrived('/b-good', 2)).map((arrival) => String(arrival.body));
    expect(bodies.sort()).toEqual(['first', 'last']);
  });

  test('a body that is no list is refused whole', async () => {
    for (const body of ['{', '{}', '']) {
      expect((await api('/v2/batch', { method: 'POST', body })).status).toBe(400);
    }
  });
});

describe('what is refused', () => {
  test.each([undefined, 'Bearer wrong', 'Basic abc'])('authorization %s is 401', async (authorization) => {
    const headers = { authorization: authorization ?? '' };
    const answer = await api(`/v2/publish/${destination.url('/closed')}`, { method: 'POST', headers });
    expect([answer.status, await answer.json()]).toEqual([401, { error: expect.any(String) }]);
    expect((await api('/v2/keys', { headers })).status).toBe(401);
  });

  test.each([
    ['Upstash-Method', 'HEAD'],
    ['Upstash-Timeout', '5'],
    ['Upstash-Timeout', '0s'],
    ['Upstash-Retries', '-1'],
    ['Upstash-Retry-Delay', 'process.exit(1)'],
    ['Upstash-Delay', 'soon'],
    ['Upstash-Delay', '0.5s'],
    ['Upstash-Not-Before', '1.5'],
    ['Upstash-Callback', 'example.com'],
    ['Upstash-Failure-Callback', 'ftp://example.com'],
    ['Upstash-Flow-Control-Value', 'parallelism=0'],
    ['Upstash-Flow-Control-Value', 'period=1s'],
    ['Upstash-Flow-Control-Value', 'rate=1, period=8d'],
    ['Upstash-Redact-Fields', 'everything'],
    ['Upstash-Header-Forward', 'yes'],
  ])('%s: %s is 400 and names the header', async (name, value) => {
    const headers = new Headers({ 'upstash-flow-control-key': 'k', 'upstash-flow-control-value': 'rate=1' });
    headers.set(name, value);
    const answer = await api(`/v2/publish/${destination.url('/bad')}`, { method: 'POST', headers });
    expect([answer.status, await answer.json()]).toEqual([400, { error: expect.stringContaining(name) }]);
  });

  test.each([
    ['Upstash-Flow-Control-Key', 'k', 'Upstash-Flow-Control-Value'],
    ['Upstash-Flow-Control-Value', 'rate=1', 'Upstash-Flow-Control-Key'],
  ])('%s without its partner is 400', async (name, value, partner) => {
    const init = { method: 'POST', headers: { [name]: value } };
    const answer = await api(`/v2/publish/${destination.url('/bad')}`, init);
    expect([answer.status, await answer.json()]).toEqual([400, { error: expect.stringContaining(partner) }]);
  });

  test.each([
    ['Upstash-Cron', '* * * * *'],
    ['Upstash-Content-Based-Deduplication', 'true'],
    ['Upstash-Queue-Name', 'q'],
    ['Upstash-Callback-Flow-Control-Key', 'k'],
    ['Upstash-Callback-Method', 'GET'],
  ])('%s is left out: 501', async (name, value) => {
    const headers = { 'upstash-callback': 'http://127.0.0.1:1/', [name]: value };
    const answer = await api(`/v2/publish/${destination.url('/left-out')}`, { method: 'POST', headers });
    expect([answer.status, await answer.json()]).toEqual([501, { error: expect.stringContaining(name) }]);
  });

  test.each([
    ['POST', '/v2/publish/my-url-group', 'URL groups'],
    ['POST', '/v2/publish/https://example.com/?upstash-retries=3', 'upstash-retries'],
    ['POST', '/v2/enqueue/q/https://example.com', 'queues'],
    ['GET', '/v2/queues', 'queues'],
    ['GET', '/v2/topics', 'URL groups'],
    ['GET', '/v2/logs', 'logs'],
    ['GET', '/v2/events', 'events'],
  ])('%s %s is left out: 501', async (method, path, feature) => {
    const answer = await api(path, { method });
    expect([answer.status, await answer.json()]).toEqual([501, { error: expect.stringContaining(feature) }]);
  });

  test('an unknown path is 404, a wrong method 405, a huge body 413', async () => {
    expect((await api('/v2/nothing')).status).toBe(404);
    expect((await api('/v2/batch')).status).toBe(405);
    const body = Buffer.alloc(11 * 1024 * 1024);
    expect((await api(`/v2/publish/${destination.url('/huge')}`, { method: 'POST', body })).status).toBe(413);
  });

  test('none of it was stored or delivered', async () => {
    await server.idle();
    for (const path of ['/closed', '/bad', '/left-out', '/huge']) expect(destination.at(path)).toEqual([]);
    expect(server.published().filter(({ url }) => /closed|bad|left-out|huge/.test(url))).toEqual([]);
  });
});
