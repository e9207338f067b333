import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../db/client.ts';

/**
 * SET columns shared by every statement that ends a job: if `ends` holds and there is a callback URL, its
 * event is due.
 */
export function setDue(ends: SQL): SQL {
  const due = sql`${ends} and jobs.callback_url is not null`;
  return sql`webhook_due = case when ${due} then jobs.epoch end,
    webhook_usage = case when ${due} then jsonb_build_object(
      'messages', jobs.messages, 'round_trips', jobs.round_trips, 'function_ms', jobs.function_ms) end`;
}

const rows = z.array(z.object({ id: z.string() }));

/** Jobs that ended more than `minutes` ago with their event still unpublished, oldest first. */
export async function findDue(db: Database, minutes: number, limit: number): Promise<string[]> {
  // now(), not clock_timestamp(): an index condition must be stable.
  const found = await db.execute(sql`select id from jobs
    where webhook_due is not null and completed_at < now() - ${minutes} * interval '1 minute'
    order by completed_at limit ${limit}`);
  return rows.parse(found.rows).map(({ id }) => id);
}
