import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { buildVercel } from '../../dev/build/vercel.ts';
import { createDatabase, dropDatabase, withClient } from '../../dev/postgres/admin.ts';
import { migrateAsBefore } from '../support/old-deployment.ts';
import { ROOT } from '../support/stack.ts';

const { adminUrl, neonPort } = inject('database');
/** As long as a migration that has to be killed takes. */
const SLOW = 'create table half_way (id int);\n--> statement-breakpoint\nselect pg_sleep(60);';

let name: string;
let direct: URL;
let url: string;
let folder: string;
beforeEach(async () => {
  name = `build_${randomBytes(8).toString('hex')}`;
  await createDatabase(adminUrl, name);
  direct = new URL(adminUrl);
  direct.pathname = name;
  const endpoint = new URL(direct);
  endpoint.port = String(neonPort);
  url = endpoint.href;
  folder = await mkdtemp(join(tmpdir(), 'unstuck-build-'));
});
afterEach(async () => {
  await dropDatabase(adminUrl, name);
  await rm(folder, { recursive: true, force: true });
});

/** This project with one more migration. */
async function projectWith(sql: string): Promise<string> {
  const root = await mkdtemp(join(folder, 'project-'));
  for (const part of ['lib', 'dev', 'drizzle', 'package.json']) {
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'drizzle/9000_one_more.sql'), sql);
  const file = join(root, 'drizzle/meta/_journal.json');
  const journal = JSON.parse(await readFile(file, 'utf8'));
  journal.entries.push({
    idx: 9000,
    version: '7',
    when: 4_102_444_800_000,
    tag: '9000_one_more',
    breakpoints: true,
  });
  await writeFile(file, JSON.stringify(journal));
  return root;
}

interface Build {
  process: ChildProcess;
  /** What it has printed. */
  log: () => string;
  ended: Promise<{ code: number | null; log: string }>;
}

