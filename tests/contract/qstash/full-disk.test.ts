import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type QstashServer, startQstash } from '../../../dev/qstash/server.ts';
import { noSmallDisk, type SmallDisk, smallDisk } from '../../support/small-disk.ts';
import { clientOf, Destination, freshFolder, sleep } from './harness.ts';

const destination = new Destination();
beforeAll(() => destination.start());
afterAll(() => destination.stop());
vi.spyOn(console, 'warn').mockImplementation(() => {});
vi.spyOn(console, 'error').mockImplementation(() => {});

describe.skipIf(noSmallDisk !== null)(`on a full disk (needs one that is small: ${noSmallDisk})`, () => {
  let disk: SmallDisk;
  let server: QstashServer;
  const lines: string[] = [];
  const start = async (appUrl = 'http://127.0.0.1:3000') => {
    const file = join(disk.folder, 'queue.sqlite');
    server = await startQstash({ file, appUrl, log: (line) => lines.push(line) });
    return server;
  };
  const publishUntilRefused = async (url: string): Promise<string[]> => {
    const client = clientOf(server);
    const accepted: string[] = [];
    for (;;) {
      try {
        const sent = await client.publishJSON({ url, body: { text: 'x'.repeat(2_000) }, delay: 1 });
        accepted.push(sent.messageId);
      } catch (error) {
        expect(error).toMatchObject({ status: 500 });
        return accepted;
      }
    }
  };

  beforeAll(async () => {
    disk = await smallDisk(4);
    await start();
  });
  afterAll(async () => {
    await server.stop();
    await disk.remove();
  });

  test('publishes are refused, the user is told once, and what was accepted is delivered once there is room', async () => {
    const flying = destination.on('/flying', () => ({ delayMs: 1_000 }));
    const { messageId } = await clientOf(server).publishJSON({ url: flying, body: {} });
    await destination.arrived('/flying', 1);
    await disk.fill();
    const url = destination.url('/accepted');
    const accepted = await publishUntilRefused(url);
    await publishUntilRefused(url);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('disk of the local queue is full');
    expect(lines[0]).toContain(join(disk.folder, 'queue.sqlite'));
    await sleep(1_500);
    await disk.empty();
    await vi.waitUntil(() => destination.at('/accepted').length >= accepted.length, { timeout: 10_000 });
    await server.idle();
    const states = server.published().map((message) => [message.messageId, message.state]);
    expect(states).toEqual([messageId, ...accepted].map((id) => [id, 'DELIVERED']));
    expect(destination.at('/flying')).toHaveLength(1);
    expect(lines.slice(1)).toEqual([expect.stringContaining('goes on')]);
  }, 40_000);

  test('a start that has to write says what is full, and keeps what waits', async () => {
    const url = destination.url('/kept');
    const { messageId } = await clientOf(server).publishJSON({ url, body: {}, delay: 3_600 });
    await server.stop();
    await disk.fill();
    await expect(start('http://127.0.0.1:3001')).rejects.toThrow(/disk .* full/);
    await disk.empty();
    await start();
    expect(server.published().find((message) => message.messageId === messageId)).toMatchObject({
      state: 'CREATED',
    });
  });
});

test('a damaged file is named at the start, with what to do', async () => {
  const folder = await freshFolder();
  const file = join(folder, 'queue.sqlite');
  await writeFile(file, 'this was a database once'.repeat(1_000));
  await expect(startQstash({ file })).rejects.toThrow(`${file} is damaged. Move it and`);
});

test('a file that is damaged in its middle is named too', async () => {
  const folder = await freshFolder();
  const file = join(folder, 'queue.sqlite');
  const server = await startQstash({ file });
  const url = destination.url('/many');
  await clientOf(server).batch(
    Array.from({ length: 50 }, () => ({ url, body: 'x'.repeat(5_000), delay: 3_600 })),
  );
  await server.stop();
  await writeFile(file, Buffer.alloc(40_960, 7), { flag: 'r+' });
  await expect(startQstash({ file })).rejects.toThrow('is damaged');
});
