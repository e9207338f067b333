import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stage } from '../../dev/build/staging.ts';
import { freePort } from '../../dev/postgres/port.ts';
import { temporaryFolder } from '../../dev/stack/temporary-folder.ts';
import { ROOT } from '../support/stack.ts';

/** What `npm start` runs, in a folder with nothing built. */
let clone = '';
let localDir = '';
let stack: ChildProcess;
let url = '';
let printed = '';

beforeAll(async () => {
  clone = await stage(ROOT);
  localDir = await temporaryFolder('unstuck-start-');
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  stack = spawn(process.execPath, ['dev/start.ts'], {
    cwd: clone,
    env: { PATH: process.env['PATH'], PORT: String(port), LOCAL_DIR: localDir, MARKET_DATA: 'sample' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!stack.stdout) throw new Error('the stack has no output');
  for await (const line of createInterface(stack.stdout)) {
    printed += `${line}\n`;
    if (line.startsWith('Serving.')) return;
  }
  throw new Error(`the stack ended:\n${printed}`);
}, 120_000);

afterAll(async () => {
  stack.kill('SIGTERM');
  if (stack.exitCode === null) await once(stack, 'exit');
  await rm(clone, { recursive: true, force: true });
  await rm(localDir, { recursive: true, force: true });
});

test('a fresh clone serves its page, and every link on it answers', async () => {
  expect(printed).toContain(`Unstuck is at ${url} `);
  const response = await fetch(url);
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page).toContain('<h1>Unstuck</h1>');
  const links = [...page.matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path);
  expect(links).toContain('/api/v1/health');
  for (const path of links) expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
});

test('every request that it suggests succeeds', async () => {
  const suggested = [...printed.matchAll(/curl (?:-X (\w+) )?(http\S+)(?: -H '(.+?): (.+?)' -d '(.+)')?/g)];
  expect(suggested.map(([, method]) => method)).toContain('POST');
  for (const [line, method = 'GET', to = '', header, value = '', body = null] of suggested) {
    const response = await fetch(to, { method, body, headers: header ? { [header]: value } : {} });
    expect([line, response.ok]).toEqual([line, true]);
  }
});

test('every other address that it prints answers too', async () => {
  const [, api = ''] = /API: (http\S+)\)/.exec(printed) ?? [];
  expect((await fetch(api)).status).toBe(200);
  const [, queue = ''] = /Queue: (http\S+)/.exec(printed) ?? [];
  expect((await fetch(`${queue}/v2/schedules`)).status).toBe(401);
  const [, database] = /psql '(.+)'/.exec(printed) ?? [];
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query('select count(*)::int > 0 as found from stock_results');
  await client.end();
  expect(rows).toEqual([{ found: true }]);
});
