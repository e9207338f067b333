import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type Database } from '../../lib/db/client.ts';
import { startNeon } from '../neon/server.ts';
import { SUPERUSER } from '../postgres/cluster.ts';
import { LOCAL_DATABASE } from '../stack/database.ts';

const TIMEOUT_MS = 60_000;

/** The database a command works on. */
export interface Target {
  db: Database;
  /** Description for the user. */
  name: string;
  close(): Promise<void>;
}

const open = (url: string): Database =>
  connect({ url, applicationName: 'unstuck-universe', timeoutMs: TIMEOUT_MS });

async function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

/** Port and password of the PostgreSQL run by `npm start` on a folder; null if it is not running. */
async function localServer(localDir: string): Promise<{ port: number; password: string } | null> {
  const given = join(localDir, 'postgres');
  const dataDir = (await textOf(join(given, 'moved-to')))?.trim() || given;
  const [pid, , , port] = (await textOf(join(dataDir, 'postmaster.pid')))?.split('\n') ?? [];
  const password = await textOf(`${dataDir}.password`);
  if (!pid || !port || password === null || !isAlive(Number(pid))) return null;
  return { port: Number(port), password };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Opens the database at `url`, else that of the local stack running on `localDir`.
 * @throws Error if there is neither.
 */
export async function openTarget({ url, localDir }: { url: string; localDir: string }): Promise<Target> {
  if (url) return { db: open(url), name: 'the database in DATABASE_URL', close: async () => {} };
  const local = await localServer(localDir);
  if (!local) {
    throw new Error(`Start the local stack (npm start; nothing runs on ${localDir}), or set DATABASE_URL.`);
  }
  const { port, password } = local;
  const neon = await startNeon({ postgres: { host: '127.0.0.1', port } });
  const address = neon.connectionString({ database: LOCAL_DATABASE, user: SUPERUSER, password });
  return { db: open(address), name: 'the local stack', close: () => neon.stop() };
}
