import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { WEBHOOK_STATUSES, type Webhook } from '../../jobs/types.ts';

const schema = z.object({
  url: z.string().nullable(),
  status: z.enum(WEBHOOK_STATUSES).nullable(),
  epoch: z.number(),
});
export type Target = z.infer<typeof schema>;

/** A job's callback URL, its epoch and that epoch's delivery status; null if there is no such job. */
export async function findTarget(db: Database, jobId: string): Promise<Target | null> {
  const { rows } = await db.execute(
    sql`select callback_url as url, webhook_status as status, epoch from jobs where id = ${jobId}`,
  );
  return rows[0] === undefined ? null : schema.parse(rows[0]);
}

export interface Attempt {
  jobId: string;
  /** The event's epoch; nothing is recorded if the job has moved on. */
  epoch: number;
  status: Webhook['status'];
  error: string | null;
  /** Whether a user asked for redelivery. Only then may a failure overwrite `delivered`. */
  again: boolean;
  functionMs: number;
}

/** Records one attempt. If the response is lost and the statement is resent, the attempt counts twice. */
export async function recordAttempt(db: Database, attempt: Attempt): Promise<void> {
  const { jobId, epoch, status, error, again, functionMs } = attempt;
  const stays = sql`webhook_status = 'delivered' and not ${again}::boolean and ${status}::text <> 'delivered'`;
  await db.execute(sql`update jobs set
      webhook_status = case when ${stays} then webhook_status else ${status} end,
      webhook_last_error = case when ${stays} then webhook_last_error else ${error} end,
      webhook_attempts = webhook_attempts + 1, round_trips = round_trips + 2,
      function_ms = function_ms + ${Math.round(functionMs)}, revision = revision + 1
    where id = ${jobId} and epoch = ${epoch}`);
}

/** Marks the webhook as failed. `reason` is stored only if no attempt has recorded an error. */
export async function recordExhausted(
  db: Database,
  { jobId, epoch, reason }: { jobId: string; epoch: number; reason: string },
): Promise<void> {
  await db.execute(sql`update jobs set webhook_status = 'failed',
      webhook_last_error = coalesce(webhook_last_error, ${reason}),
      messages = messages + 1, round_trips = round_trips + 1, revision = revision + 1
    where id = ${jobId} and epoch = ${epoch} and webhook_status = 'pending'`);
}
