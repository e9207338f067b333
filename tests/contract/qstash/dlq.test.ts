import { describe, expect, test } from 'vitest';
import { openSuite } from './harness.ts';

const { server, client, destination, api } = await openSuite();

/** Publishes `count` messages that fail at once and answers their ids, oldest first. */
async function fail(path: string, count = 1, more: { label?: string; status?: number } = {}) {
  const url = destination.on(path, () => ({
    status: more.status ?? 500,
    body: 'no',
    headers: { 'x-r': 'v' },
  }));
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const request = { url, body: { i }, retries: 0, ...(more.label && { label: more.label }) };
    ids.push((await client.publishJSON(request)).messageId);
    await server.idle();
  }
  return ids;
}

const list = async (filter: { label?: string; url?: string; messageId?: string; responseStatus?: number }) =>
  (await client.dlq.listMessages({ filter })).messages;

describe('the DLQ', () => {
  test('shows a failed message with its last answer, in the list and alone', async () => {
    const [messageId] = await fail('/one', 1, { label: 'one', status: 418 });
    const [listed] = await list({ label: 'one' });
    expect(listed).toMatchObject({
      messageId,
      dlqId: expect.stringMatching(/^\d{13}-\d+$/),
      url: destination.url('/one'),
      body: '{"i":0}',
      labels: ['one'],
      maxRetries: 0,
      responseStatus: 418,
      responseHeader: { 'x-r': ['v'] },
      responseBody: 'no',
    });
    const alone = await (await api(`/v2/dlq/${listed?.dlqId}`)).json();
    expect(listed).toMatchObject(Object(alone));
    expect((await api('/v2/dlq/0-0')).status).toBe(404);
  });

  test('is read page by page, each message once', async () => {
    const ids = await fail('/paged', 5, { label: 'paged' });
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.dlq.listMessages({
        filter: { label: 'paged' },
        count: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.messages.map((message) => message.messageId));
      sizes.push(page.messages.length);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen.toReversed()).toEqual(ids);
    expect(sizes).toEqual([2, 2, 1]);
  });

  test('is filtered by message, url, label, status and date', async () => {
    const [teapot = ''] = await fail('/filtered/a', 1, { label: 'f-a', status: 418 });
    const [gone = ''] = await fail('/filtered/b', 1, { label: 'f-b', status: 410 });
    const ids = async (filter: Parameters<typeof list>[0]) =>
      (await list(filter)).map(({ messageId }) => messageId);
    expect(await ids({ messageId: gone })).toEqual([gone]);
    expect(await ids({ url: destination.url('/filtered/a') })).toEqual([teapot]);
    expect(await ids({ label: 'f-b' })).toEqual([gone]);
    expect(await ids({ responseStatus: 410 })).toEqual([gone]);
    expect(await ids({ label: 'f-a', responseStatus: 410 })).toEqual([]);
    const until = Date.now() - 60_000;
    expect((await client.dlq.listMessages({ filter: { label: 'f-a', toDate: until } })).messages).toEqual([]);
    expect(
      (await client.dlq.listMessages({ filter: { label: 'f-a', fromDate: until } })).messages,
    ).toHaveLength(1);
    expect((await api('/v2/dlq?host=x')).status).toBe(400);
    expect((await api('/v2/dlq?count=101')).status).toBe(400);
  });

  test('deletes one, several and by filter', async () => {
    await fail('/deleted', 5, { label: 'deleted' });
    const [a, b, c] = (await list({ label: 'deleted' })).map(({ dlqId }) => dlqId);
    expect(await client.dlq.delete(a ?? '')).toEqual({ deleted: 1 });
    await expect(client.dlq.delete(a ?? '')).rejects.toMatchObject({ status: 404 });
    expect(await client.dlq.delete([a ?? '', b ?? '', c ?? ''])).toMatchObject({ deleted: 2 });
    const first = await client.dlq.delete({ filter: { label: 'deleted' }, count: 1 });
    expect(first).toEqual({ deleted: 1, cursor: expect.any(String) });
    const rest = await client.dlq.delete({ filter: { label: 'deleted' }, cursor: first.cursor ?? '' });
    expect(rest).toEqual({ deleted: 1 });
    expect(await list({ label: 'deleted' })).toEqual([]);
  });

  test('retries one: a new message with the old content, off the DLQ', async () => {
    const [old = ''] = await fail('/retried', 1, { label: 'retried' });
    const [letter] = await list({ label: 'retried' });
    destination.on('/retried', () => ({}));
    const answer = await api(`/v2/dlq/retry/${letter?.dlqId}`, { method: 'POST' });
    const [, arrival] = await destination.arrived('/retried', 2);
    await server.idle();
    expect([answer.status, await answer.json()]).toEqual([
      201,
      { messageId: arrival?.headers['upstash-message-id'] },
    ]);
    expect(arrival?.headers).toMatchObject({ 'content-type': 'application/json', 'upstash-retried': '0' });
    expect(String(arrival?.body)).toBe('{"i":0}');
    expect(arrival?.headers['upstash-message-id']).not.toBe(old);
    expect(await list({ label: 'retried' })).toEqual([]);
    expect(server.published({ label: 'retried' }).map(({ state }) => state)).toEqual(['FAILED', 'DELIVERED']);
    expect((await api(`/v2/dlq/retry/${letter?.dlqId}`, { method: 'POST' })).status).toBe(404);
  });

  test('retries what the SDK names, and nothing when one of the ids is gone', async () => {
    await fail('/sdk', 3, { label: 'sdk' });
    const [a = '', b = '', c = ''] = (await list({ label: 'sdk' })).map(({ dlqId }) => dlqId);
    await expect(client.dlq.retry([a, '0-0'])).rejects.toMatchObject({ status: 404 });
    expect(await list({ label: 'sdk' })).toHaveLength(3);
    destination.on('/sdk', () => ({}));
    expect(await client.dlq.retry(a)).toMatchObject({ responses: [{ messageId: expect.any(String) }] });
    expect((await client.dlq.retry({ dlqIds: [b, c] })).responses).toHaveLength(2);
    await destination.arrived('/sdk', 6);
    expect(await list({ label: 'sdk' })).toEqual([]);
  });

  test('retries everything, page after page', async () => {
    await client.dlq.delete({ all: true });
    await fail('/all', 3);
    destination.on('/all', () => ({}));
    const first = await client.dlq.retry({ all: true, count: 2 });
    expect([first.responses.length, first.cursor]).toEqual([2, expect.any(String)]);
    const second = await client.dlq.retry({ all: true, count: 2, cursor: first.cursor ?? '' });
    expect([second.responses.length, second.cursor]).toEqual([1, undefined]);
    await destination.arrived('/all', 6);
    expect(server.stats().deadLetters).toBe(0);
  });

  test('a message that fails again comes back under a new dlqId', async () => {
    await fail('/again', 1, { label: 'again' });
    const [before] = await list({ label: 'again' });
    await client.dlq.retry(before?.dlqId ?? '');
    await destination.arrived('/again', 2);
    await server.idle();
    const after = await list({ label: 'again' });
    expect(after).toHaveLength(1);
    expect(after[0]?.dlqId).not.toBe(before?.dlqId);
  });

  test('headers that would override the old configuration are left out: 501', async () => {
    const headers = { 'upstash-retries': '0' };
    expect((await api('/v2/dlq/retry/0-0', { method: 'POST', headers })).status).toBe(501);
  });
});
