import { afterEach, describe, expect, test } from 'vitest';
import type {
  DeliveryFault,
  DeliverySeen,
  PublishFault,
  PublishSeen,
} from '../../../dev/qstash/intercept.ts';
import { openSuite } from './harness.ts';

let publishFault: PublishFault | undefined;
let deliveryFault: (seen: DeliverySeen) => DeliveryFault | undefined = () => undefined;
const publishes: PublishSeen[] = [];
const deliveries: DeliverySeen[] = [];

const { server, client, destination, api } = await openSuite({
  intercept: {
    publish(seen) {
      publishes.push(seen);
      return publishFault;
    },
    deliver(seen) {
      deliveries.push(seen);
      return deliveryFault(seen);
    },
  },
});

afterEach(() => {
  publishFault = undefined;
  deliveryFault = () => undefined;
});

const stored = (path: string) => server.published().filter(({ url }) => url === destination.url(path));

/** Whether a publish and a batch both stay without an answer for 150 ms. */
async function hangs(path: string): Promise<boolean[]> {
  const signal = AbortSignal.timeout(150);
  const batch = JSON.stringify([{ destination: destination.url(path) }]);
  const calls = [
    api(`/v2/publish/${destination.url(path)}`, { method: 'POST', signal }),
    api('/v2/batch', { method: 'POST', body: batch, signal }),
  ];
  const settled = await Promise.allSettled(calls);
  return settled.map((call) => call.status === 'rejected' && call.reason.name === 'TimeoutError');
}

describe('on publish and batch', () => {
  test('refuse answers 500 and stores nothing', async () => {
    publishFault = 'refuse';
    const url = destination.url('/refused');
    await expect(client.publishJSON({ url, body: {} })).rejects.toMatchObject({ status: 500 });
    await expect(client.batchJSON([{ url, body: {} }])).rejects.toMatchObject({ status: 500 });
    expect(stored('/refused')).toEqual([]);
  });

  test('hang never answers and stores nothing', async () => {
    publishFault = 'hang';
    expect(await hangs('/hung')).toEqual([true, true]);
    expect(stored('/hung')).toEqual([]);
  });

  test('store_then_hang never answers, and the messages are delivered', async () => {
    publishFault = 'store_then_hang';
    expect(await hangs('/stored-hung')).toEqual([true, true]);
    await destination.arrived('/stored-hung', 2);
    expect(stored('/stored-hung')).toHaveLength(2);
  });

  test('store_then_fail answers 500, the messages are delivered, and the id is taken', async () => {
    publishFault = 'store_then_fail';
    const request = { url: destination.url('/stored-failed'), body: {}, deduplicationId: 'lost-answer' };
    await expect(client.publishJSON(request)).rejects.toMatchObject({ status: 500 });
    await expect(client.batchJSON([{ ...request, deduplicationId: 'other' }])).rejects.toMatchObject({
      status: 500,
    });
    await destination.arrived('/stored-failed', 2);
    publishFault = undefined;
    expect(await client.publishJSON(request)).toMatchObject({ deduplicated: true });
  });

  test('sees each request once, with its valid messages', async () => {
    publishes.length = 0;
    const url = destination.url('/seen');
    await client.publishJSON({ url, body: { n: 1 }, label: 'l' });
    await client.batchJSON([
      { url, body: { n: 2 } },
      { url, body: { n: 3 }, retries: -1 },
    ]);
    await api(`/v2/publish/${url}`, { method: 'POST', headers: { 'upstash-delay': 'bad' } });
    expect(publishes).toEqual([
      { kind: 'publish', messages: [{ url, labels: ['l'], body: '{"n":1}' }] },
      { kind: 'batch', messages: [{ url, labels: [], body: '{"n":2}' }] },
    ]);
  });
});

