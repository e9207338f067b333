import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eventually, isAlive, project, running } from './project.ts';

const VERSIONED = (version: string) => `
  export const GET = () => Response.json({ pid: process.pid, version: '${version}' });
  export async function POST(request) {
    console.log('begun');
    const ms = Number(await request.text());
    await new Promise((resolve) => setTimeout(resolve, ms));
    return Response.json({ pid: process.pid, version: '${version}' });
  }
  export function DELETE() {
    setTimeout(() => { throw new Error('crash'); });
    return new Promise(() => {});
  }`;

const FILES = { 'api/work.ts': VERSIONED('one'), 'api/other.ts': VERSIONED('one') };

const answered = z.object({ pid: z.number(), version: z.string() });
const get = async (url: string) => answered.parse(await (await fetch(url)).json());
const post = (url: string, ms: number) => fetch(url, { method: 'POST', body: String(ms) });

test('one process serves many requests at once', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/work`;
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(url, 300)));
  expect(performance.now() - started).toBeLessThan(3_000);
  const pids = await Promise.all(answers.map(async (answer) => answered.parse(await answer.json()).pid));
  expect(new Set(pids)).toEqual(new Set(host.pids('work')));
  expect(host.pids('work')).toHaveLength(1);
});

test('functions have processes of their own, started on first use', async () => {
  await using host = await running(FILES);
  expect(host.pids()).toEqual([]);
  const work = await get(`${host.url}/api/work`);
  expect(host.pids()).toEqual([work.pid]);
  const other = await get(`${host.url}/api/other`);
  expect(host.pids('other')).toEqual([other.pid]);
  expect(other.pid).not.toBe(work.pid);
  expect(() => host.pids('nothing')).toThrow('No function nothing; there are other, work.');
});

test('with an instance concurrency of 1 requests run in processes of their own, and those beyond wait in line', async () => {
  await using host = await running(FILES, { instanceConcurrency: 1, maxInstances: 2 });
  const url = `${host.url}/api/work`;
  await get(url);
  const all = [post(url, 700), post(url, 700), post(url, 0)];
  await eventually(() => host.lines.filter((line) => line === '[work] begun').length === 2);
  expect(host.pids('work')).toHaveLength(2);
  const answers = await Promise.all(all);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(host.lines.filter((line) => line === '[work] begun')).toHaveLength(3);
  expect(host.pids('work')).toHaveLength(2);
});

test('a crash fails the requests of its process, and the next request gets a new one', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/work`;
  const before = await get(url);
  const neighbor = post(url, 10_000);
  await eventually(() => host.lines.includes('[work] begun'));
  const crashed = await fetch(url, { method: 'DELETE' });
  expect([crashed.status, crashed.headers.get('x-vercel-error')]).toEqual([
    500,
    'FUNCTION_INVOCATION_FAILED',
  ]);
  expect((await neighbor).status).toBe(500);
  expect((await get(url)).pid).not.toBe(before.pid);
  expect(host.lines.join('\n')).toMatch(/\[work\].*Error: crash/);
});

test('a module that cannot be imported answers 500, says why in the log, and is tried again', async () => {
  await using host = await running({ 'api/broken.ts': `throw new Error('no such luck');` });
  expect((await fetch(`${host.url}/api/broken`)).status).toBe(500);
  await eventually(() => /\[broken\].*no such luck/.test(host.lines.join('\n')));
  writeFileSync(join(host.root, 'api/broken.ts'), VERSIONED('mended'));
  await eventually(() => host.pids('broken').length === 0);
  expect((await get(`${host.url}/api/broken`)).version).toBe('mended');
});

test('a handler that throws is 500 and leaves the process alone', async () => {
  await using host = await running({
    'api/throws.ts': `export const GET = () => { throw new Error('oops'); };
      export const POST = () => 'no response';`,
  });
  for (const method of ['GET', 'POST']) {
    const answer = await fetch(`${host.url}/api/throws`, { method });
    expect([answer.status, answer.headers.get('x-vercel-error')]).toEqual([
      500,
      'FUNCTION_INVOCATION_FAILED',
    ]);
  }
  expect(host.lines.filter((line) => line.includes('ready'))).toHaveLength(1);
  expect(host.lines.join('\n')).toMatch(/oops[\s\S]*returned no Response/);
});

