import { sql } from 'drizzle-orm';
import { z } from 'zod';
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' };
import type { Finding } from '../core/finding.ts';
import type { Database } from '../db/client.ts';
import { databaseFaultOf, remedyOf } from '../db/faults.ts';
import { DATABASE_SILENT, databaseFinding } from './database-fault.ts';
import type { Check, Look } from './deps.ts';

const MIGRATE =
  'Redeploy: the build migrates. Or run `DATABASE_URL_UNPOOLED=… npm run db:migrate` with the direct connection string ' +
  "of Neon's console (Connect, Connection pooling off).";

/** When each migration of this code was made, oldest first; the database remembers them by that. */
const MIGRATIONS: readonly { tag: string; when: number }[] = journal.entries;

/** What is wrong with a schema whose last migration was made at `last`; 0 if there was none. */
function schemaFindings(last: number, migrations = MIGRATIONS): Finding[] {
  const missing = migrations.filter(({ when }) => when > last).map(({ tag }) => tag);
  if (missing.length === 0) return [];
  const isEmpty = missing.length === migrations.length;
  return [
    {
      part: 'schema',
      severity: 'broken',
      code: isEmpty ? 'schema_empty' : 'schema_outdated',
      what: isEmpty
        ? 'The database has no tables of this service yet.'
        : `The database lacks ${missing.length} of this code's migrations: ${missing.join(', ')}.`,
      why: isEmpty ? 'No job can be accepted.' : 'What this code reads and writes may not be there.',
      remedy: MIGRATE,
    },
  ];
}

const rowSchema = z.object({ last: z.number(), read_only: z.boolean() });

async function readState(db: Database): Promise<z.infer<typeof rowSchema>> {
  const { rows } = await db.execute(sql`select coalesce(max(created_at), 0)::float8 as last,
      current_setting('transaction_read_only') = 'on' as read_only
    from drizzle.__drizzle_migrations`);
  return rowSchema.parse(rows[0]);
}

const READ_ONLY: Finding = {
  ...DATABASE_SILENT,
  code: 'database_read_only',
  what: 'The database takes no writes.',
  remedy: remedyOf('database_read_only'),
};

async function run({ db }: Look): Promise<Finding[]> {
  if (!db) return [];
  try {
    const { last, read_only } = await readState(db);
    return [...schemaFindings(last), ...(read_only ? [READ_ONLY] : [])];
  } catch (error) {
    if (databaseFaultOf(error) === 'schema_outdated') return schemaFindings(0);
    return [databaseFinding(error)];
  }
}

/** One round trip tells whether the database answers, takes writes, and has this code's schema. */
export const schemaCheck: Check = {
  parts: ['database', 'schema'],
  asks: 'database',
  run,
  silence: DATABASE_SILENT,
};