describe('on delivery', () => {
  const first = (fault: DeliveryFault) => (seen: DeliverySeen) => (seen.attempt === 1 ? fault : undefined);

  test('twice delivers the same message a second time at the same moment', async () => {
    deliveryFault = first('twice');
    const url = destination.on('/twice', () => ({ delayMs: 60 }));
    const { messageId } = await client.publishJSON({ url, body: {} });
    const arrivals = await destination.arrived('/twice', 2);
    await server.idle();
    expect(destination.peak('/twice')).toBe(2);
    expect(
      arrivals.map(({ headers }) => [headers['upstash-message-id'], headers['upstash-retried']]),
    ).toEqual([
      [messageId, '0'],
      [messageId, '0'],
    ]);
    expect(stored('/twice')).toMatchObject([{ state: 'DELIVERED', deliveries: 1 }]);
  });

  test('delay begins the delivery later', async () => {
    deliveryFault = first({ delayMs: 200 });
    const began = performance.now();
    await client.publishJSON({ url: destination.url('/late'), body: {} });
    const [arrival] = await destination.arrived('/late', 1);
    expect((arrival?.at ?? 0) - began).toBeGreaterThanOrEqual(198);
  });

  test('lose_ack delivers and delivers again', async () => {
    deliveryFault = first('lose_ack');
    const url = destination.url('/unacknowledged');
    await client.publishJSON({ url, body: {}, retryDelay: '1' });
    const arrivals = await destination.arrived('/unacknowledged', 2);
    await server.idle();
    expect(arrivals.map(({ headers }) => headers['upstash-retried'])).toEqual(['0', '1']);
    expect(stored('/unacknowledged')).toMatchObject([{ state: 'DELIVERED', deliveries: 2 }]);
  });

  test('drop_attempt delivers nothing and uses up an attempt', async () => {
    deliveryFault = first('drop_attempt');
    await client.publishJSON({ url: destination.url('/dropped'), body: {}, retries: 1, retryDelay: '1' });
    const [arrival] = await destination.arrived('/dropped', 1);
    expect(arrival?.headers['upstash-retried']).toBe('1');

    deliveryFault = () => 'drop_attempt';
    const request = { url: destination.url('/dropped-all'), body: {}, retries: 1, retryDelay: '1' };
    await client.publishJSON(request);
    await server.idle();
    await expect.poll(() => stored('/dropped-all')).toMatchObject([{ state: 'FAILED', deliveries: 2 }]);
    expect(destination.at('/dropped-all')).toEqual([]);
  });

  test('bad_gateway delivers nothing and counts as an answer with 502', async () => {
    deliveryFault = () => 'bad_gateway';
    const request = { url: destination.url('/gateway'), body: {}, retries: 0 };
    await client.publishJSON({ ...request, failureCallback: destination.url('/gateway-failed') });
    await expect.poll(() => stored('/gateway')).toMatchObject([{ state: 'FAILED', deliveries: 1 }]);
    expect(destination.at('/gateway')).toEqual([]);
    const [callback] = server.published().filter(({ url }) => url.endsWith('/gateway-failed'));
    expect(JSON.parse(callback?.body ?? '{}')).toMatchObject({ status: 502 });
    await server.idle();
  });

  test('sees each attempt, callbacks too', async () => {
    deliveries.length = 0;
    const url = destination.on('/watched', () => ({ status: 500 }));
    const request = { url, body: { n: 1 }, label: 'w', retries: 1, retryDelay: '1' };
    const failureCallback = destination.url('/watched-failed');
    const { messageId } = await client.publishJSON({ ...request, failureCallback });
    await destination.arrived('/watched-failed', 1);
    const seen = { messageId, url, labels: ['w'], body: '{"n":1}', callbackOf: null };
    expect(deliveries).toEqual([
      { ...seen, retried: 0, attempt: 1 },
      { ...seen, retried: 1, attempt: 2 },
      expect.objectContaining({ url: failureCallback, callbackOf: messageId, attempt: 1 }),
    ]);
  });
});
