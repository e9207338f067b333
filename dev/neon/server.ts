import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Intercept, Outcome } from './intercept.ts';
import { type Address, createPools } from './pools.ts';
import { type NeonRequest, serveSql } from './sql.ts';
import { createWebSocketProxy } from './websocket.ts';

export interface NeonOptions {
  /** The PostgreSQL server behind the proxy. */
  postgres: Address;
  /** 0 or absent: a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** Called after each HTTP request, so that tests can count round trips. */
  onRequest?: (request: NeonRequest) => void;
  intercept?: Intercept;
}

/** A local substitute for Neon: SQL over HTTP (`POST /sql`) and the WebSocket proxy (`/v2`) on one port. */
export interface NeonServer {
  readonly port: number;
  readonly url: string;
  /** The local value of `DATABASE_URL`. */
  connectionString(options: { database: string; user: string; password: string }): string;
  /** Closes all connections on both sides at once, even during queries. */
  stop(): Promise<void>;
}

/**
 * Starts the endpoints needed by the unmodified `@neondatabase/serverless` driver. Set `neonConfig.fetchEndpoint` to
 * `http://host:port/sql`, `wsProxy` to `host:port/v2` and `useSecureWebSocket` to false.
 * @throws Error naming the port if it is taken.
 */
export async function startNeon(options: NeonOptions): Promise<NeonServer> {
  const { postgres, onRequest, intercept } = options;
  const pools = createPools(postgres);
  const webSockets = createWebSocketProxy(postgres);
  const server = createServer({ keepAliveTimeout: 120_000 }, async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/sql') {
      return settle(response, { status: 400, body: JSON.stringify('query is not supported') });
    }
    const gone = new AbortController();
    response.once('close', () => response.writableFinished || gone.abort());
    settle(response, await serveSql({ postgres, pools, onRequest, intercept }, request, gone.signal));
  });
  server.on('upgrade', webSockets.upgrade);
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, options.port ?? 0, host);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, webSockets.stop(), pools.stop()]);
  };
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    connectionString: ({ database, user, password }) =>
      `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

function settle(response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'hang') return;
  if (outcome === 'cut') {
    response.destroy();
    return;
  }
  response.writeHead(outcome.status, { ...outcome.headers, 'content-type': 'application/json' });
  response.end(outcome.body);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new Error(`The Neon endpoint cannot listen on ${host}:${port}; is the port taken?`, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
