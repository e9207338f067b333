import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Arrival, closedPort, openSuite } from './harness.ts';

const { server, client, destination, receiver } = await openSuite();

const callbackSchema = z.looseObject({
  status: z.number(),
  retried: z.number(),
  maxRetries: z.number(),
  sourceMessageId: z.string(),
  sourceBody: z.string(),
  body: z.string(),
  dlqId: z.string().optional(),
});

function bodyOf(arrival: Arrival | undefined) {
  return callbackSchema.parse(JSON.parse(String(arrival?.body)));
}

const text = (base64: string) => Buffer.from(base64, 'base64').toString();

describe('the failure callback', () => {
  test('comes once, when the deliveries are exhausted, signed, with the message and the last answer', async () => {
    const headers = { 'x-why': 'because' };
    const url = destination.on('/f', (_, nth) => ({ status: 500 + nth, headers, body: `answer ${nth}` }));
    const failureCallback = destination.url('/f-failed?from=test');
    const request = {
      url,
      body: { n: 1 },
      headers: { 'x-own': 'h' },
      retries: 1,
      retryDelay: '1',
      failureCallback,
    };
    const { messageId } = await client.publishJSON(request);
    const [arrival] = await destination.arrived('/f-failed', 1);
    await server.idle();
    expect(destination.at('/f-failed')).toHaveLength(1);
    const body = bodyOf(arrival);
    expect(body).toMatchObject({
      status: 502,
      header: { 'x-why': ['because'] },
      retried: 1,
      maxRetries: 1,
      sourceMessageId: messageId,
      url,
      method: 'POST',
      sourceHeader: { 'Content-Type': ['application/json'], 'X-Own': ['h'] },
      createdAt: expect.any(Number),
      notBefore: expect.any(Number),
      callerIP: '127.0.0.1',
    });
    expect([text(body.body), text(body.sourceBody)]).toEqual(['answer 2', '{"n":1}']);

    const signature = String(arrival?.headers['upstash-signature']);
    const signed = { signature, body: String(arrival?.body), url: failureCallback };
    await expect(receiver.verify(signed)).resolves.toBe(true);
    expect(arrival?.headers['content-type']).toBe('application/json');
    expect(arrival?.headers['upstash-message-id']).not.toBe(messageId);
    const { messages } = await client.dlq.listMessages({ dlqIds: body.dlqId ?? '' });
    expect(messages).toMatchObject([{ messageId, dlqId: body.dlqId, responseStatus: 502 }]);
  });

  test('does not come when a retry succeeds', async () => {
    const url = destination.on('/f-ok', (_, nth) => ({ status: nth === 1 ? 500 : 200 }));
    const failureCallback = destination.url('/f-ok-failed');
    await client.publishJSON({ url, body: {}, retryDelay: '1', failureCallback });
    await destination.arrived('/f-ok', 2);
    await server.idle();
    expect(destination.at('/f-ok-failed')).toEqual([]);
  });

  test('comes after a non-retryable error and tells how few retries were used', async () => {
    const headers = { 'Upstash-NonRetryable-Error': 'true' };
    const url = destination.on('/f-489', () => ({ status: 489, headers }));
    await client.publishJSON({
      url,
      body: {},
      retries: 5,
      failureCallback: destination.url('/f-489-failed'),
    });
    const [arrival] = await destination.arrived('/f-489-failed', 1);
    expect(bodyOf(arrival)).toMatchObject({ status: 489, retried: 0, maxRetries: 5 });
  });

  test('comes for a destination that never answered, with status 0', async () => {
    const url = await closedPort();
    await client.publishJSON({ url, body: {}, retries: 0, failureCallback: destination.url('/f-0-failed') });
    const [arrival] = await destination.arrived('/f-0-failed', 1);
    expect(bodyOf(arrival)).toMatchObject({ status: 0, header: {} });
  });

  test('is a message of its own: it inherits the retries and ends in the DLQ when it fails too', async () => {
    const url = destination.on('/f-both', () => ({ status: 500 }));
    const failureCallback = destination.on('/f-both-failed', () => ({ status: 500 }));
    const headers = { 'upstash-failure-callback-retry-delay': '1' };
    const { messageId } = await client.publishJSON({
      url,
      body: {},
      headers,
      retries: 2,
      retryDelay: '1',
      failureCallback,
    });
    const arrivals = await destination.arrived('/f-both-failed', 3);
    await server.idle();
    expect(arrivals.map((arrival) => arrival.headers['upstash-retried'])).toEqual(['0', '1', '2']);
    const { messages } = await client.dlq.listMessages({ filter: { url: failureCallback } });
    expect(messages).toHaveLength(1);
    expect(server.published().filter((message) => message.callbackOf === messageId)).toMatchObject([
      { url: failureCallback, state: 'FAILED', deliveries: 3 },
    ]);
  });

  test('has its own retries, retry delay, method, timeout and headers', async () => {
    const url = destination.on('/f-own', () => ({ status: 500 }));
    const own = 'upstash-failure-callback';
    const headers = {
      [`${own}-retries`]: '1',
      [`${own}-retry-delay`]: '30',
      [`${own}-method`]: 'PUT',
      [`${own}-timeout`]: '1s',
      [`${own}-forward-x-tag`]: 'tag',
    };
    const failureCallback = destination.on('/f-own-failed', (_, nth) =>
      nth === 1 ? { delayMs: 1_300 } : {},
    );
    await client.publishJSON({ url, body: {}, headers, retries: 0, retryDelay: '1', failureCallback });
    const [first, second] = await destination.arrived('/f-own-failed', 2);
    expect(first).toMatchObject({ method: 'PUT', headers: { 'x-tag': 'tag' } });
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_020);
    await server.idle();
    expect(destination.at('/f-own-failed')).toHaveLength(2);
  });

  test('can be delayed', async () => {
    const url = destination.on('/f-later', () => ({ status: 500 }));
    const headers = { 'upstash-failure-callback-delay': '1h' };
    const failureCallback = destination.url('/f-later-failed');
    const { messageId } = await client.publishJSON({ url, body: {}, headers, retries: 0, failureCallback });
    await server.idle();
    const callback = server.published().find((message) => message.callbackOf === messageId);
    expect((callback?.nextDeliveryTime ?? 0) - (callback?.createdAt ?? 0)).toBe(3_600_000);
    await client.messages.cancel({ all: true });
  });
});

