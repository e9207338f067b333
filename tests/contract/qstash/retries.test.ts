import { describe, expect, test, vi } from 'vitest';
import { closedPort, openSuite } from './harness.ts';

const { server, client, destination, api } = await openSuite();

const DAY_MS = 86_400_000;

/** How far ahead the second delivery is set when the first answers `status` with `headers`. */
async function delayAfter(path: string, headers: Record<string, string>, retryDelay?: string) {
  const url = destination.on(path, () => ({ status: 500, headers }));
  const { messageId } = await client.publishJSON({ url, body: {}, ...(retryDelay && { retryDelay }) });
  const message = await vi.waitUntil(
    () => server.published().find((each) => each.messageId === messageId && each.state === 'RETRY'),
    { timeout: 4_000, interval: 2 },
  );
  await client.messages.cancel(messageId);
  return (message.nextDeliveryTime ?? 0) - Date.now();
}

describe('retries', () => {
  test('a message is delivered once and then as often as it has retries, under one id, counted up', async () => {
    const url = destination.on('/failing', () => ({ status: 500 }));
    const { messageId } = await client.publishJSON({ url, body: { n: 1 }, retries: 2, retryDelay: '10' });
    await destination.arrived('/failing', 3);
    await server.idle();
    const arrivals = destination.at('/failing');
    expect(arrivals.map(({ headers }) => headers['upstash-retried'])).toEqual(['0', '1', '2']);
    expect(new Set(arrivals.map(({ headers }) => headers['upstash-message-id']))).toEqual(
      new Set([messageId]),
    );
    expect(new Set(arrivals.map(({ body }) => String(body)))).toEqual(new Set(['{"n":1}']));
    expect(server.published().find((each) => each.messageId === messageId)).toMatchObject({
      state: 'FAILED',
      deliveries: 3,
      retried: 2,
    });
  });

  test('without Upstash-Retries there are three', async () => {
    const url = destination.on('/default', () => ({ status: 503 }));
    await client.publishJSON({ url, body: {}, retryDelay: '1' });
    await destination.arrived('/default', 4);
    await server.idle();
    expect(destination.at('/default')).toHaveLength(4);
  });

  test('a success ends the retries', async () => {
    const url = destination.on('/recovers', (_, nth) => ({ status: nth < 3 ? 500 : 204 }));
    await client.publishJSON({ url, body: {}, retries: 5, retryDelay: '1' });
    await destination.arrived('/recovers', 3);
    await server.idle();
    expect(destination.at('/recovers')).toHaveLength(3);
  });

  test.each([299, 300])('the last success is 299: %i', async (status) => {
    const url = destination.on(`/status/${status}`, () => ({ status }));
    const { messageId } = await client.publishJSON({ url, body: {}, retries: 0 });
    await destination.arrived(`/status/${status}`, 1);
    await server.idle();
    const state = status === 299 ? 'DELIVERED' : 'FAILED';
    expect(server.published().find((each) => each.messageId === messageId)?.state).toBe(state);
  });

  test.each([301, 302, 304, 307, 400, 404, 429])(
    '%i is a failure, and no redirect is followed',
    async (status) => {
      const elsewhere = destination.url(`/elsewhere/${status}`);
      const url = destination.on(`/moved/${status}`, () => ({ status, headers: { location: elsewhere } }));
      const { messageId } = await client.publishJSON({ url, body: {}, retries: 0 });
      await destination.arrived(`/moved/${status}`, 1);
      await server.idle();
      expect(server.published().find((each) => each.messageId === messageId)?.state).toBe('FAILED');
      expect(destination.at(`/elsewhere/${status}`)).toEqual([]);
    },
  );

  test('a destination that is not there is retried and then given up', async () => {
    const url = await closedPort();
    const { messageId } = await client.publishJSON({ url, body: {}, retries: 1, retryDelay: '1' });
    await server.idle();
    await expect
      .poll(() => server.published().find((each) => each.messageId === messageId)?.state)
      .toBe('FAILED');
    const { messages } = await client.dlq.listMessages({ filter: { messageId } });
    expect(messages).toMatchObject([{ responseStatus: 0 }]);
  });

  test('489 with Upstash-NonRetryable-Error fails at once; 489 alone does not', async () => {
    const headers = { 'Upstash-NonRetryable-Error': 'true' };
    const never = destination.on('/never-again', () => ({ status: 489, headers }));
    const alone = destination.on('/489-alone', () => ({ status: 489 }));
    const other = destination.on('/header-alone', () => ({ status: 500, headers }));
    await client.publishJSON({ url: never, body: {}, retries: 3, retryDelay: '1' });
    await client.publishJSON({ url: alone, body: {}, retries: 1, retryDelay: '1' });
    await client.publishJSON({ url: other, body: {}, retries: 1, retryDelay: '1' });
    await destination.arrived('/489-alone', 2);
    await destination.arrived('/header-alone', 2);
    await server.idle();
    expect(destination.at('/never-again')).toHaveLength(1);
    const { messages } = await client.dlq.listMessages({ filter: { url: never } });
    expect(messages).toMatchObject([{ responseStatus: 489 }]);
  });

  test('Upstash-Timeout bounds a delivery', async () => {
    const url = destination.on('/slow', (_, nth) => (nth === 1 ? { delayMs: 4_000 } : {}));
    const began = performance.now();
    await client.publishJSON({ url, body: {}, timeout: 1, retries: 1, retryDelay: '1' });
    const [, second] = await destination.arrived('/slow', 2);
    expect((second?.at ?? 0) - began).toBeGreaterThanOrEqual(990);
    expect((second?.at ?? 0) - began).toBeLessThan(3_000);
    expect(second?.headers['upstash-retried']).toBe('1');
  });
});

