import type { IncomingMessage } from 'node:http';
import pg from 'pg';
import type { Answer } from './answer.ts';
import { answerTo, ConnectionLostError, ProxyError } from './errors.ts';
import { type Intercept, type Outcome, runWithFault } from './intercept.ts';
import { type Address, cancelQuery, type Pools } from './pools.ts';
import { readSqlRequest, readTarget, type SqlRequest, type SqlStatement, type Target } from './request.ts';
import { runRequest } from './run.ts';

/** A finished HTTP request. */
export interface NeonRequest {
  /** `application_name` from the connection string. */
  applicationName: string | undefined;
  /** The statements requested; empty if the request was malformed. */
  queries: SqlStatement[];
  durationMs: number;
  /** Undefined if no response was sent (faults that hang or cut). */
  status: number | undefined;
}

export interface SqlEndpoint {
  postgres: Address;
  pools: Pools;
  onRequest: ((request: NeonRequest) => void) | undefined;
  intercept: Intercept | undefined;
}

/**
 * Serves one `POST /sql` of Neon's protocol. If the client leaves (`gone` aborts), the query is cancelled unless it
 * has already finished. Never rejects.
 */
export async function serveSql(
  endpoint: SqlEndpoint,
  request: IncomingMessage,
  gone: AbortSignal,
): Promise<Outcome> {
  const startedAt = performance.now();
  const seen: Pick<NeonRequest, 'applicationName' | 'queries'> = { applicationName: undefined, queries: [] };
  const outcome = await attempt(async () => {
    const target = readTarget(request.headers);
    seen.applicationName = target.applicationName;
    const sql = await readSqlRequest(request);
    seen.queries = sql.statements;
    const fault = endpoint.intercept?.(seen);
    const signal = fault === undefined ? gone : new AbortController().signal;
    return runWithFault(fault, () => attempt(() => run(endpoint, target, sql, signal)));
  });
  const status = typeof outcome === 'object' && !gone.aborted ? outcome.status : undefined;
  endpoint.onRequest?.({ ...seen, durationMs: performance.now() - startedAt, status });
  return outcome;
}

async function attempt<T extends Outcome>(work: () => Promise<T>): Promise<T | Answer> {
  try {
    return await work();
  } catch (error) {
    return answerTo(error);
  }
}

async function run(
  endpoint: SqlEndpoint,
  target: Target,
  request: SqlRequest,
  gone: AbortSignal,
): Promise<Answer> {
  const client = await endpoint.pools.acquire(target);
  let cancelled: Promise<void> | undefined;
  let reusable = false;
  const cancel = () => {
    cancelled ??= cancelQuery(endpoint.postgres, client);
  };
  gone.addEventListener('abort', cancel, { once: true });
  try {
    const body = await runRequest(client, request, { signal: gone, onTooLarge: cancel });
    reusable = client.getTransactionStatus() === 'I';
    return { status: 200, body, headers: echoed(request) };
  } catch (error) {
    if (error instanceof ProxyError) throw error;
    if (!(error instanceof pg.DatabaseError))
      throw new ConnectionLostError('lost during a query', { cause: error });
    reusable = error.severity === 'ERROR';
    throw error;
  } finally {
    gone.removeEventListener('abort', cancel);
    // Wait, or the cancellation could hit the connection's next query.
    await cancelled;
    client.release(!reusable || cancelled !== undefined);
  }
}

/** Neon repeats a transaction's modes in its response. */
function echoed({ transaction }: SqlRequest): Record<string, string> {
  if (!transaction) return {};
  return {
    ...(transaction.isolationLevel && { 'neon-batch-isolation-level': transaction.isolationLevel }),
    ...(transaction.readOnly && { 'neon-batch-read-only': 'true' }),
    ...(transaction.deferrable && { 'neon-batch-deferrable': 'true' }),
  };
}
