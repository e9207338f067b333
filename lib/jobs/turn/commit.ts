import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import { UNFINISHED } from '../lifecycle.ts';
import type { PlannedStep, Usage } from '../types.ts';

/**
 * Outcome of one run of a step. `retry` and `given_back` make it pending again; only `retry` costs an
 * attempt.
 */
export type StepOutcome = { key: string; token: string; stage: number } & (
  | { result: 'done'; output: unknown; record: unknown; further: PlannedStep[] }
  | { result: 'failed'; code: string; message: string }
  | { result: 'retry'; code: string; message: string; delayMs: number; suspect?: boolean }
  | { result: 'given_back' }
  | { result: 'lost'; message: string }
);

export interface CommitRequest {
  jobId: string;
  epoch: number;
  /** Marks the steps that this commit finishes; an analyzer's writes join on it. */
  token: string;
  outcomes: StepOutcome[];
  usage: Usage;
  lostLimit: number;
}

function wireOutcome(outcome: StepOutcome): Record<string, unknown> {
  const { key, token, result } = outcome;
  if (outcome.result === 'done') return { key, token, result, output: outcome.output ?? null };
  if (outcome.result === 'given_back') return { key, token, result };
  if (outcome.result === 'lost')
    return { key, token, result, code: 'lost_too_often', message: outcome.message };
  const delay = outcome.result === 'retry' ? Math.round(outcome.delayMs) : 0;
  return { key, token, result, code: outcome.code, message: outcome.message, delay_ms: delay };
}

/** Each key once, however many outcomes name it: places are counted from what is inserted. */
function wireFurther(outcomes: StepOutcome[]): Record<string, unknown>[] {
  const planned = outcomes.flatMap((outcome) => (outcome.result === 'done' ? outcome.further : []));
  const first = new Map(planned.toReversed().map((step) => [step.key, step]));
  return planned
    .filter((step) => first.get(step.key) === step)
    .map(({ stage, key, input }, i) => ({ stage, key, input: input ?? null, seq: i }));
}

/**
 * Second statement of a turn: stores outcomes fenced by their tokens, fails steps whose leases were lost too
 * often, adds further steps, and moves the counters by what actually changed. Does nothing unless the job is
 * unfinished in this epoch.
 */
export function commitStatement(request: CommitRequest): SQL {
  const { jobId, epoch, token, outcomes, usage, lostLimit } = request;
  return sql`with j as (
    select id, stage, stages, total from jobs where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED}
  ), o as (
    select * from jsonb_to_recordset(${jsonText(outcomes.map(wireOutcome))}::jsonb)
      as o(key text, token text, result text, output jsonb, code text, message text, delay_ms int)
  ), settled as (
    update steps s set
      status = case when o.result in ('done', 'failed') then o.result
        when o.result = 'lost' and s.lost + 1 >= ${lostLimit} then 'failed' else 'pending' end,
      attempts = s.attempts + (o.result not in ('given_back', 'lost'))::int,
      lost = s.lost + (o.result = 'lost')::int,
      output = coalesce(o.output, s.output),
      error_code = case o.result when 'done' then null when 'given_back' then s.error_code else o.code end,
      error_message = case o.result when 'done' then null when 'given_back' then s.error_message else o.message end,
      due_at = case o.result when 'retry' then clock_timestamp() + o.delay_ms * interval '1 ms' else s.due_at end,
      completed_at = case when o.result in ('done', 'failed')
        or (o.result = 'lost' and s.lost + 1 >= ${lostLimit}) then clock_timestamp() end,
      finished_by = case when o.result in ('done', 'failed')
        or (o.result = 'lost' and s.lost + 1 >= ${lostLimit}) then ${token} end,
      token = null, line = null, lease_until = null
    from o, j
    where s.job_id = j.id and s.key = o.key and s.token = o.token and s.status = 'running'
    returning s.stage, s.status
  ), reaped as (
    update steps s set
      status = 'failed', lost = s.lost + 1, error_code = 'lost_too_often',
      error_message = 'Every one of ' || (s.lost + 1) || ' runs of this step ended with the death of its function.',
      completed_at = clock_timestamp(), finished_by = ${token}, token = null, line = null, lease_until = null
    from j
    where s.job_id = j.id and s.status = 'running' and s.lease_until <= clock_timestamp()
      and s.lost + 1 >= ${lostLimit} and not exists (select 1 from o where o.key = s.key and o.token = s.token)
    returning s.stage, s.status
  ), added as (
    insert into steps (job_id, key, stage, seq, input, provider)
    select j.id, f.key, f.stage, j.total + row_number() over (order by f.seq) - 1, f.input,
      j.stages -> f.stage::int ->> 'provider'
    from j, jsonb_to_recordset(${jsonText(wireFurther(outcomes))}::jsonb)
      as f(stage smallint, key text, input jsonb, seq int)
    where not exists (select 1 from steps known where known.job_id = j.id and known.key = f.key)
    on conflict (job_id, key) do nothing
    returning stage
  ), ended as (
    select stage, status from settled where status in ('done', 'failed') union all select stage, status from reaped
  )
  update jobs set
    status = 'processing',
    started_at = coalesce(started_at, clock_timestamp()),
    done = done + (select count(*) from ended where status = 'done'),
    failed = failed + (select count(*) from ended where status = 'failed'),
    total = jobs.total + (select count(*) from added),
    stage_total = stage_total + (select count(*) from added a where a.stage = jobs.stage),
    stage_left = stage_left + (select count(*) from added a where a.stage = jobs.stage)
      - (select count(*) from ended e where e.stage = jobs.stage),
    messages = messages + ${usage.messages},
    round_trips = round_trips + ${usage.roundTrips},
    function_ms = function_ms + ${Math.round(usage.functionMs)},
    revision = revision + 1
  from j where jobs.id = j.id`;
}
