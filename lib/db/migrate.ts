import { Pool } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-serverless';
import { migrate as applyFolder } from 'drizzle-orm/neon-serverless/migrator';
import { configureWebSocket } from './client.ts';

const MIGRATION_LOCK = 7_205_759;

/**
 * Brings a database to the schema of this code: all missing migrations in one transaction.
 * Safe to run twice, and safe when two run at once: an advisory lock lets one through at a time.
 * @param url the unpooled connection URL (a pooler keeps no session for the lock).
 */
export async function migrate(url: string, folder = 'drizzle'): Promise<void> {
  configureWebSocket(url);
  const pool = new Pool({ connectionString: url, max: 1 });
  // A connection that is lost rejects the statement under way; the event alone would end the process.
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
