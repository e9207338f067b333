import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type QstashServer, startQstash } from '../../../dev/qstash/server.ts';
import { clientOf, Destination, freshFolder } from './harness.ts';

const folder = await freshFolder();
const old = new Destination();
const other = new Destination();
let server: QstashServer | undefined;

beforeAll(() => Promise.all([old.start(), other.start()]));
afterAll(async () => {
  await server?.stop();
  old.stop();
  other.stop();
});

const file = join(folder, 'queue.sqlite');
async function restart(appUrl: string, now = Date.now) {
  await server?.stop();
  server = await startQstash({ file, appUrl, now });
  return { server, client: clientOf(server) };
}

test('what waits for the app follows it to another port, and what waits for others stays', async () => {
  const before = await restart(old.url('/app'));
  const failing = old.on('/app/api/dies', () => ({ status: 500 }));
  const failureCallback = old.url('/app/api/failed');
  const retry = { retries: 1, retryDelay: '3600000' };
  await before.client.publishJSON({ url: failing, body: 1, ...retry, failureCallback });
  await before.client.publishJSON({ url: old.url('/app/api/later?x=1'), body: 2, delay: 60 });
  await before.client.publishJSON({ url: old.url('/app2/else'), body: 3, delay: 7_200 });
  await before.client.schedules.create({
    destination: old.url('/app/api/each'),
    cron: '* * * * *',
    scheduleId: 's',
    failureCallback,
  });
  await old.arrived('/app/api/dies', 1);
  await before.server.idle();

  other.on('/api/dies', () => ({ status: 500 }));
  const later = () => Date.now() + 3_700_000;
  const after = await restart(other.url(''), later);
  await after.server.idle();
  const urls = after.server.published().map(({ url }) => url);
  expect(urls.filter((url) => url.startsWith(old.url('/app/')))).toEqual([]);
  expect(urls).toContain(old.url('/app2/else'));
  expect(other.at('/api/later').map(({ target }) => target)).toEqual(['/api/later?x=1']);
  for (const path of ['/api/dies', '/api/failed', '/api/each']) {
    expect([path, other.at(path).length]).toEqual([path, 1]);
  }
  expect(await after.client.schedules.get('s')).toMatchObject({
    destination: other.url('/api/each'),
    failureCallback: other.url('/api/failed'),
  });
});
