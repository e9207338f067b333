import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Account, canReach, ENTER } from './account.ts';
import { SHELTER } from './binaries.ts';
import { stopLeftovers } from './leftovers.ts';

export const SUPERUSER = 'postgres';

/** A database cluster's data folder and the files beside it. */
export interface Cluster {
  dataDir: string;
  logFile: string;
  password: string;
}

export interface ClusterOptions {
  dataDir: string;
  account: Account | undefined;
  binaries: string;
  durable: boolean;
}

/**
 * Ensures that there is a cluster to start: stops any server still using it, and runs `initdb` if it is new (UTF8,
 * locale C with Unicode character classes, clear-text passwords on loopback).
 *
 * Data are in `dataDir`, the log in `dataDir.log`, the password in `dataDir.password`. If the server's account cannot
 * enter the parent folders, all three are in `/var/tmp/unstuck-postgres-data-<hash of dataDir>/`, and
 * `dataDir/moved-to` says so. Deleting `dataDir` (and with it that file) starts afresh.
 */
export async function prepareCluster(options: ClusterOptions): Promise<Cluster> {
  const dataDir = await placeFor(resolve(options.dataDir), options.account);
  await stopLeftovers(dataDir);
  const cluster = { dataDir, logFile: `${dataDir}.log` };
  const passwordFile = `${dataDir}.password`;
  if (await isThere(join(dataDir, 'PG_VERSION'))) {
    return { ...cluster, password: await storedPassword(passwordFile, dataDir) };
  }
  const password = randomBytes(18).toString('base64url');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (options.account) await chown(passwordFile, options.account.uid, options.account.gid);
  await initialize(dataDir, passwordFile, options);
  return { ...cluster, password };
}

async function placeFor(given: string, account: Account | undefined): Promise<string> {
  await mkdir(dirname(given), { recursive: true });
  const parent = await realpath(dirname(given));
  const direct = join(parent, basename(given));
  if (!account || (await canReach(parent, account, ENTER))) return direct;
  return shelterFor(direct);
}

async function shelterFor(given: string): Promise<string> {
  const hash = createHash('sha256').update(given).digest('hex').slice(0, 12);
  const shelter = join(SHELTER, `unstuck-postgres-data-${hash}`);
  const dataDir = join(shelter, 'data');
  const marker = join(given, 'moved-to');
  if (!(await isThere(marker))) {
    await stopLeftovers(dataDir);
    await rm(shelter, { recursive: true, force: true });
    await mkdir(given, { recursive: true });
    await writeFile(marker, `${dataDir}\n`);
  }
  await mkdir(shelter, { recursive: true });
  const { uid } = await lstat(shelter);
  if (uid !== process.getuid?.()) throw new Error(`${shelter} belongs to another account; remove it`);
  await chmod(shelter, 0o711);
  return dataDir;
}

/** Runs `initdb` in a temporary folder, so that an interrupted run leaves nothing that looks like a cluster. */
async function initialize(dataDir: string, passwordFile: string, options: ClusterOptions): Promise<void> {
  const fresh = `${dataDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  if (options.account) await chown(fresh, options.account.uid, options.account.gid);
  const child = spawn(
    join(options.binaries, 'bin', 'initdb'),
    initdbArguments(fresh, passwordFile, options.durable),
    {
      ...options.account,
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const closed = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  const [code, output, errors] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`initdb failed with ${code}:\n${output}${errors}`);
  await rename(fresh, dataDir);
}

/** One scram iteration: the password is random, and every connection would pay for more. */
function initdbArguments(dataDir: string, passwordFile: string, durable: boolean): string[] {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [
    '--auth=password',
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--set=scram_iterations=1',
  ];
  return [
    `--pgdata=${dataDir}`,
    ...locale,
    ...access,
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
}

async function storedPassword(file: string, dataDir: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(
      `Cannot read ${file}, the password of the data in ${dataDir}; remove both to start afresh`,
      { cause },
    );
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
