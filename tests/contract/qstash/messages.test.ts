import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openSuite, sleep } from './harness.ts';

const { server, client, destination, api } = await openSuite();

const stateOf = (id: string) => server.published().find((message) => message.messageId === id)?.state;
const hash = (text: string) => `REDACTED:${createHash('sha256').update(text).digest('hex')}`;

describe('a message', () => {
  test('is shown with all it was published with until it is delivered', async () => {
    const flowControl = { key: 'shown', parallelism: 2, rate: 5, period: '1m' } as const;
    const { messageId } = await client.publishJSON({
      url: destination.url('/shown?x=1'),
      body: { a: 1 },
      headers: { 'x-own': 'h' },
      method: 'PUT',
      delay: 3_600,
      retries: 4,
      retryDelay: '1000 * (1 + retried)',
      callback: 'https://example.com/c',
      failureCallback: 'https://example.com/f',
      label: ['one', 'two'],
      flowControl,
    });
    const message = await client.messages.get(messageId);
    expect(message).toEqual({
      messageId,
      url: destination.url('/shown?x=1'),
      method: 'PUT',
      header: { 'Content-Type': ['application/json'], 'X-Own': ['h'] },
      body: '{"a":1}',
      maxRetries: 4,
      retryDelayExpression: '1000 * (1 + retried)',
      notBefore: message.createdAt + 3_600_000,
      createdAt: expect.any(Number),
      callback: 'https://example.com/c',
      failureCallback: 'https://example.com/f',
      callerIP: '127.0.0.1',
      label: 'one',
      labels: ['one', 'two'],
      flowControlKey: 'shown',
      parallelism: 2,
      rate: 5,
      ratePerSecond: 5,
      period: 60,
    });
    await client.messages.cancel(messageId);
  });

  test('shows a body that is no text as base64', async () => {
    const headers = { 'upstash-delay': '1h' };
    const body = new Uint8Array([0xff, 0xfe, 0]);
    const answer = await api(`/v2/publish/${destination.url('/raw')}`, { method: 'POST', headers, body });
    const { messageId } = Object(await answer.json());
    const message = await client.messages.get(messageId);
    expect(message).toMatchObject({ bodyBase64: '//4A' });
    expect(message.body).toBeUndefined();
  });

  test('hides what its publisher redacts, and is delivered whole', async () => {
    const request = {
      url: destination.url('/secret'),
      body: 'top',
      headers: { authorization: 'key', 'x-open': 'o' },
    };
    const redact = { body: true, header: ['Authorization'] } as const;
    const waiting = await client.publish({
      ...request,
      delay: 3_600,
      redact: { body: true, header: [...redact.header] },
    });
    const all = await client.publish({ ...request, delay: 3_600, redact: { header: true } });
    await client.publish({ ...request, redact: { body: true, header: [...redact.header] } });
    expect(await client.messages.get(waiting.messageId)).toMatchObject({
      body: hash('top'),
      header: { Authorization: [hash('key')], 'X-Open': ['o'] },
    });
    expect(await client.messages.get(all.messageId)).toMatchObject({
      body: 'top',
      header: { Authorization: [hash('key')], 'X-Open': [hash('o')] },
    });
    const [arrival] = await destination.arrived('/secret', 1);
    expect([String(arrival?.body), arrival?.headers.authorization]).toEqual(['top', 'key']);
  });

  test('is not found once it is delivered, nor ever when it never was', async () => {
    const { messageId } = await client.publishJSON({ url: destination.url('/gone'), body: {} });
    await server.idle();
    expect(stateOf(messageId)).toBe('DELIVERED');
    await expect(client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
    await expect(client.messages.cancel(messageId)).rejects.toMatchObject({ status: 404 });
    await expect(client.messages.get('msg_never')).rejects.toMatchObject({ status: 404 });
  });
});

describe('cancel', () => {
  test('a waiting message is never delivered', async () => {
    const url = destination.on('/cancelled', () => ({ status: 500 }));
    const { messageId } = await client.publishJSON({ url, body: {}, retryDelay: '200' });
    await destination.arrived('/cancelled', 1);
    await server.idle();
    expect(await client.messages.cancel(messageId)).toEqual({ cancelled: 1 });
    await expect(client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
    await sleep(300);
    expect(destination.at('/cancelled')).toHaveLength(1);
    expect(stateOf(messageId)).toBe('CANCELLED');
  });

  test('does not abort a running call; what would be its retry is not delivered', async () => {
    const url = destination.on('/running', () => ({ status: 500, delayMs: 150 }));
    const failureCallback = destination.url('/running-failed');
    const { messageId } = await client.publishJSON({ url, body: {}, retryDelay: '1', failureCallback });
    await destination.arrived('/running', 1);
    expect(await client.messages.cancel(messageId)).toEqual({ cancelled: 1 });
    expect(await client.messages.cancel(messageId)).toEqual({ cancelled: 0 });
    expect(stateOf(messageId)).toBe('CANCEL_REQUESTED');
    await server.idle();
    expect(stateOf(messageId)).toBe('CANCELLED');
    expect(destination.at('/running')).toHaveLength(1);
    expect(destination.at('/running-failed')).toEqual([]);
    expect((await client.dlq.listMessages({ filter: { messageId } })).messages).toEqual([]);
  });

  test('a message whose running call succeeds counts as delivered', async () => {
    const url = destination.on('/succeeds', () => ({ delayMs: 100 }));
    const { messageId } = await client.publishJSON({ url, body: {} });
    await destination.arrived('/succeeds', 1);
    await client.messages.cancel(messageId);
    await server.idle();
    expect(stateOf(messageId)).toBe('DELIVERED');
  });
});

describe('bulk cancel', () => {
  const publish = async (path: string, more: { label?: string[]; key?: string } = {}) => {
    const { label, key } = more;
    const flowControl = key && { flowControl: { key, parallelism: 1 } };
    const request = {
      url: destination.url(path),
      body: {},
      delay: 3_600,
      ...(label && { label }),
      ...flowControl,
    };
    return (await client.publishJSON(request)).messageId;
  };
  const waiting = (ids: string[]) => ids.filter((id) => stateOf(id) === 'CREATED');

  test('by message ids leaves the others alone and ignores unknown ones', async () => {
    const [a = '', b = '', c = ''] = await Promise.all(
      ['/1', '/2', '/3'].map((path) => publish(`/ids${path}`)),
    );
    expect(await client.messages.cancel([a, c, 'msg_never'])).toEqual({ cancelled: 2 });
    expect(waiting([a, b, c])).toEqual([b]);
    expect(await client.messages.cancel([a])).toEqual({ cancelled: 0 });
  });

  test('by label takes any of the labels', async () => {
    const a = await publish('/label', { label: ['l-a', 'l-common'] });
    const b = await publish('/label', { label: ['l-b'] });
    const c = await publish('/label');
    expect(await client.messages.cancel({ filter: { label: 'l-none' } })).toEqual({ cancelled: 0 });
    expect(await client.messages.cancel({ filter: { label: ['l-common', 'l-b'] } })).toEqual({
      cancelled: 2,
    });
    expect(waiting([a, b, c])).toEqual([c]);
  });

  test('takes repeated values and values separated by commas for the same', async () => {
    await publish('/commas', { label: ['c-a'] });
    await publish('/commas', { label: ['c-b'] });
    const answer = await api('/v2/messages?label=c-a,c-b', { method: 'DELETE' });
    expect(await answer.json()).toEqual({ cancelled: 2 });
  });

  test('by url, host, path and flow control key; several filters must all hold', async () => {
    const a = await publish('/by/url?x=1');
    const b = await publish('/by/path', { key: 'by-key' });
    const c = await publish('/by/path');
    const d = await publish('/by/other', { key: 'by-key' });
    const { host } = new URL(destination.url('/'));
    const cancel = (filter: {
      url?: string;
      host?: string;
      path?: string;
      flowControlKey?: string;
      label?: string;
    }) =>
      api(`/v2/messages?${new URLSearchParams(filter)}`, { method: 'DELETE' }).then((answer) =>
        answer.json(),
      );
    expect(await cancel({ url: destination.url('/by/url') })).toEqual({ cancelled: 0 });
    expect(await cancel({ url: destination.url('/by/url?x=1') })).toEqual({ cancelled: 1 });
    expect(await cancel({ path: '/by/path', flowControlKey: 'by-key' })).toEqual({ cancelled: 1 });
    expect(await cancel({ host, path: '/by/path' })).toEqual({ cancelled: 1 });
    expect(await cancel({ host: 'elsewhere.example' })).toEqual({ cancelled: 0 });
    expect(await client.messages.cancel({ filter: { flowControlKey: 'by-key' } })).toEqual({ cancelled: 1 });
    expect(waiting([a, b, c, d])).toEqual([]);
  });

  test('by date takes both ends in', async () => {
    const label = ['dated'];
    await publish('/dated', { label });
    const at = server.published({ label: 'dated' })[0]?.createdAt ?? 0;
    const cancel = (fromDate: number, toDate: number) =>
      client.messages.cancel({ filter: { label: 'dated', fromDate, toDate } });
    expect(await cancel(at + 1, at + 10)).toEqual({ cancelled: 0 });
    expect(await cancel(at - 10, at - 1)).toEqual({ cancelled: 0 });
    expect(await cancel(at, at)).toEqual({ cancelled: 1 });
  });

  test('stops at count, the oldest first', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await publish('/counted', { label: ['counted'] }));
    expect(await client.messages.cancel({ filter: { label: 'counted' }, count: 2 })).toEqual({
      cancelled: 2,
    });
    expect(waiting(ids)).toEqual(ids.slice(2));
    expect((await api('/v2/messages?count=501', { method: 'DELETE' })).status).toBe(400);
  });

  test('an unknown filter is refused rather than ignored', async () => {
    const id = await publish('/kept');
    const answer = await api('/v2/messages?labels=typo', { method: 'DELETE' });
    expect([answer.status, await answer.json()]).toEqual([400, { error: expect.stringContaining('labels') }]);
    expect(stateOf(id)).toBe('CREATED');
  });

  test('without any filter takes all that are left', async () => {
    const id = await publish('/everything');
    await client.messages.cancel({ all: true });
    expect(stateOf(id)).toBe('CANCELLED');
    expect(server.stats().waiting).toBe(0);
  });
});
