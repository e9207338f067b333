import { NeonDbError, neonConfig, Pool } from '@neondatabase/serverless';

/** Points the unmodified driver at the port of its connection string. */
export function useLocalNeon(): void {
  neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;
  neonConfig.wsProxy = (host, port) => `${host}:${port}/v2`;
  neonConfig.useSecureWebSocket = false;
}

/** A pool over WebSocket. Its listener is needed: a connection that is lost while it closes is told there. */
export function openPool(url: string): Pool {
  const pool = new Pool({ connectionString: url });
  pool.on('error', () => {});
  return pool;
}

/** The driver's error that a promise rejects with, out of whatever drizzle has wrapped around it. */
export async function failure(promise: Promise<unknown>): Promise<NeonDbError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  for (let link: unknown = error; link instanceof Error; link = link.cause) {
    if (link instanceof NeonDbError) return link;
  }
  throw error;
}
