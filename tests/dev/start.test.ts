import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { stage } from '../../dev/build/staging.ts';
import { makeSamples } from '../../dev/demo/samples.ts';
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
  stack = spawn(process.execPath, ['dev/start.ts', '--details'], {
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

const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      name: z.string(),
      usage: z.object({ cost_usd: z.number().positive() }),
    }),
  ),
});

async function samples() {
  const { data } = listSchema.parse(await (await fetch(`${url}/api/v1/jobs?tag=sample`)).json());
  return data;
}

test('a fresh clone serves its page, and every file that it names', async () => {
  const response = await fetch(url);
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const named = [...page.matchAll(/<(?:link|script)[^>]* (?:href|src)="(\/[^"]*)"/g)].map(
    ([, path = '']) => path,
  );
  expect(named).toEqual(expect.arrayContaining(['/app/main.js', '/app/main.css']));
  for (const path of named) expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
});

test('it has finished a stock, a profile and a document, each called a sample, each with its price', async () => {
  const made = await samples();
  expect(made.map(({ kind, status }) => `${kind} ${status}`).sort()).toEqual([
    'document completed',
    'profile completed',
    'stocks completed',
  ]);
  for (const { name } of made) expect(name).toMatch(/^Sample: /);
});

test('another start uses them again', async () => {
  const before = (await samples()).map(({ id }) => id);
  const lines: string[] = [];
  await makeSamples(url, (line) => lines.push(line));
  expect(lines).toHaveLength(3);
  expect((await samples()).map(({ id }) => id)).toEqual(before);
});

test('asked for details, it prints where database and queue are, and they answer', async () => {
  const [, queue = ''] = /Queue: (http\S+)/.exec(printed) ?? [];
  expect((await fetch(`${queue}/v2/schedules`)).status).toBe(401);
  const [, database] = /psql '(.+)'/.exec(printed) ?? [];
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query('select count(*)::int > 0 as found from stock_results');
  await client.end();
  expect(rows).toEqual([{ found: true }]);
});
