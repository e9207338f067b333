import { Pool } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-serverless';
import { migrate as applyFolder } from 'drizzle-orm/neon-serverless/migrator';
import { configureWebSocket } from './client.ts';

const MIGRATION_LOCK = 7_205_759;

/**
 * Applies all missing migrations in one transaction. Safe to run repeatedly and concurrently (advisory lock).
 * @param url an unpooled connection URL; a pooler would not keep the session that holds the lock.
 */
export async function migrate(url: string, folder = 'drizzle'): Promise<void> {
  configureWebSocket(url);
  const pool = new Pool({ connectionString: url, max: 1 });
  // A lost connection already rejects the running statement; unhandled, this event would end the process.
  pool.on('error', () => {});
  try {
    const db = drizzle({ client: pool });
    await db.execute('set statement_timeout = 0');
    await db.execute('set lock_timeout = 0');
    await db.execute(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    try {
      await applyFolder(db, { migrationsFolder: folder });
    } finally {
      await db.execute(`select pg_advisory_unlock(${MIGRATION_LOCK})`);
    }
  } finally {
    await pool.end();
  }
}
