import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { STORED, type StoredSequence } from './stored-statement.ts';

interface Executes {
  execute(statement: SQL): Promise<{ rows: unknown[] }>;
}

/**
 * After so many days without a migration by code that uses it, a function is removed. A deployment that is older and
 * still live sends the statement's text instead, which is only slower.
 */
const UNUSED_DAYS = 90;

const unusedSchema = z.array(z.object({ signature: z.string() }));

/** Creates the functions that are missing, dates those that this code uses, and removes what nobody has used for long. */
export async function installStored(db: Executes, stored: readonly StoredSequence[]): Promise<void> {
  for (const { name, definition } of stored) {
    const { rows } = await db.execute(sql`select 1 from pg_proc where proname = ${name}`);
    if (rows.length === 0) await db.execute(sql.raw(definition));
    const day =
      await db.execute(sql`select format('comment on function %s is %L', ${name}::regproc::oid::regprocedure,
      current_date) as text`);
    await db.execute(sql.raw(z.object({ text: z.string() }).parse(day.rows[0]).text));
  }
  const { rows } = await db.execute(sql`select oid::regprocedure::text as signature from pg_proc
    where starts_with(proname, ${STORED}) and obj_description(oid, 'pg_proc')::date < current_date - ${UNUSED_DAYS}::int`);
  for (const { signature } of unusedSchema.parse(rows))
    await db.execute(sql.raw(`drop function ${signature}`));
}
