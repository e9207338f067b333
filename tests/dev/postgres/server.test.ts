import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '../../../dev/postgres/admin.ts';
import { freePort } from '../../../dev/postgres/port.ts';
import { type PostgresServer, startPostgres } from '../../../dev/postgres/server.ts';

const isRoot = process.getuid?.() === 0;

let folder: string;
let dataDir: string;
let running: PostgresServer | undefined;

/** `mkdtemp` makes a folder that only we may enter: as root, the server's account cannot. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unstuck-postgres-test-'));
  dataDir = join(folder, 'data');
});
afterEach(() => running?.stop('immediate'));
afterAll(async () => {
  if (running)
    await rm(isRoot ? dirname(running.dataDir) : running.dataDir, { recursive: true, force: true });
  await rm(folder, { recursive: true });
});

/** On the same data each time; `initdb` takes longest. */
async function start(options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<PostgresServer> {
  running = await startPostgres({ dataDir, durable: false, ...options });
  return running;
}

const run = (url: string, statement: string) =>
  withClient(url, async (client) => (await client.query(statement)).rows);
const databaseUrl = (server: PostgresServer, name: string) => server.adminUrl.replace(/postgres$/, name);

/** A process of its own that starts PostgreSQL, does `then`, and has told us `{ pid, adminUrl }`. */
function elsewhere(then: string): ChildProcess & { told: Promise<{ pid: number; adminUrl: string }> } {
  const script = `import { startPostgres } from ${JSON.stringify(new URL('../../../dev/postgres/server.ts', import.meta.url).href)};
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(JSON.stringify({ pid: server.pid, adminUrl: server.adminUrl }));
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told = new Promise<{ pid: number; adminUrl: string }>((resolve, reject) => {
    child.stdout
      ?.once('data', (line) => resolve(JSON.parse(String(line))))
      .once('end', () => reject(new Error('it ended')));
  });
  return Object.assign(child, { told });
}

const keep = (url: string, what: string) =>
  run(url, `drop table if exists kept; create table kept as select '${what}' as what`);
const kept = (url: string) => run(url, 'select what from kept').then((rows) => rows[0]?.what);

describe('the data', () => {
  test('persist across a restart, which keeps the port', async () => {
    const server = await start();
    await keep(server.adminUrl, 'restart');
    const { port, pid } = server;
    await server.restart();
    expect(await kept(server.adminUrl)).toBe('restart');
    expect([server.port, server.pid === pid]).toEqual([port, false]);
  });

  test('are found again by a later start, with their password', async () => {
    const first = await start();
    await keep(first.adminUrl, 'later');
    await first.stop();
    const second = await start();
    expect(await kept(second.adminUrl)).toBe('later');
    expect([second.dataDir, second.password]).toEqual([first.dataDir, first.password]);
  });

  test.each([true, false])(
    'committed before a SIGKILL of the server are there after it (durable: %s)',
    async (durable) => {
      const server = await start({ durable });
      await run(server.adminUrl, 'drop table if exists counted; create table counted (id int)');
      await Promise.all([1, 2, 3].map((id) => run(server.adminUrl, `insert into counted values (${id})`)));
      await server.kill();
      await expect(run(server.adminUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
      await server.restart();
      expect(await run(server.adminUrl, 'select count(*)::int as n from counted')).toEqual([{ n: 3 }]);
      expect(await readFile(`${server.dataDir}.log`, 'utf8')).toContain('automatic recovery in progress');
    },
  );

  test('of an initdb that was cut short do not stand in the way', async () => {
    const first = await start();
    await first.stop('immediate');
    await rename(first.dataDir, `${first.dataDir}.new`);
    const second = await start();
    expect(await run(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('databases', () => {
  test('are UTF8, in byte order, in UTC, and know letters beyond ASCII', async () => {
    const server = await start();
    const rows = await run(
      server.adminUrl,
      `select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
       'Z' < 'a' and 'z' < 'ä' as by_byte, upper('ä') as upper`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', zone: 'UTC', by_byte: true, upper: 'Ä' }]);
  });

  test('are cloned from a template with its rows, made once, and dropped with whoever is connected', async () => {
    const server = await start();
    expect(await server.createDatabase('model')).toBe(true);
    await run(databaseUrl(server, 'model'), 'create table parts as select generate_series(1, 3) as id');
    expect(await server.createDatabase('copy "1"', { template: 'model' })).toBe(true);
    expect(await server.createDatabase('copy "1"', { template: 'model' })).toBe(false);
    const copy = databaseUrl(server, encodeURIComponent('copy "1"'));
    expect(await run(copy, 'select count(*)::int as n from parts')).toEqual([{ n: 3 }]);
    await withClient(copy, () => server.dropDatabase('copy "1"'));
    await expect(run(copy, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});

describe('a server that an earlier process has left', () => {
  test('is taken over when that process was killed', async () => {
    const child = elsewhere('setInterval(() => {}, 1000);');
    const left = await child.told;
    await keep(left.adminUrl, 'left');
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await kept(left.adminUrl)).toBe('left');
    const server = await start();
    await expect(run(left.adminUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
    expect(await kept(server.adminUrl)).toBe('left');
  });

  test('is stopped by that process when it ends by itself', async () => {
    const child = elsewhere('');
    const { adminUrl } = await child.told;
    await new Promise((resolve) => child.once('exit', resolve));
    const refused = () => run(adminUrl, 'select 1').catch((error: unknown) => String(error));
    await expect.poll(refused, { timeout: 5_000 }).toContain('ECONNREFUSED');
  });

  test('is not confused with a stranger who has its process id now', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(first.dataDir, 'postmaster.pid'), `${process.ppid}\n${first.dataDir}\n`);
    const second = await start();
    expect(await run(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(process.kill(process.ppid, 0)).toBe(true);
  });
});

describe('what cannot start', () => {
  test('names the port that is taken', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const port = await freePort();
    const address = stranger.address();
    const taken = typeof address === 'object' && address ? address.port : port;
    await expect(start({ port: taken })).rejects.toThrow(`Port ${taken} is taken`);
    stranger.close();
    expect((await start({ port })).port).toBe(port);
  });

  test('shows the end of the log', async () => {
    await expect(start({ settings: { nonsense: 'on' } })).rejects.toThrow(
      /unrecognized configuration parameter "nonsense"/,
    );
  });
});

describe.runIf(isRoot)('in a folder that only root may enter', () => {
  test('the data move to where the server can go, and removing the folder starts afresh', async () => {
    const first = await start();
    expect(dirname(dirname(first.dataDir))).toBe('/var/tmp');
    expect(await readFile(join(dataDir, 'moved-to'), 'utf8')).toBe(`${first.dataDir}\n`);
    await keep(first.adminUrl, 'removed');
    await first.stop();
    await rm(dataDir, { recursive: true });
    const second = await start();
    expect(second.dataDir).toBe(first.dataDir);
    await expect(kept(second.adminUrl)).rejects.toMatchObject({ code: '42P01' });
  });
});
