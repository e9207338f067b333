import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventually, running } from './project.ts';

const FILES = {
  'api/work.ts': `
  export const GET = () => Response.json({ pid: process.pid });
  export async function POST(request) {
    const [kind, ms] = (await request.text()).split(' ');
    console.log('begun ' + kind);
    if (kind === 'block') for (const end = Date.now() + Number(ms); Date.now() < end; );
    else await new Promise((resolve) => setTimeout(resolve, Number(ms)));
    return Response.json({ pid: process.pid });
  }`,
};

const answered = z.object({ pid: z.number() });
const pidOf = async (answer: Promise<Response>) => answered.parse(await (await answer).json()).pid;
const post = (url: string, what: string) => fetch(url, { method: 'POST', body: what });

/** Longer than the host's patience of 2 s, shorter than the block. */
const SOON_MS = 6_000;

test('while the loop of a process is blocked, new requests go to another one', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/work`;
  const first = await pidOf(fetch(url));
  const blocked = pidOf(post(url, 'block 8000'));
  await eventually(() => host.lines.includes('[work] begun block'));
  const started = performance.now();
  const others = await Promise.all([pidOf(fetch(url)), pidOf(fetch(url)), pidOf(fetch(url))]);
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  expect(new Set(others).size).toBe(1);
  expect(others).not.toContain(first);
  expect(await blocked).toBe(first);
  await eventually(() => host.pids('work').length === 2);
});

test('a stopped process gets no request, keeps those it has, and takes new ones when it goes on', async () => {
  await using host = await running(FILES, { instanceConcurrency: 1, maxInstances: 1 });
  const url = `${host.url}/api/work`;
  const first = await pidOf(fetch(url));
  const kept = pidOf(post(url, 'wait 300'));
  await eventually(() => host.lines.includes('[work] begun wait'));
  process.kill(first, 'SIGSTOP');
  const started = performance.now();
  const second = await pidOf(fetch(url));
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  expect(second).not.toBe(first);
  process.kill(first, 'SIGCONT');
  expect(await kept).toBe(first);
  process.kill(second, 'SIGSTOP');
  expect(await pidOf(fetch(url))).toBe(first);
  process.kill(second, 'SIGCONT');
  expect(host.pids('work')).toHaveLength(2);
  expect(host.lines.filter((line) => line.startsWith('[work] begun'))).toHaveLength(1);
}, 40_000);

test('a request that waits for a stopped process is answered by another one where the stopped one is killed', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/work`;
  const first = await pidOf(fetch(url));
  process.kill(first, 'SIGSTOP');
  const other = pidOf(fetch(url));
  process.kill(first, 'SIGKILL');
  expect(await other).not.toBe(first);
});

test('where all processes are stopped at most as many again are started', async () => {
  await using host = await running(FILES, { maxInstances: 1 });
  const url = `${host.url}/api/work`;
  const stopped = [await pidOf(fetch(url))];
  process.kill(stopped[0] ?? 0, 'SIGSTOP');
  stopped.push(await pidOf(fetch(url)));
  process.kill(stopped[1] ?? 0, 'SIGSTOP');
  const waiting = pidOf(fetch(url));
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  expect(host.pids('work').toSorted()).toEqual(stopped.toSorted());
  for (const pid of stopped) process.kill(pid, 'SIGCONT');
  expect(stopped).toContain(await waiting);
}, 40_000);
