import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGeneration, type Generation } from './generation.ts';
import { residentBytes } from './memory.ts';
import { type OwnRoom, ownRoom } from './own-room.ts';
import type { Pool } from './pool.ts';
import type { QueueView } from './queue-view.ts';
import { createHostServer } from './server.ts';

/** Time that running requests get when the host stops. */
const STOP_GRACE_MS = 2_000;

export interface HostOptions {
  /** The folder with api/, vercel.json and dist/. */
  root: string;
  /**
   * Runs the output of `vercel build` in this folder (`.vercel/output`, relative to `root`) instead of the sources.
   */
  output?: string | undefined;
  /** Default: a free port. */
  port?: number | undefined;
  /** Address to listen on; default 127.0.0.1. */
  host?: string | undefined;
  /** Environment of the functions. From the host's own they get only PATH, HOME, TMPDIR and LANG. */
  env: Record<string, string>;
  /** Concurrent requests per process; default 100. */
  instanceConcurrency?: number | undefined;
  /** Processes per function; default 4. Further requests wait. */
  maxInstances?: number | undefined;
  /** Receives the functions' output, prefixed with their names; default stdout. */
  log?: ((line: string) => void) | undefined;
  /** Lets its page kill the function that carries jobs; default no. */
  breakable?: boolean | undefined;
  /** What its page shows of the local queue. */
  queue?: QueueView | undefined;
}

export interface ProcessMemory {
  /** The function's name, or `host`. */
  name: string;
  pid: number;
  rssBytes: number;
}

export interface Host {
  readonly url: string;
  readonly port: number;
  /** Refuses new requests, gives running ones 2 s, then ends all processes. */
  stop(): Promise<void>;
  /** New requests get new processes; resolves when the old ones have finished and exited. */
  restart(functionName?: string): Promise<void>;
  /** Sends SIGKILL to all processes of a function; resolves when they are gone. The next request starts a new one. */
  kill(functionName: string): Promise<void>;
  /** Process ids of all functions or of one, without the host. */
  pids(functionName?: string): number[];
  /** Memory of the host and all function processes. */
  memory(): Promise<ProcessMemory[]>;
  /** Deploys: new requests use the code in `root`, running ones finish on the old. */
  replaceRoot(root: string, output?: string): void;
}

/**
 * Serves a project like Vercel: static files, `api/*.ts` by name and by vercel.json's rewrites, separate processes
 * per function with many requests each, 4.5 MB for bodies and buffered responses, `maxDuration`. Functions are named
 * by their path below `api/`, without the extension.
 * @throws if the port is taken or vercel.json uses an unsupported setting.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const log = options.log ?? ((line) => process.stdout.write(`${line}\n`));
  const fleet = createFleet(options, log);
  let stopping = false;
  const room: OwnRoom = ownRoom({
    kill: options.breakable ? () => killed(fleet.pools(CARRIER)) : null,
    queue: options.queue ?? null,
  });
  const { server, idle } = createHostServer(() => (stopping ? undefined : fleet.current()), { room, log });
  const host = options.host ?? '127.0.0.1';
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The host is not listening on a TCP port.');

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
    kill: async (name) => void (await killed(fleet.pools(name))),
    pids: (name) => fleet.pools(name).flatMap(pidsOf),
    memory: () => memoryOf(fleet.pools()),
    replaceRoot: fleet.replace,
  };
}

/** The function that carries jobs. */
const CARRIER = 'process';

/** Sends SIGKILL to all processes and waits until they are gone. @returns their ids. */
async function killed(pools: Pool[]): Promise<number[]> {
  const pids = pools.flatMap(pidsOf);
  const instances = pools.flatMap((pool) => pool.instances());
  for (const instance of instances) instance.kill();
  await Promise.all(instances.map((instance) => instance.exited));
  return pids;
}

/** The current generation, and older ones that still have requests. */
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
