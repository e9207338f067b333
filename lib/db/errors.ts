/**
 * SQLSTATEs after which the same statement may succeed: connection failures, server starting or stopping, too
 * many clients, serialization failures, deadlocks, timeouts. (Neon guide "Building resilient applications";
 * PostgreSQL documentation, appendix A.)
 */
const RETRYABLE_CODES = new Set([
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '40001',
  '40P01',
  '53300',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
]);

const RETRYABLE_MESSAGES = [
  'Connection terminated unexpectedly',
  'terminating connection due to administrator command',
  "Couldn't connect to compute node",
  'connection closed',
  'error communicating with the server',
  'early eof',
  'not queryable',
  'HTTP status 5',
  'HTTP status 429',
];

/** The error and its causes, outermost first: drizzle wraps the driver's error, the driver wraps fetch's. */
function* chain(error: unknown): Generator<Error & { code?: unknown; sourceError?: unknown }> {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; depth++) {
    yield at;
    at = 'sourceError' in at && at.sourceError ? at.sourceError : at.cause;
  }
}

/** The SQLSTATE of a failed statement, if the database sent one. */
export function sqlState(error: unknown): string | undefined {
  for (const { code } of chain(error)) {
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

/** Whether a retry may succeed. The statement may have committed already: retry only fenced or read-only ones. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return RETRYABLE_CODES.has(state);
  for (const link of chain(error)) {
    if ('sourceError' in link && link.sourceError) return true;
    if (link.name === 'TimeoutError' || link.name === 'AbortError') return true;
    if (RETRYABLE_MESSAGES.some((message) => link.message.includes(message))) return true;
  }
  return false;
}
