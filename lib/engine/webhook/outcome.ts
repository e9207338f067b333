import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import { WEBHOOK_STATUSES, type Webhook } from '../../jobs/types.ts';
import { marksOf } from './columns.ts';

const schema = z.object({
  url: z.string().nullable(),
  status: z.enum(WEBHOOK_STATUSES).nullable(),
  epoch: z.number(),
});
export type Target = z.infer<typeof schema>;

/** A job's callback URL, its epoch and that epoch's delivery status of an event; null if there is no such job. */
export async function findTarget(db: Database, jobId: string, own: boolean): Promise<Target | null> {
  const { rows } = await db.execute(
    sql`select callback_url as url, ${marksOf(own).status} as status, epoch from jobs where id = ${jobId}`,
  );
  return rows[0] === undefined ? null : schema.parse(rows[0]);
}

export interface Attempt {
  jobId: string;
  /** Whether the event is the analysis's own. */
  own: boolean;
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
  const { jobId, epoch, own, status, error, again, functionMs } = attempt;
  const mark = marksOf(own);
  const stays = sql`${mark.status} = 'delivered' and not ${again}::boolean and ${status}::text <> 'delivered'`;
  await db.execute(sql`update jobs set
      ${mark.status} = case when ${stays} then ${mark.status} else ${status} end,
      ${mark.lastError} = case when ${stays} then ${mark.lastError} else ${error} end,
      ${mark.attempts} = ${mark.attempts} + 1, round_trips = round_trips + 2,
      function_ms = function_ms + ${Math.round(functionMs)}, revision = revision + 1
    where id = ${jobId} and epoch = ${epoch}`);
}

/** Marks the webhook as failed. `reason` is stored only if no attempt has recorded an error. */
export async function recordExhausted(
  db: Database,
  { jobId, epoch, own, reason }: Pick<Attempt, 'jobId' | 'epoch' | 'own'> & { reason: string },
): Promise<void> {
  const { status, lastError } = marksOf(own);
  await db.execute(sql`update jobs set ${status} = 'failed', ${lastError} = coalesce(${lastError}, ${reason}),
      messages = messages + 1, round_trips = round_trips + 1, revision = revision + 1
    where id = ${jobId} and epoch = ${epoch} and ${status} = 'pending'`);
}
