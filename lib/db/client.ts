import { neon, neonConfig } from '@neondatabase/serverless';
import { type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';

export type Database = NeonHttpDatabase<Record<string, never>>;

export interface DatabaseOptions {
  url: string;
  /** Seen in `pg_stat_activity` and by whoever counts round trips. */
  applicationName: string;
  /** How long one round trip may take before it counts as lost. It may commit all the same. */
  timeoutMs: number;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const remoteEndpoint = neonConfig.fetchEndpoint;

/** Hosts of this machine are the local Neon endpoint, which answers HTTP on the port of the URL; others are Neon. */
neonConfig.fetchEndpoint = (host, port, options) => {
  if (LOOPBACK.has(host)) return `http://${host}:${port}/sql`;
  return typeof remoteEndpoint === 'string' ? remoteEndpoint : remoteEndpoint(host, port, options);
};

/** Points WebSockets at the local Neon endpoint when the URL names this machine; elsewhere the defaults hold. */
export function configureWebSocket(url: string): void {
  const { hostname, port } = new URL(url);
  if (!LOOPBACK.has(hostname)) return;
  neonConfig.wsProxy = () => `${hostname}:${port}/v2`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
}

/** One statement or one non-interactive transaction a round trip, over HTTP: no connection is ever held. */
export function connect(options: DatabaseOptions): Database {
  neonConfig.fetchFunction = (input: string | URL | Request, init?: RequestInit) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(options.timeoutMs) });
  const url = new URL(options.url);
  url.searchParams.set('application_name', options.applicationName);
  return drizzle({ client: neon(url.toString()) });
}

/**
 * Runs statements as one transaction in one round trip.
 * @returns the rows of each statement, untyped: callers parse them.
 */
export async function transact(db: Database, statements: [SQL, ...SQL[]]): Promise<unknown[][]> {
  const [first, ...rest] = statements;
  const batch: [BatchItem<'pg'>, ...BatchItem<'pg'>[]] = [
    db.execute(first),
    ...rest.map((statement) => db.execute(statement)),
  ];
  const results: { rows: unknown[] }[] = await db.batch(batch);
  return results.map((result) => result.rows);
}

/** An instant as milliseconds since the epoch, as a number on the wire. */
export function ms(instant: SQL): SQL {
  return sql`(extract(epoch from ${instant}) * 1000)::float8`;
}
