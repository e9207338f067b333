import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * Stops PostgreSQL processes that still use a data folder (left by `kill -9`) and removes the lock file: its process
 * id may belong to another process by now, and PostgreSQL would refuse to start.
 * @param dataDir the folder's real path
 * @throws Error if processes survive SIGKILL.
 */
export async function stopLeftovers(dataDir: string): Promise<void> {
  const postmaster = await lockHolder(dataDir);
  const found = await processesOn(dataDir);
  if (found.includes(postmaster)) signal([postmaster], 'SIGINT');
  // Children of a dead postmaster exit on their own unless they are busy.
  const patienceMs = found.includes(postmaster) ? 5_000 : 500;
  if (!(await gone(dataDir, patienceMs))) {
    signal(await processesOn(dataDir), 'SIGQUIT');
    if (!(await gone(dataDir, 2_000))) signal(await processesOn(dataDir), 'SIGKILL');
    if (!(await gone(dataDir, 2_000))) throw new Error(`A PostgreSQL on ${dataDir} cannot be stopped`);
  }
  await rm(join(dataDir, 'postmaster.pid'), { force: true });
}

async function lockHolder(dataDir: string): Promise<number> {
  const lock = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number.parseInt(lock, 10);
}

/**
 * PostgreSQL's processes have the data folder as working directory; without /proc, search the postmaster's arguments.
 */
async function processesOn(dataDir: string): Promise<number[]> {
  const folder = await realpath(dataDir).catch(() => undefined);
  if (!folder) return [];
  if (process.platform === 'linux') {
    const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const homes = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => undefined)));
    return ids.filter((_, i) => homes[i] === folder).map(Number);
  }
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes(` -D ${folder} `))
    .map((line) => Number.parseInt(line, 10));
}

async function gone(dataDir: string, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; ; await sleep(20)) {
    if ((await processesOn(dataDir)).length === 0) return true;
    if (Date.now() > end) return false;
  }
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
