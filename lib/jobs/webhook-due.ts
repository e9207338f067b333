import { type SQL, sql } from 'drizzle-orm';

/** The epoch of which an event of a job has not been published yet. */
export const anyDue = (table: string): SQL =>
  sql.raw(`coalesce(${table}.webhook_due, ${table}.own_event_due)`);

/**
 * SET columns shared by every statement that ends a job: if `ends` holds and there is a callback URL, its
 * event is due, and so is the analysis's own if it was asked for.
 */
export function setDue(ends: SQL): SQL {
  const due = sql`${ends} and jobs.callback_url is not null`;
  return sql`webhook_due = case when ${due} then jobs.epoch end,
    own_event_due = case when ${ends} and jobs.own_event is not null then jobs.epoch end,
    webhook_usage = case when ${due} then jsonb_build_object(
      'messages', jobs.messages, 'round_trips', jobs.round_trips, 'function_ms', jobs.function_ms) end`;
}

/** SET columns of the statement that begins an epoch: nobody has been told of it. */
export const UNTOLD: SQL = sql.raw(`webhook_status = case when callback_url is not null then 'pending' end,
    webhook_attempts = 0, webhook_last_error = null, webhook_usage = null,
    own_event_status = case when own_event is not null then 'pending' end,
    own_event_attempts = 0, own_event_last_error = null`);
