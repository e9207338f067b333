import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGeneration, type Generation } from './generation.ts';
import { residentBytes } from './memory.ts';
import type { Pool } from './pool.ts';
import { createHostServer } from './server.ts';

/** What running requests get when the host stops. */
const STOP_GRACE_MS = 2_000;

export interface HostOptions {
  /** Holds api/, vercel.json and dist/. */
  root: string;
  /** Runs what `vercel build` has put into this folder (`.vercel/output`, seen from `root`), not the sources. */
  output?: string | undefined;
  /** A free one when left out. */
  port?: number | undefined;
  /** The address to listen on; 127.0.0.1 when left out. */
  host?: string | undefined;
  /** The environment of the functions; of the host's own they get PATH, HOME, TMPDIR and LANG. */
  env: Record<string, string>;
  /** Requests at once in one process; 100 when left out. */
  instanceConcurrency?: number | undefined;
  /** Processes of one function; 4 when left out. Requests beyond wait in line. */
  maxInstances?: number | undefined;
  /** Gets the lines that functions print, with their name before; stdout when left out. */
  log?: ((line: string) => void) | undefined;
}

export interface ProcessMemory {
  /** The function, or `host`. */
  name: string;
  pid: number;
  rssBytes: number;
}

export interface Host {
  readonly url: string;
  readonly port: number;
  /** Refuses new requests, gives the running ones 2 s, then ends all processes. */
  stop(): Promise<void>;
  /** New requests get new processes; resolves when the old ones have finished theirs and are gone. */
  restart(functionName?: string): Promise<void>;
  /** SIGKILL to all processes of a function; resolves when they are gone. The next request starts a new one. */
  kill(functionName: string): Promise<void>;
  /** Of all functions, or of one, the host's own not among them. */
  pids(functionName?: string): number[];
  /** Of the host and of all functions' processes. */
  memory(): Promise<ProcessMemory[]>;
  /** A deployment: new requests go to the code in `root`; those that run finish in the old. */
  replaceRoot(root: string, output?: string): void;
}

/**
 * Serves a project the way Vercel does: static files, `api/*.ts` by their names and by the rewrites of vercel.json;
 * each function in processes of its own, which serve many requests; 4.5 MB for bodies and buffered responses;
 * `maxDuration`. A function is named by its path below `api/`, without the ending.
 * @throws when the port is taken, or vercel.json says something that the host cannot do.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const log = options.log ?? ((line) => process.stdout.write(`${line}\n`));
  const fleet = createFleet(options, log);
  let stopping = false;
  const { server, idle } = createHostServer(() => (stopping ? undefined : fleet.current()), log);
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The host listens on no TCP port.');

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    stop: async () => {
      stopping = true;
      const closed = new Promise((resolve) => server.close(resolve));
      const grace = new AbortController();
      await Promise.race([idle(), sleep(STOP_GRACE_MS, undefined, { signal: grace.signal })]);
      grace.abort();
      await Promise.all(fleet.pools().map((pool) => pool.close()));
      server.closeAllConnections();
      await closed;
    },
    restart: async (name) => {
      await Promise.all(fleet.pools(name).map((pool) => pool.recycle()));
    },
    kill: async (name) => {
      const instances = fleet.pools(name).flatMap((pool) => pool.instances());
      for (const instance of instances) instance.kill();
      await Promise.all(instances.map((instance) => instance.exited));
    },
    pids: (name) => fleet.pools(name).flatMap(pidsOf),
    memory: () => memoryOf(fleet.pools()),
    replaceRoot: fleet.replace,
  };
}

/** The generation that new requests go to, and the older ones that still have some. */
function createFleet(options: HostOptions, log: (line: string) => void) {
  const { instanceConcurrency = 100, maxInstances = 4, env } = options;
  const deploy = (root: string, output?: string) =>
    createGeneration(root, output, { instanceConcurrency, maxInstances, env, log });
  let current = deploy(options.root, options.output);
  const generations = new Set<Generation>([current]);
  return {
    current: () => current,
    pools: (name?: string): Pool[] => {
      const pools = [...generations].flatMap((generation) => generation.pools);
      const named = name === undefined ? pools : pools.filter((pool) => pool.spec.name === name);
      if (named.length > 0 || name === undefined) return named;
      throw new Error(`No function ${name}; there are ${pools.map((pool) => pool.spec.name).join(', ')}.`);
    },
    replace: (root: string, output?: string): void => {
      const old = current;
      current = deploy(root, output);
      generations.add(current);
      void Promise.all(old.pools.map((pool) => pool.retire())).then(() => generations.delete(old));
    },
  };
}

function pidsOf(pool: Pool): number[] {
  return pool.instances().flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
}

async function memoryOf(pools: Pool[]): Promise<ProcessMemory[]> {
  const processes = [
    { name: 'host', pid: process.pid },
    ...pools.flatMap((pool) => pidsOf(pool).map((pid) => ({ name: pool.spec.name, pid }))),
  ];
  const measured = await Promise.all(
    processes.map(async (one) => ({ ...one, rssBytes: await residentBytes(one.pid) })),
  );
  return measured.flatMap(({ rssBytes, ...one }) => (rssBytes === undefined ? [] : [{ ...one, rssBytes }]));
}
