import { expect, test } from 'vitest';
import { running } from './project.ts';

const FILES = {
  'vercel.json': '{}',
  'api/process.ts': `export default { fetch: () => new Response(String(process.pid)) };`,
  'api/other.ts': `export default { fetch: () => new Response(String(process.pid)) };`,
};

const kill = (url: string, headers: Record<string, string>, method = 'POST') =>
  fetch(`${url}/_dev/kill`, { method, headers });

test('the page of a stack that may be broken kills the function that carries jobs, and no other', async () => {
  await using host = await running(FILES, { breakable: true });
  expect(await (await fetch(`${host.url}/_dev`)).json()).toEqual({ break_it: true, queue: false });
  const pid = await (await fetch(`${host.url}/api/process`)).text();
  const other = await (await fetch(`${host.url}/api/other`)).text();
  const answer = await kill(host.url, { origin: host.url });
  expect([answer.status, await answer.json()]).toEqual([200, { killed: [Number(pid)] }]);
  expect(await (await fetch(`${host.url}/api/other`)).text()).toBe(other);
  expect(await (await fetch(`${host.url}/api/process`)).text()).not.toBe(pid);
});

test('nobody else does: no other site, no page by another name, no link', async () => {
  await using host = await running(FILES, { breakable: true });
  const pid = await (await fetch(`${host.url}/api/process`)).text();
  const answers = [
    await kill(host.url, {}),
    await kill(host.url, { origin: 'https://evil.example' }),
    await kill(host.url, { origin: 'null' }),
    await kill(host.url, { origin: host.url }, 'GET'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 405]);
  expect(await (await fetch(`${host.url}/api/process`)).text()).toBe(pid);
});

test('a host that was not told so has nothing to break', async () => {
  await using host = await running(FILES);
  expect(await (await fetch(`${host.url}/_dev`)).json()).toEqual({ break_it: false, queue: false });
  expect((await kill(host.url, { origin: host.url })).status).toBe(404);
});

const LOOK = { waiting: 0, in_flight: 0, delivered: 0, failed: 1, messages: [], dead_letters: [] };

test('the queue of a stack is looked at by anyone here, and retried by its own page alone', async () => {
  const retried: string[] = [];
  const queue = {
    look: () => LOOK,
    retry: async (id: string) => {
      retried.push(id);
      return true;
    },
  };
  await using host = await running(FILES, { queue });
  expect(await (await fetch(`${host.url}/_dev`)).json()).toEqual({ break_it: false, queue: true });
  expect(await (await fetch(`${host.url}/_dev/queue`)).json()).toEqual(LOOK);
  const retry = (headers: Record<string, string>) =>
    fetch(`${host.url}/_dev/queue/dead-letters/1725-1/retry`, { method: 'POST', headers });
  expect((await retry({ origin: 'https://evil.example' })).status).toBe(403);
  expect(await (await retry({ origin: host.url })).json()).toEqual({ retried: true });
  expect(retried).toEqual(['1725-1']);
});
