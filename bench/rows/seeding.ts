import { Pool, type PoolClient } from '@neondatabase/serverless';
import { z } from 'zod';
import { configureWebSocket } from '../../lib/db/client.ts';

/** Indexes and keys that would slow down a million inserts, with the statements to drop and recreate them. */
const ASIDE = `
  select format('drop index %I', i.relname) as drop, pg_get_indexdef(x.indexrelid) as make
  from pg_index x join pg_class i on i.oid = x.indexrelid
  where x.indrelid = $1::regclass and not x.indisunique
  union all
  select format('alter table %I drop constraint %I', $1, conname),
    format('alter table %I add constraint %I %s', $1, conname, pg_get_constraintdef(oid))
  from pg_constraint where conrelid = $1::regclass and contype = 'f'`;

const asideSchema = z.array(z.object({ drop: z.string(), make: z.string() }));

interface Tables {
  /** Those whose indexes and keys are made anew after the inserts. */
  aside: readonly string[];
  changed: readonly string[];
}

async function all<T>(
  client: PoolClient,
  aside: Tables['aside'],
  insert: (client: PoolClient) => Promise<T>,
) {
  await client.query('begin');
  const { rows: jobs } = await client.query('select from jobs limit 1');
  if (jobs.length > 0) throw new Error('This database has jobs already. Seed an empty one.');
  const found: z.infer<typeof asideSchema> = [];
  for (const table of aside) found.push(...asideSchema.parse((await client.query(ASIDE, [table])).rows));
  for (const { drop } of found) await client.query(drop);
  const inserted = await insert(client);
  for (const { make } of found) await client.query(make);
  await client.query('commit');
  return inserted;
}

/**
 * Inserts everything or nothing into an empty database; indexes and keys are recreated.
 * @throws Error if there are jobs.
 */
export async function seeding<T>(
  url: string,
  { aside, changed }: Tables,
  insert: (client: PoolClient) => Promise<T>,
): Promise<T> {
  configureWebSocket(url);
  const pool = new Pool({ connectionString: url, max: 1 });
  // A lost connection already rejects the running statement; unhandled, this event would end the process.
  pool.on('error', () => {});
  const client = await pool.connect();
  try {
    await client.query(`set statement_timeout = 0; set maintenance_work_mem = '256MB'`);
    const inserted = await all(client, aside, insert);
    for (const table of changed) await client.query(`vacuum analyze ${table}`);
    return inserted;
  } finally {
    client.release(true);
    await pool.end();
  }
}
