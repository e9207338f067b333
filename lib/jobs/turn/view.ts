import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../../db/client.ts';
import { JOB_STATUSES, stagePlanSchema } from '../types.ts';

/** What a turn leaves behind, in one snapshot under the job's lock. Instants are milliseconds by the database's clock. */
export const viewSchema = z.object({
  owner: z.string(),
  kind: z.string(),
  analyzer_version: z.number(),
  source: z.string(),
  status: z.enum(JOB_STATUSES),
  epoch: z.number(),
  stage: z.number(),
  stage_left: z.number(),
  stages: z.array(stagePlanSchema),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  deadline_ms: z.number(),
  now_ms: z.number(),
  /** The earliest due time of a pending step of the present stage; null when none is pending. */
  next_due_ms: z.number().nullable(),
  /** Some step of a later stage is pending. */
  later_pending: z.boolean(),
  /** The earliest lease end among the steps that run on my line; null when none does. */
  line_lease_ms: z.number().nullable(),
  /** The earliest lease end of any running step. */
  any_lease_ms: z.number().nullable(),
  input: z.unknown(),
  /** The epoch whose event has not been handed to the queue yet. */
  webhook_due: z.number().nullable(),
});
export type View = z.infer<typeof viewSchema>;

/** Last statement of a turn. The input, which may be long, comes only when asked for. */
export function viewStatement(jobId: string, line: string, withInput: boolean): SQL {
  return sql`select j.owner, j.kind, j.analyzer_version, j.source, j.status, j.epoch, j.stage, j.stage_left,
    j.stages, j.total, j.done, j.failed, j.webhook_due,
    ${ms(sql`j.deadline_at`)} as deadline_ms,
    ${ms(sql`clock_timestamp()`)} as now_ms,
    (select ${ms(sql`min(s.due_at)`)} from steps s
      where s.job_id = j.id and s.stage = j.stage and s.status = 'pending') as next_due_ms,
    exists (select 1 from steps s
      where s.job_id = j.id and s.stage <> j.stage and s.status = 'pending') as later_pending,
    (select ${ms(sql`min(s.lease_until)`)} from steps s
      where s.job_id = j.id and s.status = 'running' and s.line = ${line}) as line_lease_ms,
    (select ${ms(sql`min(s.lease_until)`)} from steps s
      where s.job_id = j.id and s.status = 'running') as any_lease_ms,
    ${withInput ? sql`j.input` : sql`null::jsonb`} as input
    from jobs j where j.id = ${jobId}`;
}
