import { serverAccount } from './account.ts';
import { createDatabase, dropDatabase } from './admin.ts';
import { installedBinaries, runnableBinaries } from './binaries.ts';
import { prepareCluster, SUPERUSER } from './cluster.ts';
import { stopLeftovers } from './leftovers.ts';
import { assertPortFree, freePort } from './port.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';
import { serverArguments } from './settings.ts';

export interface PostgresOptions {
  /** Created if missing. `prepareCluster` says where data are kept if the server cannot reach it. */
  dataDir: string;
  /** 0 or absent: a free port. */
  port?: number;
  /** False disables fsync, for tests. Default true. */
  durable?: boolean;
  /** Server settings that override `settings.ts`. */
  settings?: Record<string, string>;
}

/** A PostgreSQL server on 127.0.0.1 started by us. */
export interface PostgresServer {
  /** Unchanged by restarts. */
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Process id of the postmaster; changes with a restart. */
  readonly pid: number;
  /** Actual data folder; the log is `dataDir.log`, the password `dataDir.password`. */
  readonly dataDir: string;
  /** Superuser connection string for database `postgres`. */
  readonly adminUrl: string;
  /** @returns false if it exists. `template` must have no connections. */
  createDatabase(name: string, options?: { template?: string }): Promise<boolean>;
  /** Drops it if it exists, and disconnects its clients. */
  dropDatabase(name: string): Promise<void>;
  /** fast (default): rolls back open transactions and flushes data. immediate: like a crash, but orderly. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Sends SIGKILL to the postmaster. */
  kill(): Promise<void>;
  /** Stops it if running, cleans up what it left, and starts it on the same port and data. */
  restart(): Promise<void>;
}

/**
 * Starts PostgreSQL from npm's binaries, after stopping a server that an earlier process left on the same data. As
 * root it runs under another account (`serverAccount`), with copies if needed (`binaries.ts`, `cluster.ts`). Stopped
 * when our process exits.
 * @throws Error if there are no binaries for the platform, the port is taken, or the server does not start (with its
 * log).
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const account = await serverAccount(options.dataDir);
  const binaries = await runnableBinaries(installedBinaries(), account);
  const durable = options.durable ?? true;
  const cluster = await prepareCluster({ dataDir: options.dataDir, account, binaries, durable });
  const { password, dataDir, logFile } = cluster;
  const urlOn = (port: number) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  const startOn = (port: number) => {
    const args = serverArguments(dataDir, port, durable, options.settings ?? {});
    return startPostmaster({ binaries, args, account, logFile, adminUrl: urlOn(port) });
  };
  const { port, postmaster } = await startSomewhere(options.port, startOn);
  return control({ port, password, dataDir, adminUrl: urlOn(port) }, () => startOn(port), postmaster);
}

/** A free port may be taken before the server binds it; then try another. */
async function startSomewhere(wanted: number | undefined, startOn: (port: number) => Promise<Postmaster>) {
  if (wanted) {
    await assertPortFree(wanted);
    return { port: wanted, postmaster: await startOn(wanted) };
  }
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return { port, postmaster: await startOn(port) };
    } catch (error) {
      if (attempt === 3 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

type Facts = Pick<PostgresServer, 'port' | 'adminUrl' | 'password' | 'dataDir'>;

function control(facts: Facts, start: () => Promise<Postmaster>, first: Postmaster): PostgresServer {
  let postmaster = first;
  const stop = (mode: 'fast' | 'immediate' = 'fast') =>
    postmaster.end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  return {
    ...facts,
    user: SUPERUSER,
    get pid() {
      return postmaster.pid;
    },
    createDatabase: (name, { template } = {}) => createDatabase(facts.adminUrl, name, template),
    dropDatabase: (name) => dropDatabase(facts.adminUrl, name),
    stop,
    kill: () => postmaster.end('SIGKILL'),
    async restart() {
      await stop();
      await stopLeftovers(facts.dataDir);
      postmaster = await start();
    },
  };
}
