import { describe, expect, test } from 'vitest';
import { openSuite } from './harness.ts';

let ahead = 0;
const { server, client, destination, api } = await openSuite({ now: () => Date.now() + ahead });

describe('Upstash-Deduplication-Id', () => {
  test('a second message under the same id is not sent; it answers 202 with the first one’s id', async () => {
    const url = destination.url('/once');
    const first = await client.publishJSON({ url, body: 1, deduplicationId: 'd-1' });
    const headers = { 'upstash-deduplication-id': 'd-1' };
    const second = await api(`/v2/publish/${url}`, { method: 'POST', headers, body: 'other' });
    expect(first.deduplicated).toBeUndefined();
    expect(second.status).toBe(202);
    expect(await second.json()).toEqual({ messageId: first.messageId, deduplicated: true });
    await server.idle();
    expect(destination.at('/once').map(({ body }) => String(body))).toEqual(['1']);
    expect(server.published().filter((message) => message.url === url)).toHaveLength(1);
  });

  test('holds within one batch and does not stop its other messages', async () => {
    const url = destination.url('/batch-once');
    const results = await client.batchJSON([
      { url, body: 1, deduplicationId: 'd-2' },
      { url, body: 2, deduplicationId: 'd-2' },
      { url, body: 3, deduplicationId: 'd-3' },
    ]);
    const [first] = results;
    expect(results).toEqual([
      { messageId: expect.any(String) },
      { ...first, deduplicated: true },
      { messageId: expect.any(String) },
    ]);
    await server.idle();
    const bodies = destination.at('/batch-once').map(({ body }) => String(body));
    expect(bodies.sort()).toEqual(['1', '3']);
  });

  test('is remembered for ten minutes, counted from the first message', async () => {
    const publish = () =>
      client.publishJSON({ url: destination.url('/window'), body: {}, deduplicationId: 'd-4' });
    const first = await publish();
    ahead = 9 * 60_000 + 59_000;
    expect(await publish()).toEqual({ ...first, deduplicated: true });
    ahead = 10 * 60_000 + 1_000;
    const later = await publish();
    expect(later.messageId).not.toBe(first.messageId);
    expect(await publish()).toEqual({ ...later, deduplicated: true });
  });

  test('messages without one are never taken for each other', async () => {
    const url = destination.url('/twins');
    await client.publishJSON({ url, body: 1 });
    await client.publishJSON({ url, body: 1 });
    await destination.arrived('/twins', 2);
  });
});
