import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildVercel } from '../../dev/build/vercel.ts';
import { type Host, startHost } from '../../dev/host/host.ts';
import { freePort } from '../../dev/postgres/port.ts';
import { type QstashServer, startQstash } from '../../dev/qstash/server.ts';
import { emptyDatabase, type FreshDatabase } from '../support/database.ts';
import { jobSchema, ROOT } from '../support/stack.ts';

/** What the reader of docs/deploy.md has in front of them, with the local stack in place of the services. */
interface Desk {
  root: string;
  /** Programs that are found before all others. */
  bin: string;
  appUrl: string;
  production: FreshDatabase;
  branch: FreshDatabase;
  qstash: QstashServer;
  platform: Server;
  /** By environment, as `vercel env add` has stored them. */
  variables: Map<string, Record<string, string>>;
}

let desk: Desk;
let host: Host | undefined;

/** Stands in for the CLI: what it does to variables, and what it asks of the platform. */
const VERCEL = (platform: string) => `#!/usr/bin/env node
const [command, ...rest] = process.argv.slice(2);
const { request } = await import('node:http');
const textOf = async (stream) => Buffer.concat(await Array.fromAsync(stream)).toString();
// Not fetch: a build takes longer than its patience.
const send = async (path, body = '') => {
  const answer = await new Promise((resolve, reject) => {
    request('${platform}' + path, { method: 'POST' }, resolve).on('error', reject).end(body);
  });
  const text = await textOf(answer);
  if (answer.statusCode !== 200) throw new Error(text);
  console.log(text);
};
const done = {
  login: async () => {},
  link: async () => {},
  git: async () => {},
  env: async () => send('/env/' + rest[2] + '/' + rest[1], rest[0] === 'add' ? await textOf(process.stdin) : ''),
  deploy: async () => send('/deploy'),
};
await done[command]();
`;
/** Everything is as it is but what would change this machine. */
const NPM = (real: string) => `#!/bin/sh
[ "$1 $2" = "install --global" ] && exit 0
exec ${real} "$@"
`;

/** The platform: keeps variables byte for byte, builds with them and serves the functions. */
function answer(path: string, body: string): Promise<string> | string {
  const [, what, environment = '', name = ''] = path.split('/');
  if (what === 'deploy') return deploy();
  desk.variables.set(environment, { ...desk.variables.get(environment), [name]: body });
  return `Added ${name} to ${environment}`;
}

async function deploy(): Promise<string> {
  const env = desk.variables.get('production') ?? {};
  await buildVercel({ root: desk.root, env });
  const options = { root: desk.root, output: '.vercel/output', port: Number(new URL(desk.appUrl).port) };
  host = await startHost({ ...options, env, log: () => {} });
  return host.url;
}

