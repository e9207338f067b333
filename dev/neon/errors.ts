import pg from 'pg';
import type { Answer } from './answer.ts';

/** A request rejected by Neon's proxy itself, with its status and message. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** No connection to PostgreSQL: 500, or 400 for a wrong user or password. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

/** The connection broke during a statement, which may or may not have taken effect. */
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
 * The error response, as Neon's proxy gives it: 400 for PostgreSQL errors and for a connection lost during a
 * statement (then without a code), 500 if there was no connection. Source: neondatabase/neon,
 * proxy/src/serverless/sql_over_http.rs, `handle` and `get_http_status_code`.
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
  // Class 28: the proxy checks passwords itself, and its error has no code.
  if (cause.code?.startsWith('28')) return { status: 400, body: errorBody(cause.message) };
  return { status: 500, body: errorBody(cause.message, cause) };
}

function errorBody(message: string, error?: pg.DatabaseError): string {
  const details = Object.fromEntries(fields.map((field) => [field, error?.[field] ?? null]));
  return JSON.stringify({ message, code: error?.code ?? '', severity: error?.severity ?? '', ...details });
}
