import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../../db/client.ts';
import { type Arguments, storedStatement } from '../../db/stored-statement.ts';
import { JOB_STATUSES, stagePlanSchema, WAIT_REASONS } from '../types.ts';
import { anyDue } from '../webhook-due.ts';

/** The job after a turn, in one snapshot under its lock. Times are database time in Unix milliseconds. */
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
  /** Generation of the live watchdog, and when it is due. */
  watch: z.number(),
  watch_at_ms: z.number(),
  created_ms: z.number(),
  now_ms: z.number(),
  /**
   * When the first pending step of the current stage can be claimed: it is due then, and, where the job was held
   * back, its turn at the provider comes; null if none is pending.
   */
  next_due_ms: z.number().nullable(),
  /** Until when the job's last claim was held back, and why; null if it was not. */
  held_until_ms: z.number().nullable(),
  held_by: z.enum(WAIT_REASONS).nullable(),
  /** Whether any other stage has a pending step. */
  later_pending: z.boolean(),
  /** Earliest lease end on this line; null if nothing runs on it. */
  line_lease_ms: z.number().nullable(),
  /** Earliest lease end of any running step; null if none runs. */
  any_lease_ms: z.number().nullable(),
  /** Requests at once that the current stage's provider allows; null without one. */
  budget: z.number().nullable(),
  /** Lines whose slices are alive. */
  alive_lines: z.array(z.string()),
  /** Whether another message's slice was on this line before, and is alive. */
  preceded: z.boolean(),
  /** Whether a lease has ended whose line is not alive. */
  abandoned: z.boolean(),
  input: z.unknown(),
  /** The epoch of which an event has not been published yet. */
  webhook_due: z.number().nullable(),
});
export type View = z.infer<typeof viewSchema>;

/**
 * A delivery of the same message is this slice's own dead run, and does not count; nor does one that has handed over:
 * this slice may be its continuation.
 */
function precededBy({ run, line, message }: Arguments<typeof VIEW_TYPES>): SQL {
  return sql`exists (select 1 from live c, live me where me.id = ${run} and c.line = ${line}
    and c.message <> ${message}
    and c.state <> 'handed_over' and (c.started_at, c.id) < (me.started_at, me.id))`;
}

export const VIEW_TYPES = {
  jobId: 'text',
  line: 'text',
  /** The slice that takes the turn, and its message; null for a reader. */
  run: 'text',
  message: 'text',
  withInput: 'boolean',
  aliveMs: 'int',
} as const;

/** Last statement of a turn: `viewSchema`. Gives the input, which may be large, only on request. */
export function viewStatement(request: Arguments<typeof VIEW_TYPES>): SQL {
  const { jobId, line, withInput, aliveMs } = request;
  return sql`with live as (
    select c.* from slices c, jobs j
    where j.id = ${jobId} and c.job_id = j.id and c.epoch = j.epoch and c.state <> 'idle'
      and c.seen_at > clock_timestamp() - ${aliveMs}::int * interval '1 ms'
  ), alive as (
    select distinct line from live
  ), hold as (
    select w.reason, w.back_at from provider_jobs w, jobs j
    where j.id = ${jobId} and w.job_id = j.id and w.provider = j.stages -> j.stage::int ->> 'provider' and w.wants > 0
  )
  select j.owner, j.kind, j.analyzer_version, j.source, j.status, j.epoch, j.stage, j.stage_left,
    j.stages, j.total, j.done, j.failed, ${anyDue('j')} as webhook_due,
    ${ms(sql`j.deadline_at`)} as deadline_ms, j.watch, ${ms(sql`j.watch_at`)} as watch_at_ms,
    ${ms(sql`j.created_at`)} as created_ms,
    ${ms(sql`clock_timestamp()`)} as now_ms,
    (select ${ms(sql`greatest(min(s.due_at), (select back_at from hold))`)} from steps s
      where s.job_id = j.id and s.stage = j.stage and s.status = 'pending') as next_due_ms,
    (select ${ms(sql`back_at`)} from hold) as held_until_ms, (select reason from hold) as held_by,
    exists (select 1 from steps s where s.job_id = j.id and s.stage > j.stage and s.status = 'pending')
      or exists (select 1 from steps s where s.job_id = j.id and s.stage < j.stage and s.status = 'pending')
      as later_pending,
    (select ${ms(sql`min(s.lease_until)`)} from steps s
      where s.job_id = j.id and s.status = 'running' and s.line = ${line}) as line_lease_ms,
    (select ${ms(sql`min(s.lease_until)`)} from steps s
      where s.job_id = j.id and s.status = 'running') as any_lease_ms,
    (select p.max_in_flight from providers p
      where p.name = j.stages -> j.stage::int ->> 'provider') as budget,
    (select coalesce(array_to_json(array_agg(line)), '[]'::json) from alive) as alive_lines,
    ${precededBy(request)} as preceded,
    exists (select 1 from steps s where s.job_id = j.id and s.status = 'running'
      and s.lease_until <= clock_timestamp() and s.line not in (select line from alive)) as abandoned,
    case when ${withInput} then j.input end as input
    from jobs j where j.id = ${jobId}`;
}

/** The same for who takes no turn. */
export const VIEW = storedStatement('view', VIEW_TYPES, viewStatement);
