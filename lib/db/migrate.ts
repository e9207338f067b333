import { fileURLToPath } from 'node:url';
import { Pool } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-serverless';
import { migrate as applyFolder } from 'drizzle-orm/neon-serverless/migrator';
import { configureWebSocket } from './client.ts';

const MIGRATION_LOCK = 7_205_759;
const JOURNAL = '__drizzle_migrations';
const OWN = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** Migrations beside the service's own. */
export interface NamedMigrations {
  /** Of the product; what has been applied is remembered under it. */
  name: string;
  folder: string;
}

export interface MigrateOptions {
  /** The service's own; those of this code if left out. */
  own?: string;
  /** Applied after the service's own, in this order. */
  further?: readonly NamedMigrations[];
}

/** A name of two products would let the migrations of one count as those of the other. */
function mustDiffer(further: readonly NamedMigrations[]): void {
  const names = further.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`Two products with migrations are called "${twice}".`);
}

/**
 * Applies all missing migrations, each folder's in one transaction. Safe to run repeatedly and concurrently
 * (advisory lock).
 * @param url an unpooled connection URL; a pooler would not keep the session that holds the lock.
 */
export async function migrate(url: string, { own = OWN, further = [] }: MigrateOptions = {}): Promise<void> {
  mustDiffer(further);
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
      await applyFolder(db, { migrationsFolder: own });
      for (const each of further) {
        await applyFolder(db, {
          migrationsFolder: each.folder,
          migrationsTable: `${JOURNAL}_${each.name}`,
        });
      }
    } finally {
      await db.execute(`select pg_advisory_unlock(${MIGRATION_LOCK})`);
    }
  } finally {
    await pool.end();
  }
}