/** The part of vercel.json's buildCommand that comes before the bundle. */
function prepare(env: Record<string, string>, root = ROOT): Build {
  const command = join(root, 'dev/cli/prepare-deployment.ts');
  const node = join(ROOT, 'node_modules/.bin/node');
  const child = spawn(node, [command], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', VERCEL: '1', ...env },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (printed += String(part)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, log: printed }));
  return { process: child, log: () => printed, ended };
}

const query = <T extends pg.QueryResultRow>(text: string): Promise<T[]> =>
  withClient(direct.href, async (client) => (await client.query<T>(text)).rows);
const tables = async (): Promise<string[]> =>
  (await query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`)).map(
    (row) => row.name,
  );
const isSleeping = async () =>
  (
    await query(
      `select from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`,
    )
  ).length > 0;

test('an empty database is migrated and verified; so is one that already is', async () => {
  const first = await prepare({ DATABASE_URL: url }).ended;
  expect(first).toEqual({ code: 0, log: expect.stringContaining('migrated and verified') });
  expect(await tables()).toContain('jobs');
  expect(await prepare({ DATABASE_URL: url }).ended).toMatchObject({ code: 0 });
});

test('a database of an older deployment is brought up to date, with other apps’ tables in it', async () => {
  await migrateAsBefore(url);
  await query('create table of_another_app (id int primary key)');
  const { code, log } = await prepare({ DATABASE_URL: url }).ended;
  expect([code, log]).toEqual([0, expect.stringContaining('that this code does not use')]);
  expect(await tables()).toContain('sweepers');
});

test('without a database the build goes on, and says loudly what is missing', async () => {
  const { code, log } = await prepare({}).ended;
  expect(code).toBe(0);
  expect(log).toContain('NO DATABASE');
  expect(log).toContain('QSTASH_TOKEN is not set');
});

test.each([
  ['that is no address', 'changeme', /DATABASE_URL still holds an example/],
  ['that cannot be reached', 'postgresql://a:b@127.0.0.1:1/none', /ECONNREFUSED|no connection|network error/],
])('a database %s fails the build', async (_, given, words) => {
  const { code, log } = await prepare({ DATABASE_URL: given }).ended;
  expect([code, log]).toEqual([1, expect.stringMatching(words)]);
  expect(log).toContain('This build does not go live.');
});

test('vercel build fails with it: nothing is deployed', async () => {
  const env = { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/none' };
  await expect(buildVercel({ root: ROOT, env })).rejects.toThrow('vercel build ended with 1');
});

test('a wrong password fails the build, and the log has the reason but not the password', async () => {
  const wrong = new URL(url);
  wrong.password = 'certainly-wrong';
  const { code, log } = await prepare({ DATABASE_URL: wrong.href }).ended;
  expect([code, log]).toEqual([1, expect.stringContaining('password authentication failed')]);
  expect(log).not.toContain('certainly-wrong');
});

test('a migration that fails fails the build, says which and why, and leaves nothing of itself', async () => {
  const root = await projectWith(
    'create table mine (id int);\n--> statement-breakpoint\nalter table nowhere add a int;',
  );
  await prepare({ DATABASE_URL: url }).ended;
  const { code, log } = await prepare({ DATABASE_URL: url }, root).ended;
  expect(code).toBe(1);
  expect(log).toContain('Migration 9000_one_more.sql failed: relation "nowhere" does not exist (42P01)');
  expect(await tables()).not.toContain('mine');
});

test('a schema that was changed by hand fails the build and is named', async () => {
  await prepare({ DATABASE_URL: url }).ended;
  await query('alter table steps drop column lost');
  const { code, log } = await prepare({ DATABASE_URL: url }).ended;
  expect([code, log]).toEqual([1, expect.stringContaining('missing: column steps.lost')]);
});

test('a migration that a later one of another branch has overtaken fails the build', async () => {
  await prepare({ DATABASE_URL: url }, await projectWith('create table later (id int);')).ended;
  await query(`delete from drizzle.__drizzle_migrations where created_at = (
    select max(created_at) from drizzle.__drizzle_migrations where created_at < 4102444800000)`);
  const { code, log } = await prepare({ DATABASE_URL: url }).ended;
  expect([code, log]).toEqual([1, expect.stringContaining('was passed over')]);
});

test('older code is built on a schema that is ahead of it, other constraints and all', async () => {
  const newer = await projectWith(`alter table jobs add column later text default '' not null;
    alter table steps drop constraint steps_status_known;`);
  await prepare({ DATABASE_URL: url }).ended;
  const onNewer = prepare({ DATABASE_URL: url }, newer);
  // The picture of its schema was not made anew.
  expect(await onNewer.ended).toMatchObject({ code: 1 });
  const { code, log } = await prepare({ DATABASE_URL: url }).ended;
  expect([code, log]).toEqual([0, expect.stringContaining('ahead of this code')]);
});

test('two builds at once: one waits for the other, and both go live', async () => {
  const root = await projectWith('select pg_sleep(2);');
  const builds = [prepare({ DATABASE_URL: url }, root), prepare({ DATABASE_URL: url }, root)];
  const ends = await Promise.all(builds.map(({ ended }) => ended));
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(ends.filter(({ log }) => log.includes('waiting for it'))).toHaveLength(1);
});

test('after a build that was killed half-way the next one goes on from the beginning of its migration', async () => {
  await prepare({ DATABASE_URL: url }).ended;
  const killed = prepare({ DATABASE_URL: url }, await projectWith(SLOW));
  await vi.waitUntil(isSleeping, 60_000);
  killed.process.kill('SIGKILL');
  await killed.ended;
  expect(await tables()).not.toContain('half_way');
  const next = await prepare({ DATABASE_URL: url }, await projectWith(SLOW.replace('60', '0'))).ended;
  expect(next.code).toBe(0);
  expect(await tables()).toContain('half_way');
});

/** The database as a role that is nobody's superuser sees it. */
async function asRole(settings: string) {
  const role = `role_${randomBytes(4).toString('hex')}`;
  await query(`create role ${role} login password 'a' createrole; grant all on database ${name} to ${role};
    grant all on schema public to ${role}; ${settings.replaceAll('$role', role)}`);
  const mine = new URL(url);
  mine.username = role;
  mine.password = 'a';
  return {
    url: mine.href,
    settings: async () =>
      (
        await query<{ rolconfig: string[] | null }>(
          `select rolconfig from pg_roles where rolname = '${role}'`,
        )
      )[0]?.rolconfig,
    drop: () => query(`drop owned by ${role} cascade; drop role ${role}`),
  };
}

test('the role keeps its own timeouts', async () => {
  const role = await asRole(`alter role $role set lock_timeout = '5s'`);
  expect(await prepare({ DATABASE_URL: role.url }).ended).toMatchObject({ code: 0 });
  expect(await role.settings()).toEqual(['lock_timeout=5s']);
  await role.drop();
});

test('the role loses the timeouts that an older deployment gave it', async () => {
  const role = await asRole(`alter role $role set lock_timeout = '5s';
    alter role $role set statement_timeout = '15s'; alter role $role set work_mem = '8MB'`);
  await migrateAsBefore(role.url);
  // As the first wording of 0001 is remembered.
  await query(`update drizzle.__drizzle_migrations set
    hash = '050b8c752fd381df258c4e509d4d5d64752e414c331c1117de90a85f37f2d39e' where id = 2`);
  expect(await prepare({ DATABASE_URL: role.url }).ended).toMatchObject({ code: 0 });
  expect(await role.settings()).toEqual(['work_mem=8MB']);
  await role.drop();
});
