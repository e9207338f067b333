import { neon, neonConfig } from '@neondatabase/serverless';
import { type SQL, sql } from 'drizzle-orm';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';
import { PgDialect } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { type BoundedClient, bounded } from './bounds.ts';
import { sqlState } from './error-chain.ts';
import { Places } from './places.ts';
import type { StoredCall } from './stored-statement.ts';

export type Database = NeonHttpDatabase<Record<string, never>> & {
  $client: BoundedClient;
};

export interface DatabaseOptions {
  url: string;
  /** Shown in `pg_stat_activity`; also used to count round trips. */
  applicationName: string;
  /** Milliseconds before a round trip counts as lost. It may still commit. */
  timeoutMs: number;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const remoteEndpoint = neonConfig.fetchEndpoint;

/** A local host means the local Neon endpoint, which serves HTTP on the URL's port; any other host is Neon. */
neonConfig.fetchEndpoint = (host, port, options) => {
  if (LOOPBACK.has(host)) return `http://${host}:${port}/sql`;
  return typeof remoteEndpoint === 'string' ? remoteEndpoint : remoteEndpoint(host, port, options);
};

/** Points WebSockets at the local Neon endpoint if the URL is local; otherwise keeps the defaults. */
export function configureWebSocket(url: string): void {
  const { hostname, port } = new URL(url);
  if (!LOOPBACK.has(hostname)) return;
  neonConfig.wsProxy = () => `${hostname}:${port}/v2`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
}

/**
 * Round trips of a process beside each other. Neon's proxy keeps 20 connections an endpoint and closes the others after
 * use; a new one has no plans, and plans anew what another has planned already.
 */
const AT_ONCE = 8;

/** A database over HTTP: each statement or transaction is one round trip, and no connection is held open. */
export function connect(options: DatabaseOptions): Database {
  const places = new Places(AT_ONCE);
  neonConfig.fetchFunction = (input: string | URL | Request, init?: RequestInit) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    return places.hold(signal, () => fetch(input, { ...init, signal }));
  };
  const url = new URL(options.url);
  url.searchParams.set('application_name', options.applicationName);
  return drizzle({ client: bounded(neon<boolean, boolean>(url.toString())) });
}

/** SQLSTATE `undefined_function`. */
const NO_SUCH_FUNCTION = '42883';

/** Databases that lack this code's stored statements: not migrated by it, or by a role that may not create functions. */
const withoutStored = new WeakSet<Database>();

type Statements = [SQL | StoredCall, ...(SQL | StoredCall)[]];

const isStored = (statement: SQL | StoredCall): statement is StoredCall => 'plain' in statement;

/**
 * Runs the statements as one transaction in one round trip. If the database lacks a stored statement, nothing was
 * done, and the texts are sent instead, from then on at once.
 * @returns the rows of each statement, unparsed; a stored sequence counts as the statements it is made of.
 */
export async function transact(db: Database, statements: Statements): Promise<unknown[][]> {
  if (!withoutStored.has(db)) {
    try {
      return await send(db, statements, 'call');
    } catch (error) {
      if (!statements.some(isStored) || sqlState(error) !== NO_SUCH_FUNCTION) throw error;
      withoutStored.add(db);
    }
  }
  return send(db, statements, 'plain');
}

const dialect = new PgDialect();

/** By the driver itself: what is stored is text already, and drizzle would make it of parts at each call. */
async function send(
  { $client }: Database,
  statements: Statements,
  as: 'call' | 'plain',
): Promise<unknown[][]> {
  const [first, ...others] = statements;
  if (as === 'call' && isStored(first) && others.length === 0) {
    const { rows } = await $client.alone(first.call.sql, first.call.params);
    return byStatement(rows, first.count);
  }
  const queries = statements.flatMap((statement) => {
    if (!isStored(statement)) return [dialect.sqlToQuery(statement)];
    return as === 'call' ? [statement.call] : statement.plain().map((plain) => dialect.sqlToQuery(plain));
  });
  const sent = queries.map(({ sql: text, params }) => $client.query(text, params));
  const results: { rows: Record<string, unknown>[] }[] = await $client.transaction(sent, AS_ROWS);
  if (as === 'plain') return results.map(({ rows }) => rows);
  return statements.flatMap((statement, i) => {
    const rows = results[i]?.rows ?? [];
    return isStored(statement) ? byStatement(rows, statement.count) : [rows];
  });
}

const AS_ROWS = { arrayMode: false, fullResults: true } as const;

const storedRow = z.object({ row: z.tuple([z.number(), z.unknown()]) });

/** The rows that a stored sequence of so many statements gave, of each by itself. */
function byStatement(rows: Record<string, unknown>[], count: number): unknown[][] {
  const all: unknown[][] = Array.from({ length: count }, () => []);
  for (const given of rows) {
    const [n, row] = storedRow.parse(given).row;
    all[n]?.push(row);
  }
  return all;
}

/** Converts a timestamp to a number of Unix milliseconds. */
export function ms(instant: SQL): SQL {
  return sql`(extract(epoch from ${instant}) * 1000)::float8`;
}
