import { causesOf, sqlState } from './error-chain.ts';
import { databaseFaultOf } from './faults.ts';

/**
 * SQLSTATEs after which the same statement may succeed: connection failures, server starting or stopping, too
 * many clients, serialization failures, deadlocks, timeouts. (Neon guide "Building resilient applications";
 * PostgreSQL documentation, appendix A.)
 */
const RETRYABLE_CODES = new Set([
  '25P04',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '40001',
  '40P01',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
]);

/** SQLSTATEs of connections and servers that ended, perhaps while the transaction committed. */
const UNDECIDED_CODES = new Set(['08000', '08003', '08006', '08007', '40003', '57P01', '57P02']);

/** The statement was never run. */
const NOT_SENT_MESSAGES = [
  "Couldn't connect to compute node",
  'not queryable',
  'HTTP status 429',
  'bad port',
];

const BROKEN_OFF_MESSAGES = [
  'Connection terminated unexpectedly',
  'terminating connection due to administrator command',
  'connection closed',
  'error communicating with the server',
  'early eof',
  'HTTP status 5',
];

const RETRYABLE_MESSAGES = [...NOT_SENT_MESSAGES, ...BROKEN_OFF_MESSAGES];

/** Error codes of Node.js: no connection was made, so nothing was sent. */
const NOT_CONNECTED_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** SQLSTATE of `unstuck_assert_before`: the transaction came too late and was rolled back. */
const TOO_LATE = 'UN001';

const says = (error: Error, messages: readonly string[]): boolean =>
  messages.some((message) => error.message.includes(message));

/** Whether a retry may succeed. The statement may have committed already: retry only fenced or read-only ones. */
export function isRetryable(error: unknown): boolean {
  const fault = databaseFaultOf(error);
  if (fault !== null) return fault === 'database_busy';
  const state = sqlState(error);
  if (state !== undefined) return RETRYABLE_CODES.has(state);
  for (const link of causesOf(error)) {
    if ('sourceError' in link && link.sourceError) return true;
    if (link.name === 'TimeoutError' || link.name === 'AbortError') return true;
    if (says(link, RETRYABLE_MESSAGES)) return true;
  }
  return false;
}

/**
 * How a statement failed.
 * - `refused`: the database rolled it back, or did not let it begin.
 * - `away`: it never reached the database.
 * - `unknown`: it may have committed, or may still: no answer in time, a cut connection, a 5xx of the proxy.
 * - `other`: not an error of the database or of the way to it.
 */
export type Failure = 'refused' | 'away' | 'unknown' | 'other';

export function failureOf(error: unknown): Failure {
  if (databaseFaultOf(error) !== null) return 'refused';
  const state = sqlState(error);
  if (state !== undefined) return UNDECIDED_CODES.has(state) ? 'unknown' : 'refused';
  const links = [...causesOf(error)];
  const isAway = links.some(
    (link) =>
      says(link, NOT_SENT_MESSAGES) || (typeof link.code === 'string' && NOT_CONNECTED_CODES.has(link.code)),
  );
  if (isAway) return 'away';
  return isRetryable(error) ? 'unknown' : 'other';
}

/** Whether the transaction was rolled back because its time (`unstuck_assert_before`) was over. */
export const isTooLate = (error: unknown): boolean => sqlState(error) === TOO_LATE;
