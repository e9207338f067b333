import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Database, ms } from '../db/client.ts';
import { JOB_STATUSES, stagePlanSchema } from './types.ts';

const schema = z.object({
  status: z.enum(JOB_STATUSES),
  epoch: z.number(),
  stages: z.array(stagePlanSchema),
  until_deadline_ms: z.number(),
  webhook_due: z.number().nullable(),
});
export type Peek = z.infer<typeof schema>;

/** Reads a job's state without locking it; null if there is no such job. */
export async function peekJob(db: Database, jobId: string): Promise<Peek | null> {
  const { rows } = await db.execute(sql`select status, epoch, stages, webhook_due,
    ${ms(sql`deadline_at`)} - ${ms(sql`clock_timestamp()`)} as until_deadline_ms
    from jobs where id = ${jobId}`);
  return rows[0] === undefined ? null : schema.parse(rows[0]);
}
