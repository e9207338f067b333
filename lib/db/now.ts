import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, ms } from './client.ts';

const row = z.object({ now_ms: z.number() });

/** The database's clock in Unix milliseconds. */
export async function databaseNow(db: Database): Promise<number> {
  const { rows } = await db.execute(sql`select ${ms(sql`clock_timestamp()`)} as now_ms`);
  return row.parse(rows[0]).now_ms;
}
