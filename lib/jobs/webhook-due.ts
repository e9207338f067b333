import { type SQL, sql } from 'drizzle-orm';

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
