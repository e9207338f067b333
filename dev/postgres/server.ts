import { serverAccount } from './account.ts';
import { createDatabase, dropDatabase } from './admin.ts';
import { installedBinaries, runnableBinaries } from './binaries.ts';
import { prepareCluster, SUPERUSER } from './cluster.ts';
import { stopLeftovers } from './leftovers.ts';
import { assertPortFree, freePort } from './port.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';
import { serverArguments } from './settings.ts';

export interface PostgresOptions {
  /** Made if it is missing. See `prepareCluster` for where the data lie when the server cannot get there. */
  dataDir: string;
  /** 0 or absent: a free one. */
  port?: number;
  /** false: no fsync, for tests. Default true. */
  durable?: boolean;
  /** Server settings that win over `settings.ts`. */
  settings?: Record<string, string>;
}

/** A PostgreSQL server on 127.0.0.1 that we started. */
export interface PostgresServer {
  /** Stays the same over restarts. */
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Process id of the postmaster; another after a restart. */
  readonly pid: number;
  /** Where the data really are; `dataDir.log` is the log, `dataDir.password` the password. */
  readonly dataDir: string;
  /** Connection string of the superuser to the database `postgres`. */
  readonly adminUrl: string;
  /** @returns false where it is there already. Nobody may be connected to `template`. */
  createDatabase(name: string, options?: { template?: string }): Promise<boolean>;
  /** Drops it if it is there, and with it whoever is connected. */
  dropDatabase(name: string): Promise<void>;
  /** fast (default): open transactions are rolled back, data are flushed. immediate: as a crash, but in order. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** SIGKILL to the postmaster. */
  kill(): Promise<void>;
  /** Stops it if it runs, takes over what it left, and starts it on the same port and data. */
  restart(): Promise<void>;
}

/**
 * Starts PostgreSQL with the binaries from npm. Stops a server that an earlier process of ours left on the same data.
 * Where we are root it runs as another account (`serverAccount`), with copies where that one cannot go (`binaries.ts`,
 * `cluster.ts`). It is stopped when our process exits.
 * @throws Error where the platform has no binaries, the port is taken, or the server does not start (with its log).
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

/** A port that was free a moment ago may be taken when the server binds it; another one is then tried. */
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