test('kill ends the processes of one function at once; the next request starts a new one', async () => {
  await using host = await running(FILES);
  const [work, other] = [await get(`${host.url}/api/work`), await get(`${host.url}/api/other`)];
  const cut = post(`${host.url}/api/work`, 10_000);
  await eventually(() => host.lines.includes('[work] begun'));
  await host.kill('work');
  expect(isAlive(work.pid)).toBe(false);
  expect((await cut).status).toBe(500);
  expect((await get(`${host.url}/api/work`)).pid).not.toBe(work.pid);
  expect(host.pids('other')).toEqual([other.pid]);
});

test('a single process can be killed alone', async () => {
  await using host = await running(FILES, { instanceConcurrency: 1 });
  const url = `${host.url}/api/work`;
  const all = [post(url, 1_500), post(url, 1_500)];
  await eventually(() => host.lines.filter((line) => line === '[work] begun').length === 2);
  const [victim = 0] = host.pids('work');
  process.kill(victim, 'SIGKILL');
  const statuses = (await Promise.all(all)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 500]);
});

test('restart: running requests finish in the old process, new ones get a new one', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/work`;
  const old = await get(url);
  const slow = post(url, 500);
  await eventually(() => host.lines.includes('[work] begun'));
  const restarted = host.restart('work');
  expect((await get(url)).pid).not.toBe(old.pid);
  expect(answered.parse(await (await slow).json()).pid).toBe(old.pid);
  await restarted;
  expect(isAlive(old.pid)).toBe(false);
});

test('a deployment: new requests go to the new code, running ones finish in the old', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/work`;
  const old = await get(url);
  const slow = post(url, 500);
  await eventually(() => host.lines.includes('[work] begun'));
  host.replaceRoot(project({ 'api/work.ts': VERSIONED('two') }));
  expect((await get(url)).version).toBe('two');
  expect((await fetch(`${host.url}/api/other`)).status).toBe(404);
  expect(answered.parse(await (await slow).json())).toEqual(old);
  await eventually(() => !isAlive(old.pid));
  expect(host.pids('work')).toEqual([(await get(url)).pid]);
});

test('functions get the environment they are given, not the one of the host', async () => {
  process.env['HOST_ONLY'] = 'secret';
  await using host = await running(
    { 'api/env.ts': 'export const GET = () => Response.json(process.env);' },
    { env: { DATABASE_URL: 'postgresql://x' } },
  );
  const env = z.record(z.string(), z.string()).parse(await (await fetch(`${host.url}/api/env`)).json());
  expect(Object.keys(env).filter((name) => !['HOME', 'LANG', 'PATH', 'TMPDIR', 'TZ'].includes(name))).toEqual(
    ['DATABASE_URL'],
  );
  expect(env['TZ']).toBe('UTC');
});

test('memory names the host and every process', async () => {
  await using host = await running(FILES);
  const { pid } = await get(`${host.url}/api/work`);
  const memory = await host.memory();
  expect(memory.map(({ name }) => name)).toEqual(['host', 'work']);
  expect(memory[1]?.pid).toBe(pid);
  for (const { rssBytes } of memory) expect(rssBytes).toBeGreaterThan(10_000_000);
});

test('stop lets a short request finish, cuts a long one, refuses new ones and leaves no process', async () => {
  const host = await running(FILES);
  const url = `${host.url}/api/work`;
  const { pid } = await get(url);
  const [short, long] = [post(url, 400), post(url, 60_000).catch(() => undefined)];
  await eventually(() => host.lines.filter((line) => line === '[work] begun').length === 2);
  const started = performance.now();
  const stopped = host.stop();
  await expect(fetch(`${host.url}/api/other`)).rejects.toThrow();
  expect((await short).status).toBe(200);
  await stopped;
  expect(performance.now() - started).toBeLessThan(4_000);
  expect((await long)?.status).not.toBe(200);
  expect(isAlive(pid)).toBe(false);
});

test('a host with nothing to do stops at once', async () => {
  const host = await running(FILES);
  await get(`${host.url}/api/work`);
  const started = performance.now();
  await host.stop();
  expect(performance.now() - started).toBeLessThan(1_500);
});

test('no function survives a host that is killed with SIGKILL', async () => {
  const root = project(FILES);
  const module = new URL('../../../dev/host/host.ts', import.meta.url).href;
  const script = `const { startHost } = await import('${module}');
    const host = await startHost({ root: ${JSON.stringify(root)}, env: {}, log: () => {} });
    await (await fetch(host.url + '/api/work')).text();
    console.log(JSON.stringify(host.pids()));`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line]: unknown[] = await once(createInterface({ input: parent.stdout }), 'line');
  const pids = z.array(z.number()).parse(JSON.parse(String(line)));
  expect(pids.map(isAlive)).toEqual([true]);
  parent.kill('SIGKILL');
  await eventually(() => !pids.some(isAlive));
});