describe('the callback', () => {
  test('comes for each attempt until one succeeds', async () => {
    const url = destination.on('/c', (_, nth) => ({ status: nth < 3 ? 503 : 201, body: `r${nth}` }));
    const callback = destination.url('/c-called');
    await client.publishJSON({ url, body: 'source', retryDelay: '60', callback });
    const bodies = (await destination.arrived('/c-called', 3)).map(bodyOf);
    await server.idle();
    expect(destination.at('/c-called')).toHaveLength(3);
    expect(bodies.map(({ status, retried, body }) => [status, retried, text(body)])).toEqual([
      [503, 0, 'r1'],
      [503, 1, 'r2'],
      [201, 2, 'r3'],
    ]);
    expect(bodies.map(({ dlqId }) => dlqId)).toEqual([undefined, undefined, undefined]);
  });

  test('comes beside the failure callback when the last attempt fails', async () => {
    const url = destination.on('/c-f', () => ({ status: 500 }));
    const callback = destination.url('/c-f-called');
    const failureCallback = destination.url('/c-f-failed');
    await client.publishJSON({ url, body: {}, retries: 0, callback, failureCallback });
    await destination.arrived('/c-f-called', 1);
    await destination.arrived('/c-f-failed', 1);
  });

  test('carries at most the first MiB of an answer', async () => {
    const url = destination.on('/c-big', () => ({ body: Buffer.alloc(1_200_000, 'x') }));
    await client.publishJSON({ url, body: {}, callback: destination.url('/c-big-called') });
    const [arrival] = await destination.arrived('/c-big-called', 1);
    expect(text(bodyOf(arrival).body)).toHaveLength(1024 * 1024);
  });
});
