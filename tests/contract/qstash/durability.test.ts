import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@upstash/qstash';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type QstashServer, startQstash } from '../../../dev/qstash/server.ts';
import { clientOf, Destination, freshFolder, receiverOf } from './harness.ts';

const folder = await freshFolder();
let files = 0;
const freshFile = () => join(folder, `${files++}.sqlite`);

const destination = new Destination();
beforeAll(() => destination.start());
afterAll(() => destination.stop());

const running: QstashServer[] = [];
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(running.map((server) => server.stop()));
});

async function start(options: Parameters<typeof startQstash>[0]) {
  const server = await startQstash(options);
  running.push(server);
  return { server, client: clientOf(server) };
}

const script = fileURLToPath(new URL('./server-process.ts', import.meta.url));
const readySchema = z.object({ url: z.string(), token: z.string() });

/** A server in a child process that the test kills. */
async function spawnServer(file: string) {
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  const { url, token } = readySchema.parse(JSON.parse(String(line)));
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { client: new Client({ baseUrl: url, token, devMode: false, retry: false }), kill };
}

describe('a restart on the same file', () => {
  test('keeps token, signing keys, deduplication ids, DLQ, flow control and counts', async () => {
    const file = freshFile();
    const before = await start({ file });
    const url = destination.on('/kept', () => ({ status: 500 }));
    const { messageId } = await before.client.publishJSON({
      url,
      body: {},
      retries: 0,
      deduplicationId: 'd',
    });
    await before.server.idle();
    await before.client.flowControl.pause('k');
    const { token } = before.server;
    await fetch(`${before.server.url}/v2/keys/rotate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const [keys, published, stats] = [before.server.keys(), before.server.published(), before.server.stats()];
    await before.server.stop();

    const { server, client } = await start({ file });
    expect([server.token, server.keys()]).toEqual([token, keys]);
    expect([server.published(), server.stats()]).toEqual([published, stats]);
    expect(await client.publishJSON({ url, body: {}, deduplicationId: 'd' })).toEqual({
      messageId,
      deduplicated: true,
    });
    expect((await client.dlq.listMessages()).messages).toMatchObject([{ messageId }]);
    expect(await client.flowControl.get('k')).toMatchObject({ isPaused: true });
  });

  test('delivers what is still to be delivered, at its time', async () => {
    const file = freshFile();
    const before = await start({ file });
    const failing = destination.on('/resumed', (_, nth) => ({ status: nth === 1 ? 500 : 200 }));
    await before.client.publishJSON({ url: failing, body: 'retry', retryDelay: '300' });
    const { messageId } = await before.client.publishJSON({ url: failing, body: 'delayed', delay: 3_600 });
    const { notBefore } = await before.client.messages.get(messageId);
    await destination.arrived('/resumed', 1);
    await before.server.idle();
    await before.server.stop();

    const { server, client } = await start({ file });
    const [first, second] = await destination.arrived('/resumed', 2);
    expect(second?.headers['upstash-retried']).toBe('1');
    expect(second?.headers['upstash-message-id']).toBe(first?.headers['upstash-message-id']);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(298);
    await server.idle();
    expect(server.stats()).toMatchObject({ delivered: 1, waiting: 1 });
    expect(await client.messages.get(messageId)).toMatchObject({ notBefore });
  });

  test('delivers again what was in flight, under the same id and retry count', async () => {
    const file = freshFile();
    const before = await start({ file });
    const url = destination.on('/flying', (_, nth) =>
      nth === 1 ? { status: 500 } : { delayMs: nth === 2 ? 2_000 : 0 },
    );
    const { messageId } = await before.client.publishJSON({
      url,
      body: { n: 1 },
      retries: 1,
      retryDelay: '1',
    });
    await destination.arrived('/flying', 2);
    const began = performance.now();
    await before.server.stop();
    expect(performance.now() - began).toBeLessThan(1_500);

    const { server } = await start({ file });
    const arrivals = await destination.arrived('/flying', 3);
    expect(arrivals.map(({ headers }) => headers['upstash-retried'])).toEqual(['0', '1', '1']);
    expect(new Set(arrivals.map(({ headers }) => headers['upstash-message-id']))).toEqual(
      new Set([messageId]),
    );
    await server.idle();
    expect(server.published()).toMatchObject([{ messageId, state: 'DELIVERED', deliveries: 3, retried: 1 }]);
  });

  test('what was cancelled while in flight is not delivered again', async () => {
    const file = freshFile();
    const before = await start({ file });
    const url = destination.on('/flying-cancelled', () => ({ delayMs: 300 }));
    const { messageId } = await before.client.publishJSON({ url, body: {} });
    await destination.arrived('/flying-cancelled', 1);
    await before.client.messages.cancel(messageId);
    await before.server.stop();

    const { server } = await start({ file });
    await server.idle();
    expect(server.published()).toMatchObject([{ messageId, state: 'CANCELLED' }]);
    expect(destination.at('/flying-cancelled')).toHaveLength(1);
  });

  test('takes a token and keys that are given instead of the file’s', async () => {
    const file = freshFile();
    const before = await start({ file });
    await before.server.stop();
    const signingKeys = { current: 'sig_given', next: 'sig_given_next' };
    const { server, client } = await start({ file, token: 'given', signingKeys });
    expect([server.token, server.keys()]).toEqual(['given', signingKeys]);
    const url = destination.url('/given');
    await client.publishJSON({ url, body: {} });
    const [arrival] = await destination.arrived('/given', 1);
    const signature = String(arrival?.headers['upstash-signature']);
    await expect(receiverOf(signingKeys).verify({ signature, body: '{}', url })).resolves.toBe(true);
  });

  test('a second server on a file that is in use is refused', async () => {
    const file = freshFile();
    const { client, kill } = await spawnServer(file);
    await expect(startQstash({ file })).rejects.toThrow('locked');
    await client.publishJSON({ url: destination.url('/undisturbed'), body: {} });
    await destination.arrived('/undisturbed', 1);
    await kill();
  });
});

describe('kill -9', () => {
  test('loses no accepted message, and forgets no delivered one', async () => {
    const file = freshFile();
    const { client, kill } = await spawnServer(file);
    const url = destination.on('/killed', (_, nth) => ({ delayMs: nth <= 20 ? 0 : 200 }));
    const flowControl = { key: 'k', parallelism: 5 };
    const accepted: string[] = [];
    for (let n = 0; n < 40; n++)
      accepted.push((await client.publishJSON({ url, body: { n }, flowControl })).messageId);
    await destination.arrived('/killed', 25);
    const last = client.publishJSON({ url, body: { n: 40 }, flowControl });
    accepted.push((await last).messageId);
    await kill();
    const before = destination.at('/killed').map(({ headers }) => headers['upstash-message-id']);
    expect(before.length).toBeLessThan(41);

    const { server } = await start({ file });
    await server.idle();
    const arrived = destination.at('/killed').map(({ headers }) => String(headers['upstash-message-id']));
    expect(new Set(arrived)).toEqual(new Set(accepted));
    expect(server.stats()).toMatchObject({ messages: 41, delivered: 41 });
    const again = arrived.slice(before.length);
    expect(again.filter((id) => before.slice(0, 10).includes(id))).toEqual([]);
  });
});
