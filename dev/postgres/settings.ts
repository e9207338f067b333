/**
 * Settings for 2 cores and many short transactions: fewer processes than PostgreSQL's defaults, loopback only, and
 * UTC like Neon.
 */
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  autovacuum_naptime: '15s',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
};

/** For tests: a machine crash may lose data; `kill -9` of the server loses nothing committed. */
const undurable: Record<string, string> = { fsync: 'off', full_page_writes: 'off', wal_init_zero: 'off' };

/** Command line arguments of `postgres`; `own` overrides ours. */
export function serverArguments(
  dataDir: string,
  port: number,
  durable: boolean,
  own: Record<string, string>,
): string[] {
  const all = { ...settings, ...(durable ? {} : undurable), ...own };
  return [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
