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

/** Where a job's events go, and how far that of its present epoch is; null when there is no such job. */
export async function findTarget(db: Database, jobId: string): Promise<Target | null> {
  const { rows } = await db.execute(
    sql`select callback_url as url, webhook_status as status, epoch from jobs where id = ${jobId}`,
  );
  return rows[0] === undefined ? null : schema.parse(rows[0]);
}

export interface Attempt {
  jobId: string;
  /** The epoch that the event tells of: an attempt is recorded only while it is the job's present one. */
  epoch: number;
  status: Webhook['status'];
  error: string | null;
  /** Whether a user has asked for it again. Only then may a failure take the place of a delivery. */
  again: boolean;
  functionMs: number;
}

/** How one attempt went. If its answer is lost and it is sent again, the attempt counts twice. */
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

/** No further attempt is made. `reason` stands only where no attempt has left its own. */
export async function recordExhausted(
  db: Database,
  { jobId, epoch, reason }: { jobId: string; epoch: number; reason: string },
): Promise<void> {
  await db.execute(sql`update jobs set webhook_status = 'failed',
      webhook_last_error = coalesce(webhook_last_error, ${reason}),
      messages = messages + 1, round_trips = round_trips + 1, revision = revision + 1
    where id = ${jobId} and epoch = ${epoch} and webhook_status = 'pending'`);
}