describe('the delay between attempts', () => {
  test('grows by e^2.5 when nothing else is said: 12 s before the first retry', async () => {
    const delay = await delayAfter('/backoff', {});
    expect(delay).toBeGreaterThan(11_500);
    expect(delay).toBeLessThan(12_200);
  });

  test('follows the Upstash-Retry-Delay expression', async () => {
    const url = destination.on('/expression', () => ({ status: 500 }));
    const retryDelay = 'max(60, pow(3, retried) * 50)';
    await client.publishJSON({ url, body: {}, retries: 2, retryDelay });
    const [first, second, third] = await destination.arrived('/expression', 3);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(58);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(1_000);
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThanOrEqual(148);
  });

  test.each([
    ['seconds', 'Retry-After', '7', 7_000],
    ['a duration', 'Retry-After', '6m5s', 365_000],
    ['a full day', 'Retry-After', '86400', DAY_MS],
    ['a reset', 'X-RateLimit-Reset', '30', 30_000],
    ['a reset of requests', 'X-RateLimit-Reset-Requests', '1.5s', 1_500],
    ['a reset of tokens', 'X-RateLimit-Reset-Tokens', '40', 40_000],
  ])('is taken from the answer: %s in %s', async (_, name, value, ms) => {
    const delay = await delayAfter(`/after/${name}/${value}`, { [name]: value }, '3600000');
    expect(delay).toBeGreaterThan(ms - 500);
    expect(delay).toBeLessThanOrEqual(ms);
  });

  test('is taken from the answer: a date in Retry-After', async () => {
    const headers = { 'Retry-After': new Date(Date.now() + 90_000).toUTCString() };
    const delay = await delayAfter('/after/date', headers, '3600000');
    expect(delay).toBeGreaterThan(88_000);
    expect(delay).toBeLessThanOrEqual(90_000);
  });

  test('is none when the answer says so', async () => {
    const headers = { 'Retry-After': '0' };
    const url = destination.on('/after/none', (_, nth) => (nth === 1 ? { status: 503, headers } : {}));
    await client.publishJSON({ url, body: {}, retryDelay: '3600000' });
    const [first, second] = await destination.arrived('/after/none', 2);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(1_000);
  });

  test('is the message’s own when the answer asks for more than a day or for nonsense', async () => {
    for (const value of ['86401', '25h', 'later', '-5']) {
      const delay = await delayAfter(`/beyond/${value}`, { 'Retry-After': value }, '60000');
      expect(delay).toBeGreaterThan(59_000);
      expect(delay).toBeLessThanOrEqual(60_000);
    }
  });

  test('Retry-After of the answer is waited for, then the message comes again', async () => {
    const headers = { 'Retry-After': '150ms' };
    const url = destination.on('/comes-again', (_, nth) => (nth === 1 ? { status: 503, headers } : {}));
    await api(`/v2/publish/${url}`, { method: 'POST', body: 'x' });
    const [first, second] = await destination.arrived('/comes-again', 2);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(148);
  });
});
