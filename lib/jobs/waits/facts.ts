import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { jsonText } from '../../core/json.ts';
import { ms } from '../../db/client.ts';
import { type JobsContext, query } from '../context.ts';
import { isTerminal } from '../lifecycle.ts';
import { type Job, WAIT_REASONS } from '../types.ts';
import { silentMs, type WaitSettings } from './waits.ts';

const stepSchema = z.object({
  key: z.string(),
  attempts: z.number(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  due_ms: z.number(),
});

const providerSchema = z.object({
  name: z.string(),
  max_in_flight: z.number(),
  per_second: z.number().nullable(),
  /** Steps of all jobs that it serves now, and those of the owner among them. */
  in_flight: z.number(),
  mine: z.number(),
  pauses: z.number(),
  paused_until_ms: z.number().nullable(),
  pause_code: z.string().nullable(),
  /** Due steps that the job's last claim left, why, and when its next is expected. */
  wants: z.number(),
  reason: z.enum(WAIT_REASONS).nullable(),
  back_ms: z.number().nullable(),
});

/** What an unfinished job's rows say beside its own, all at one moment. Times are the database's, Unix milliseconds. */
const factsSchema = z.object({
  id: z.string(),
  epoch: z.number(),
  now_ms: z.number(),
  /** Steps that run in functions which were heard of lately. */
  running: z.number(),
  /** Steps of functions that were not: how many, the last sign of these, and when the last of their leases ends. */
  unheard: z.number(),
  unheard_seen_ms: z.number().nullable(),
  unheard_until_ms: z.number().nullable(),
  /** Since when a pending step of the current stage has been due; null if none is. */
  due_ms: z.number().nullable(),
  /** Pending steps of the current stage that are not due yet, and the first of them. */
  later: z.number(),
  first_later: stepSchema.nullable(),
  /** The last slice that was seen, unless it found nothing to do. */
  last_seen_ms: z.number().nullable(),
  last_handed_over: z.boolean(),
  /** Of the current stage. */
  provider: providerSchema.nullable(),
});
export type Facts = z.infer<typeof factsSchema>;
export type LaterStep = z.infer<typeof stepSchema>;
export type ProviderFacts = z.infer<typeof providerSchema>;

/** Running steps by whether their function was heard of since `silent` ago. */
const runs = (silent: SQL): SQL => sql`select
    (count(*) filter (where seen > ${silent}))::int as running,
    (count(*) filter (where seen is null or seen <= ${silent}))::int as unheard,
    max(seen) filter (where seen <= ${silent}) as unheard_seen,
    max(lease_until) filter (where seen is null or seen <= ${silent}) as unheard_until
  from (
    select s.lease_until, (select max(c.seen_at) from slices c
      where c.job_id = s.job_id and c.process = s.process and c.line = s.line) as seen
    from steps s where s.job_id = j.id and s.status = 'running'
  ) r`;

const LATER = sql`s.job_id = j.id and s.stage = j.stage and s.status = 'pending' and s.due_at > j.now`;

/** What the job's provider does, for one owner; `held` are those that are asked about. */
const PROVIDER = sql`select jsonb_build_object('name', p.name, 'max_in_flight', p.max_in_flight,
    'per_second', p.per_second, 'in_flight', h.in_flight, 'mine', h.mine, 'pauses', p.pauses,
    'paused_until_ms', ${ms(sql`p.paused_until`)}, 'pause_code', p.pause_code,
    'wants', coalesce(w.wants, 0), 'reason', w.reason, 'back_ms', ${ms(sql`w.back_at`)}) as provider
  from providers p join held h on h.provider = p.name and h.owner = j.owner
  left join provider_jobs w on w.provider = p.name and w.job_id = j.id
  where p.name = j.provider`;

/** One statement for all jobs: each part of it reads what an index has of one job or of one provider. */
function factsStatement(ids: readonly string[], settings: WaitSettings): SQL {
  const silent = sql`(j.now - ${silentMs(settings)}::float8 * interval '1 ms')`;
  return sql`with j as materialized (
    select id, owner, epoch, stage, stages -> stage::int ->> 'provider' as provider, clock_timestamp() as now
    from jobs where id in (select jsonb_array_elements_text(${jsonText(ids)}::jsonb))
      and status in ('queued', 'processing')
  ), held as (
    select o.provider, o.owner, f.in_flight, f.mine
    from (select distinct provider, owner from j where provider is not null) o cross join lateral (
      select count(*)::int as in_flight, (count(*) filter (where of.owner = o.owner))::int as mine
      from steps s join jobs of on of.id = s.job_id
      where s.provider = o.provider and s.status = 'running' and s.lease_until > clock_timestamp()
    ) f
  )
  select j.id, j.epoch, ${ms(sql`j.now`)} as now_ms, r.running, r.unheard,
    ${ms(sql`r.unheard_seen`)} as unheard_seen_ms, ${ms(sql`r.unheard_until`)} as unheard_until_ms,
    (select ${ms(sql`s.due_at`)} from steps s where s.job_id = j.id and s.stage = j.stage
      and s.status = 'pending' and s.due_at <= j.now order by s.due_at limit 1) as due_ms,
    (select count(*)::int from steps s where ${LATER}) as later,
    (select jsonb_build_object('key', s.key, 'attempts', s.attempts, 'code', s.error_code,
      'message', s.error_message, 'due_ms', ${ms(sql`s.due_at`)})
      from steps s where ${LATER} order by s.due_at, s.seq limit 1) as first_later,
    ${ms(sql`l.seen_at`)} as last_seen_ms, coalesce(l.state = 'handed_over', false) as last_handed_over, p.provider
  from j cross join lateral (${runs(silent)}) r
  left join lateral (select c.seen_at, c.state from slices c
    where c.job_id = j.id and c.epoch = j.epoch and c.state <> 'idle' order by c.seen_at desc limit 1) l on true
  left join lateral (${PROVIDER}) p on true`;
}

/**
 * What the unfinished among these jobs wait for is told from this: one statement for all of them, none if all have
 * ended. @throws Refusal `database_unavailable`.
 */
export async function readFacts(
  context: JobsContext,
  jobs: readonly Job[],
  settings: WaitSettings,
): Promise<Map<string, Facts>> {
  const ids = jobs.filter(({ status }) => !isTerminal(status)).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows } = await query(context, () => context.db.execute(factsStatement(ids, settings)));
  return new Map(rows.map((row) => factsSchema.parse(row)).map((facts) => [facts.id, facts]));
}
