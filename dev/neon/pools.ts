import { connect } from 'node:net';
import pg from 'pg';
import { z } from 'zod';
import { ConnectError } from './errors.ts';
import type { Target } from './request.ts';

export interface Address {
  host: string;
  port: number;
}

/** Connection timeout; also applies if PostgreSQL accepts but does not answer. */
const CONNECT_WITHIN_MS = 2_000;

/** Connection pools, one per user, database and application. */
export interface Pools {
  /** @throws ConnectError if PostgreSQL is unreachable or refuses. */
  acquire(target: Target): Promise<pg.PoolClient>;
  /** Ends all connections, including those in use. */
  stop(): Promise<void>;
}

export function createPools(postgres: Address): Pools {
  const pools = new Map<string, pg.Pool>();
  const clients = new Set<pg.PoolClient>();

  const poolFor = (target: Target): pg.Pool => {
    const key = JSON.stringify([target.user, target.password, target.database, target.applicationName]);
    const pool = pools.get(key) ?? createPool(postgres, target, clients);
    pools.set(key, pool);
    return pool;
  };

  return {
    async acquire(target) {
      try {
        return await poolFor(target).connect();
      } catch (cause) {
        throw new ConnectError('no connection to PostgreSQL', { cause });
      }
    },
    async stop() {
      const ended = [...pools.values()].map((pool) => pool.end());
      for (const client of clients) client.end();
      await Promise.all(ended);
    },
  };
}

function createPool(postgres: Address, target: Target, clients: Set<pg.PoolClient>): pg.Pool {
  const pool = new pg.Pool({
    host: postgres.host,
    port: postgres.port,
    user: target.user,
    password: target.password,
    database: target.database,
    ...(target.applicationName === undefined ? {} : { application_name: target.applicationName }),
    max: 90,
    pipeline: true,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    idleTimeoutMillis: 10_000,
  });
  // A lost connection rejects its query and an idle one leaves the pool; unhandled, the event would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    clients.add(client);
    client.on('error', () => {});
  });
  pool.on('remove', (client) => clients.delete(client));
  return pool;
}

const backendKey = z.object({ processID: z.number(), secretKey: z.number() });

/**
 * Sends a CancelRequest for a connection's query; resolves once PostgreSQL has received it. Source:
 * https://www.postgresql.org/docs/current/protocol-message-formats.html, CancelRequest.
 */
export function cancelQuery(postgres: Address, client: pg.PoolClient): Promise<void> {
  const { processID, secretKey } = backendKey.parse(client);
  const message = Buffer.alloc(16);
  message.writeInt32BE(16, 0);
  message.writeInt32BE(80877102, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  return new Promise((resolve) => {
    const socket = connect(postgres.port, postgres.host, () => socket.end(message));
    // If PostgreSQL is gone, there is nothing to cancel.
    socket.on('error', () => resolve()).on('close', () => resolve());
  });
}
