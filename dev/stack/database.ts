import { join } from 'node:path';
import { type NeonServer, startNeon } from '../neon/server.ts';
import { inOwnProcess } from '../own-process.ts';
import { type PostgresServer, startPostgres } from '../postgres/server.ts';

/** Name of the database on the local PostgreSQL. */
export const LOCAL_DATABASE = 'unstuck';

/** PostgreSQL behind the Neon endpoint, migrated. */
export interface LocalDatabase {
  /** Value of DATABASE_URL. */
  url: string;
  /** Direct connection to PostgreSQL, for psql. */
  directUrl: string;
  postgres: PostgresServer;
  neon: NeonServer;
  stop(): Promise<void>;
}

export async function startDatabase(localDir: string): Promise<LocalDatabase> {
  const postgres = await startPostgres({ dataDir: join(localDir, 'postgres') });
  const neon = await startNeon({ postgres: { host: '127.0.0.1', port: postgres.port } });
  const { user, password } = postgres;
  await postgres.createDatabase(LOCAL_DATABASE);
  const url = neon.connectionString({ database: LOCAL_DATABASE, user, password });
  // What a migration imports takes 300 MB.
  await inOwnProcess('cli/migrate.ts', [], { DATABASE_URL: url, DATABASE_URL_UNPOOLED: '' });
  return {
    url,
    directUrl: `postgresql://${user}:${password}@127.0.0.1:${postgres.port}/${LOCAL_DATABASE}`,
    postgres,
    neon,
    stop: async () => {
      await neon.stop();
      await postgres.stop();
    },
  };
}
