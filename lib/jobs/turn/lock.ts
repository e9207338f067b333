import { type SQL, sql } from 'drizzle-orm';

/** First statement of a turn, on its own: later ones get a fresh snapshot and cannot miss a concurrent commit. */
export function lockStatement(jobId: string | SQL): SQL {
  return sql`select id from jobs where id = ${jobId} for update`;
}
