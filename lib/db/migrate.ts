import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from '@neondatabase/serverless';
import { drizzle, type NeonDatabase } from 'drizzle-orm/neon-serverless';
import { migrate as applyFolder } from 'drizzle-orm/neon-serverless/migrator';
import { z } from 'zod';
import { configureWebSocket } from './client.ts';
import { failedMigration } from './failed-migration.ts';
import { installStored } from './stored-functions.ts';
import type { StoredSequence } from './stored-statement.ts';

const MIGRATION_LOCK = 7_205_759;
/** Table of what has been applied; of a product: with its name behind. */
const APPLIED = '__drizzle_migrations';
const OWN = fileURLToPath(new URL('../../drizzle', import.meta.url));
const CONNECT_MS = 30_000;

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
  /** Statements that the code calls as functions of the database. */
  stored?: readonly StoredSequence[];
  /** Receives what a reader of a build's log wants to know meanwhile. */
  tell?: (line: string) => void;
}

interface Folder {
  folder: string;
  /** In schema `drizzle`. */
  table: string;
}

type MigrationDatabase = NeonDatabase<Record<string, never>>;

/** A name of two products would let the migrations of one count as those of the other. */
function mustDiffer(further: readonly NamedMigrations[]): void {
  const names = further.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`Two products with migrations are called "${twice}".`);
}

/**
 * Applies all missing migrations, each folder's in one transaction. Safe to run repeatedly, concurrently (advisory
 * lock), and after a run that was killed.
 * @param url an unpooled connection URL; a pooler would not keep the session that holds the lock.
 * @returns whether the database has migrations that are newer than this code.
 * @throws Error that says which migration failed and why.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<{ ahead: boolean }> {
  const { own = OWN, further = [], stored = [], tell = () => {} } = options;
  mustDiffer(further);
  configureWebSocket(url);
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: CONNECT_MS });
  // A lost connection already rejects the running statement; unhandled, this event would end the process.
  pool.on('error', () => {});
  const folders = [
    { folder: own, table: APPLIED },
    ...further.map(({ name, folder }) => ({ folder, table: `${APPLIED}_${name}` })),
  ];
  try {
    const db = drizzle({ client: pool });
    await lock(db, tell);
    let ahead = false;
    for (const each of folders) ahead = (await apply(db, each)) || ahead;
    await installStored(db, stored);
    await db.execute(`select pg_advisory_unlock(${MIGRATION_LOCK})`);
    return { ahead };
  } finally {
    // After a failure this is what gives the lock back.
    await pool.end();
  }
}

/** Waits for another build for as long as it needs; what waits behind a table's lock would hold up the service. */
async function lock(db: MigrationDatabase, tell: (line: string) => void): Promise<void> {
  await db.execute('set statement_timeout = 0');
  await db.execute('set lock_timeout = 0');
  // The session of a killed build ends soon, and with it its lock. Not every platform of PostgreSQL can tell.
  await db.execute(`set client_connection_check_interval = '2s'`).catch(() => {});
  const { rows } = await db.execute(`select pg_try_advisory_lock(${MIGRATION_LOCK}) as taken`);
  if (rows[0]?.['taken'] !== true) {
    tell('Another migration of this database is running: waiting for it.');
    await db.execute(`select pg_advisory_lock(${MIGRATION_LOCK})`);
  }
  await db.execute(`set lock_timeout = '30s'`);
}

/** @returns whether others have applied newer ones. */
async function apply(db: MigrationDatabase, { folder, table }: Folder): Promise<boolean> {
  try {
    await applyFolder(db, { migrationsFolder: folder, migrationsTable: table });
  } catch (error) {
    throw await failedMigration(error, folder);
  }
  const { rows } = await db.execute(`select created_at::float8 as "when" from drizzle.${table}`);
  const applied = z.array(z.object({ when: z.number() })).parse(rows);
  const journal = await journalOf(folder);
  const skipped = journal.find(({ when }) => !applied.some((each) => each.when === when));
  if (skipped) {
    throw new Error(
      `Migration ${skipped.tag} was passed over: a later one, of another branch, has been applied before it. ` +
        'Generate it again (npm run db:generate), so that it is the last.',
    );
  }
  return applied.length > journal.length;
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/** The migrations of a folder in their order; `when` is what identifies each. */
async function journalOf(folder: string): Promise<z.infer<typeof journalSchema>['entries']> {
  const text = await readFile(join(folder, 'meta/_journal.json'), 'utf8');
  return journalSchema.parse(JSON.parse(text)).entries;
}
