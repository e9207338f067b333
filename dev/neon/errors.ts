import pg from 'pg';
import type { Answer } from './intercept.ts';

/** A request that Neon's proxy refuses itself, with the status and message that it gives. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** No connection to PostgreSQL: 500, or 400 where the user or password is wrong. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

/** The connection broke while a statement was under way; whether it took effect is unknown. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

const fields = [
  'detail',
  'hint',
  'position',
  'internalPosition',
  'internalQuery',
  'where',
  'table',
  'column',
  'schema',
  'dataType',
  'constraint',
  'file',
  'line',
  'routine',
] as const;

/**
 * The answer to a request that failed, as Neon's proxy gives it: 400 for what PostgreSQL says to a statement and for a
 * connection lost during one (then without a code), 500 for no connection at all.
 * Source: neondatabase/neon, proxy/src/serverless/sql_over_http.rs, `handle` and `get_http_status_code`.
 */
export function answerTo(error: unknown): Answer {
  if (error instanceof ProxyError) return { status: error.status, body: errorBody(error.message) };
  if (error instanceof ConnectError) return answerToNoConnection(error);
  if (error instanceof pg.DatabaseError) return { status: 400, body: errorBody(error.message, error) };
  if (error instanceof ConnectionLostError) return { status: 400, body: errorBody('connection closed') };
  return { status: 500, body: errorBody(`the local Neon endpoint failed: ${error}`) };
}

function answerToNoConnection({ cause }: ConnectError): Answer {
  if (!(cause instanceof pg.DatabaseError)) {
    return { status: 500, body: errorBody(`Couldn't connect to compute node: ${cause}`) };
  }
  // Class 28: the proxy checks the password itself and gives its verdict no code.
  if (cause.code?.startsWith('28')) return { status: 400, body: errorBody(cause.message) };
  return { status: 500, body: errorBody(cause.message, cause) };
}

function errorBody(message: string, error?: pg.DatabaseError): string {
  const details = Object.fromEntries(fields.map((field) => [field, error?.[field] ?? null]));
  return JSON.stringify({ message, code: error?.code ?? '', severity: error?.severity ?? '', ...details });
}
