import type pg from 'pg';
import { ProxyError } from './errors.ts';
import { toPgText } from './params.ts';
import {
  isolationLevels,
  MAX_BYTES,
  type SqlRequest,
  type SqlStatement,
  type TransactionMode,
} from './request.ts';

export interface RunOptions {
  /** Checked before each statement, so that a transaction is abandoned when its client has left. */
  signal: AbortSignal;
  /** Called once if a result exceeds the limit while it is still being received. */
  onTooLarge: () => void;
}

/**
 * Runs a single statement, or several in one transaction. Uses the extended protocol, which rejects two statements in
 * one string (42601), and text results.
 * @returns the response body
 * @throws pg.DatabaseError; Error for a lost connection; ProxyError 507 for a response over 10 MiB (a transaction is
 * rolled back, a single statement may have taken effect). Source: neondatabase/neon,
 * proxy/src/serverless/sql_over_http.rs.
 */
export async function runRequest(
  client: pg.PoolClient,
  request: SqlRequest,
  options: RunOptions,
): Promise<string> {
  const count = byteCounter(options.onTooLarge);
  const run = (statement: SqlStatement) => {
    options.signal.throwIfAborted();
    return runStatement(client, statement, request.arrayMode, count);
  };
  if (request.transaction) return inTransaction(client, request.transaction, request.statements, run);
  const results = await Promise.all(request.statements.map(run));
  return withinLimit(JSON.stringify(results[0]));
}

async function inTransaction(
  client: pg.PoolClient,
  mode: TransactionMode,
  statements: SqlStatement[],
  run: (statement: SqlStatement) => Promise<unknown>,
): Promise<string> {
  try {
    // None waits for the answer to the one before: after an error the server refuses the rest by itself.
    const sent = await Promise.allSettled([client.query(begin(mode)), ...statements.map(run)]);
    const [, ...results] = sent.map(resultOf);
    const body = withinLimit(JSON.stringify({ results }));
    await client.query('commit');
    return body;
  } catch (error) {
    // Without a connection there is nothing to roll back; report the first error.
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

function resultOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

function begin(mode: TransactionMode): string {
  const level = mode.isolationLevel && ` isolation level ${isolationLevels[mode.isolationLevel]}`;
  return `begin${level ?? ''}${mode.readOnly ? ' read only' : ''}${mode.deferrable ? ' deferrable' : ''}`;
}

async function runStatement(
  client: pg.PoolClient,
  statement: SqlStatement,
  arrayModeOfRequest: boolean,
  count: (text: string) => string,
) {
  const config: pg.QueryArrayConfig & { queryMode: 'extended' } = {
    text: statement.query,
    values: statement.params.map(toPgText),
    rowMode: 'array',
    queryMode: 'extended',
    types: { getTypeParser: () => count },
  };
  const { rows, fields, command, rowCount } = await client.query<(string | null)[]>(config);
  const arrayMode = statement.arrayMode ?? arrayModeOfRequest;
  const asObject = (row: (string | null)[]) =>
    Object.fromEntries(fields.map(({ name }, i) => [name, row[i]]));
  return {
    command: command ?? '',
    rowCount,
    rows: arrayMode ? rows : rows.map(asObject),
    fields,
    rowAsArray: arrayMode,
  };
}

/** A parser called with every value; pg discards a result if it throws, which bounds memory. */
function byteCounter(onTooLarge: () => void): (text: string) => string {
  let bytes = 0;
  return (text) => {
    bytes += text.length;
    if (bytes <= MAX_BYTES) return text;
    if (bytes - text.length <= MAX_BYTES) onTooLarge();
    throw tooLarge();
  };
}

function withinLimit(body: string): string {
  if (Buffer.byteLength(body) > MAX_BYTES) throw tooLarge();
  return body;
}

function tooLarge(): ProxyError {
  return new ProxyError(507, `response is too large (max is ${MAX_BYTES} bytes)`);
}