async function startPlatform(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const parts = await Array.fromAsync(request, (part) => Buffer.from(part));
    try {
      response.end(await answer(request.url ?? '', Buffer.concat(parts).toString()));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** The repository as a clone has it. */
async function clone(root: string): Promise<void> {
  for (const part of [
    'api',
    'lib',
    'dev',
    'drizzle',
    'web',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'vercel.json',
  ]) {
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
}

async function program(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unstuck-by-the-book-'));
  const [root, bin] = [join(folder, 'unstuck'), join(folder, 'bin')];
  await mkdir(root);
  await mkdir(bin);
  await clone(root);
  const appUrl = `http://127.0.0.1:${await freePort()}`;
  const [production, branch] = [await emptyDatabase(), await emptyDatabase()];
  const qstash = await startQstash({ file: join(folder, 'qstash.sqlite'), appUrl });
  const platform = await startPlatform();
  await program(join(bin, 'vercel'), VERCEL(urlOf(platform)));
  await program(join(bin, 'npm'), NPM(await locate('npm')));
  desk = { root, bin, appUrl, production, branch, qstash, platform, variables: new Map() };
});
afterAll(async () => {
  await host?.stop();
  await desk.qstash.stop();
  desk.platform.close();
  await desk.production.drop();
  await desk.branch.drop();
  await rm(join(desk.root, '..'), { recursive: true, force: true });
});

async function locate(name: string): Promise<string> {
  return (await run(`command -v ${name}`, process.env)).trim();
}

async function run(commands: string, env: NodeJS.ProcessEnv, cwd = ROOT): Promise<string> {
  const shell = spawn('sh', ['-eu', '-c', commands], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const parts: { out: string; all: string } = { out: '', all: '' };
  shell.stdout.on('data', (part) => {
    parts.out += String(part);
    parts.all += String(part);
  });
  shell.stderr.on('data', (part) => (parts.all += String(part)));
  const [code] = await once(shell, 'close');
  if (code !== 0) throw new Error(`${commands}\nended with ${code}:\n${parts.all}`);
  return parts.out;
}

interface Step {
  title: string;
  commands: string[];
}

/** The numbered steps of the page, each with what it says to run. */
async function stepsOf(page: string): Promise<Step[]> {
  const text = await readFile(join(ROOT, page), 'utf8');
  const [numbered = ''] = text.split(/^## /m);
  return numbered
    .split(/^(?=\d+\. \*\*)/m)
    .slice(1)
    .map((step) => ({
      title: /\*\*(.+?)\.\*\*/.exec(step)?.[1] ?? '',
      commands: [...step.matchAll(/^( +)```sh\n(.*?)^ +```$/gms)].map(([, indent = '', code = '']) =>
        code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      ),
    }));
}

/** What the reader copies from the consoles. */
function filledIn(commands: string): string {
  const { production, branch, qstash, appUrl } = desk;
  const { current, next } = qstash.keys();
  const pasted: Record<string, string> = {
    'pooled connection string': pooled(production),
    'direct connection string': production.url,
    'pooled connection string of the branch': pooled(branch),
    'direct connection string of the branch': branch.url,
    'the four lines of .env': [
      `QSTASH_URL="${qstash.url}"`,
      `QSTASH_TOKEN="${qstash.token}"`,
      `QSTASH_CURRENT_SIGNING_KEY="${current}"`,
      `QSTASH_NEXT_SIGNING_KEY="${next}"`,
    ].join('\n'),
    'yahoo, twelvedata or simulated': 'simulated',
  };
  return commands
    .replaceAll('https://‹project›.vercel.app', appUrl)
    .replaceAll(/‹(.+?)›/g, (_, what: string) => {
      const value = pasted[what];
      if (value === undefined) throw new Error(`Nobody knows what to fill in for ‹${what}›.`);
      return value;
    });
}

/** Neon's strings end in parameters with an ampersand. */
const pooled = ({ url }: FreshDatabase) => `${url}?sslmode=require&channel_binding=require`;

test('docs/deploy.md, followed word for word, ends with a job that ended', {
  timeout: 1_200_000,
}, async () => {
  const steps = await stepsOf('docs/deploy.md');
  expect(steps.map(({ title }) => title)).toEqual([
    'Code',
    'Database',
    'Queue',
    'Secrets',
    'Project',
    'Region',
    'Variables',
    'Previews',
    'Deploy',
    'Look',
  ]);
  const env = {
    HOME: tmpdir(),
    PATH: `${desk.bin}:${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}`,
  };
  let said = '';
  for (const { commands } of steps) {
    for (const block of commands) said = await run(filledIn(block), env, desk.root);
  }
  const set = desk.variables.get('production') ?? {};
  for (const value of Object.values(set)) expect(value).toBe(value.trim());
  expect(desk.variables.get('preview')).toMatchObject({
    DATABASE_URL: pooled(desk.branch),
    CRON_SECRET: set['CRON_SECRET'],
  });
  expect(desk.variables.get('preview')).not.toHaveProperty('APP_URL');
  expect(said).toContain('"status":"ok"');
  const id = z.string().parse(/"job_id":"(job_\w+)"/.exec(said)?.[1]);
  const authorization = `Bearer ${set['API_KEYS']?.split(':')[1]}`;
  await expect.poll(() => statusOf(id, authorization), { timeout: 60_000, interval: 200 }).toBe('completed');
});

async function statusOf(id: string, authorization: string): Promise<string> {
  const answer = await fetch(`${desk.appUrl}/api/v1/jobs/${id}`, { headers: { authorization } });
  return jobSchema.parse(await answer.json()).status;
}
