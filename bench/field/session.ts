import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import type { PostgresServer } from '../../dev/postgres/server.ts';
import { startProxy, type TcpProxy } from './proxy.ts';
import type { Peer, Session, SessionOptions } from './types.ts';

/** Of the peers' own code. */
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning'];
/** Copying a million jobs takes minutes. */
const CALL_MS = 480_000;
const PEERS = join(import.meta.dirname, 'peers');
const answerSchema = z.object({
  id: z.number(),
  value: z.unknown().optional(),
  error: z.string().optional(),
});
const preparedSchema = z.object({ port: z.number() });

type Call = <T>(method: string, options: object, answer: z.ZodType<T>) => Promise<T>;

/** One process of a peer. */
interface PeerProcess {
  call: Call;
  kill(): Promise<void>;
}

function caller(child: ChildProcess, name: string): Call {
  let calls = 0;
  return async (method, options, answer) => {
    const id = ++calls;
    const late = AbortSignal.timeout(CALL_MS);
    const over = new AbortController();
    const signal = AbortSignal.any([late, over.signal]);
    const answered = async () => {
      for (;;) {
        const [message] = await once(child, 'message', { signal });
        const { data } = answerSchema.safeParse(message);
        if (data?.id !== id) continue;
        if (data.error !== undefined) throw new Error(`${name}, ${method}: ${data.error}`);
        return answer.parse(data.value);
      }
    };
    const gone = async () => {
      await once(child, 'exit', { signal });
      throw new Error(`${name}: its process ended during ${method}.`);
    };
    child.send({ id, method, options });
    try {
      return await Promise.race([answered(), gone()]);
    } catch (error) {
      if (!late.aborted) throw error;
      throw new Error(`${name} did not answer ${method} within ${CALL_MS / 1_000} s.`);
    } finally {
      over.abort();
    }
  };
}

async function startPeer(peer: Peer): Promise<PeerProcess> {
  const child = fork(join(PEERS, peer.file), peer.args, {
    execArgv: NODE_FLAGS,
  });
  const ended = once(child, 'exit');
  const [first] = await Promise.race([once(child, 'message'), ended]);
  if (!z.object({ ready: z.literal(true) }).safeParse(first).success) {
    throw new Error(`${peer.name}: its process ended before it was ready.`);
  }
  return {
    call: caller(child, peer.name),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

interface Place {
  postgres: PostgresServer;
  database: string;
  folder: string;
  file: string;
}

/** Starts a peer's process, and the proxy in front of what it talks to. */
async function openPeer(peer: Peer, place: Place, options: SessionOptions) {
  const { postgres, folder, file } = place;
  const url = new URL(postgres.adminUrl);
  url.pathname = `/${place.database}`;
  const running = await startPeer(peer);
  const prepared = await running.call('prepare', { url: url.href, admin: url.href }, preparedSchema);
  const through = options.countTrips || options.distanceMs !== undefined;
  const proxy: TcpProxy | null = through ? await startProxy(prepared.port, options.distanceMs ?? 0) : null;
  const work = new URL(url);
  work.port = String(proxy?.port ?? prepared.port);
  await running.call('open', { url: url.href, workUrl: work.href, folder, file }, z.unknown());
  return { running, proxy };
}

/** Opens a peer on a new database of `postgres`; its files go into a new folder below `parent`. */
export async function openSession(
  postgres: PostgresServer,
  parent: string,
  peer: Peer,
  options: SessionOptions = {},
): Promise<Session> {
  const database = `field_${peer.id.replaceAll('-', '_')}_${Date.now()}`;
  const folder = join(parent, database);
  await mkdir(folder, { recursive: true });
  const place = { postgres, database, folder, file: join(folder, 'ran.txt') };
  await postgres.createDatabase(database);
  let { running, proxy } = await openPeer(peer, place, options);
  const client = new pg.Client({ connectionString: postgres.adminUrl });
  await client.connect();
  return {
    peer,
    file: place.file,
    call: (method, given, answer) => running.call(method, given, answer),
    trips: () => proxy?.trips() ?? 0,
    walBytes: async () => {
      const { rows } = await client.query(`select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes`);
      return Number(rows[0].bytes);
    },
    checkpoint: async () => void (await client.query('checkpoint')),
    kill: async () => {
      // Ours are functions: their host starts another at the next message, as Vercel does.
      if (peer.id === 'unstuck' || peer.id === 'older')
        return running.call('kill', {}, z.unknown()).then(() => {});
      await running.kill();
      await proxy?.stop();
      ({ running, proxy } = await openPeer(peer, place, options));
    },
    close: async () => {
      // It is killed next, whatever it says; what it failed at before is the error that counts.
      await running.call('close', {}, z.unknown()).catch(() => {});
      await running.kill();
      await proxy?.stop();
      await client.end();
      await postgres.dropDatabase(database);
    },
  };
}
