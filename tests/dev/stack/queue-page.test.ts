import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@upstash/qstash';
import { expect, test } from 'vitest';
import { startQstash } from '../../../dev/qstash/server.ts';
import { queuePage } from '../../../dev/stack/queue-page.ts';

test('shows what was given up with its last answer, and sends it again', async () => {
  let status = 500;
  const asked: string[] = [];
  const app = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status).end('no room');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => app.once('listening', resolve));
  const { port } = app.address() as AddressInfo;
  const file = join(await mkdtemp(join(tmpdir(), 'unstuck-queue-')), 'queue.sqlite');
  const qstash = await startQstash({ file });
  try {
    const client = new Client({ baseUrl: qstash.url, token: qstash.token });
    await client.publishJSON({ url: `http://127.0.0.1:${port}/api/process`, body: {}, retries: 0 });
    await qstash.idle();
    const page = queuePage(qstash);
    expect(page.look()).toMatchObject({ waiting: 0, in_flight: 0, failed: 1, messages: [] });
    const [letter] = page.look().dead_letters;
    expect(letter).toMatchObject({ to: '/api/process', status: 500, answer: 'no room' });
    status = 200;
    expect(await page.retry(letter?.id ?? '')).toBe(true);
    await qstash.idle();
    expect(page.look()).toMatchObject({ delivered: 1, dead_letters: [] });
    expect(await page.retry('1-1')).toBe(false);
    expect(asked).toHaveLength(2);
  } finally {
    await qstash.stop();
    app.close();
  }
});
