import { describe, expect, test } from 'vitest';
import { clientOf, openSuite } from './harness.ts';

const { server, client, destination } = await openSuite();
const narrow = await openSuite({ parallelism: 4 });
const forgetful = await openSuite({ forgetsDelivered: true });

const many = (url: string, count: number) => Array.from({ length: count }, (_, n) => ({ url, body: { n } }));

describe('deliveries', () => {
  test('run side by side, a hundred at once and no more', async () => {
    const url = destination.on('/many', () => ({ delayMs: 300 }));
    await client.batchJSON(many(url, 150));
    await destination.arrived('/many', 150);
    await server.idle();
    expect(destination.peak('/many')).toBe(100);
  });

  test('keep to the parallelism that the server was started with', async () => {
    const url = narrow.destination.on('/narrow', () => ({ delayMs: 20 }));
    await narrow.client.batchJSON(many(url, 20));
    await narrow.destination.arrived('/narrow', 20);
    await narrow.server.idle();
    expect(narrow.destination.peak('/narrow')).toBe(4);
    expect(await narrow.client.flowControl.getGlobalParallelism()).toMatchObject({ parallelismMax: 4 });
  });

  test('go in the order of their time, whatever was accepted first', async () => {
    const again = (path: string) => destination.on(path, (_, nth) => ({ status: nth === 1 ? 500 : 200 }));
    await client.publishJSON({ url: again('/order/late'), body: {}, retryDelay: '600' });
    await destination.arrived('/order/late', 1);
    await client.publishJSON({ url: again('/order/early'), body: {}, retryDelay: '100' });
    const [, early] = await destination.arrived('/order/early', 2);
    const [, late] = await destination.arrived('/order/late', 2);
    expect((late?.at ?? 0) - (early?.at ?? 0)).toBeGreaterThan(250);
  });

  test('a slow destination does not hold up another', async () => {
    const slow = destination.on('/slow', () => ({ delayMs: 500 }));
    await client.batchJSON(many(slow, 50));
    const began = performance.now();
    await client.publishJSON({ url: destination.url('/quick'), body: {} });
    const [arrival] = await destination.arrived('/quick', 1);
    expect((arrival?.at ?? 0) - began).toBeLessThan(400);
    await server.idle();
  });
});

describe('what the server counts', () => {
  test('published lists every accepted message with its attempts', async () => {
    const url = destination.on('/counted', (_, nth) => ({ status: nth < 3 ? 500 : 200 }));
    const request = { url, body: { a: 1 }, label: ['count', 'more'], retryDelay: '1' };
    const { messageId } = await clientOf(server).publishJSON(request);
    await destination.arrived('/counted', 3);
    await server.idle();
    expect(server.published({ label: 'count' })).toEqual([
      {
        messageId,
        url,
        deduplicationId: null,
        body: '{"a":1}',
        labels: ['count', 'more'],
        createdAt: expect.any(Number),
        state: 'DELIVERED',
        deliveries: 3,
        retried: 2,
        nextDeliveryTime: null,
        callbackOf: null,
      },
    ]);
    expect(server.published({ label: 'other' })).toEqual([]);
  });

  test('stats add up', async () => {
    await server.idle();
    const published = server.published();
    const stats = server.stats();
    expect(stats).toMatchObject({ messages: published.length, waiting: 0, inFlight: 0, deadLetters: 0 });
    expect(stats.delivered + stats.failed + stats.cancelled).toBe(published.length);
    expect(stats.deliveries).toBe(published.reduce((sum, { deliveries }) => sum + deliveries, 0));
  });

  test('a server that forgets what it delivered still counts it, and keeps what failed', async () => {
    const good = forgetful.destination.on('/good', () => ({ status: 200 }));
    const bad = forgetful.destination.on('/bad', () => ({ status: 500 }));
    await forgetful.client.batchJSON([...many(good, 5), { url: bad, body: {}, retries: 0 }]);
    await forgetful.destination.arrived('/good', 5);
    await forgetful.destination.arrived('/bad', 1);
    await forgetful.server.idle();
    expect(forgetful.server.stats()).toMatchObject({ messages: 6, delivered: 5, failed: 1, deadLetters: 1 });
    expect(forgetful.server.published().map(({ url }) => url)).toEqual([bad]);
    expect((await forgetful.client.dlq.listMessages()).messages).toHaveLength(1);
  });

  test('idle waits for what is due and in flight, not for what is due later', async () => {
    const url = destination.on('/idle', () => ({ delayMs: 100 }));
    await client.publishJSON({ url: destination.url('/idle-later'), body: {}, delay: 3_600 });
    await client.publishJSON({ url, body: {} });
    await server.idle();
    expect(server.published().find((message) => message.url === url)?.state).toBe('DELIVERED');
  });
});
