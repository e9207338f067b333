import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import { type Arguments, type Part, storedSequence, type Values } from '../../db/stored-statement.ts';
import { UNFINISHED } from '../lifecycle.ts';
import type { PlannedStep, Usage } from '../types.ts';
import { keepingAttempts } from './attempts.ts';
import { awaitInsertion, lockStatement } from './lock.ts';
import { hasProviders, NO_NEWS, NOTED, outcomesOf, plainOutcomesOf } from './provider-news.ts';

/**
 * Outcome of one run of a step. `retry`, `given_back`, `refused` and `lost` make it pending again; `retry` costs
 * an attempt; `refused` pauses the provider; `lost` says that its own process died, and fails it at the limit.
 * A `suspect` runs alone next time. `silent`: the provider did not answer; while it is paused that costs nothing.
 */
export type StepOutcome = { key: string; token: string; stage: number } & (
  | { result: 'done'; output: unknown; record: unknown; further: PlannedStep[] }
  | { result: 'failed'; code: string; message: string; silent?: boolean }
  | { result: 'retry'; code: string; message: string; delayMs: number; suspect?: boolean; silent?: boolean }
  | { result: 'refused'; code: string; message: string; retryAfterMs: number | null }
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
  if (outcome.result === 'lost') return { key, token, result, message: outcome.message };
  const { code, message } = outcome;
  if (outcome.result === 'refused')
    return { key, token, result, code, message, after_ms: outcome.retryAfterMs };
  const { silent = false } = outcome;
  if (outcome.result === 'failed') return { key, token, result, code, message, silent };
  const { delayMs, suspect = false } = outcome;
  return { key, token, result, code, message, silent, suspect, delay_ms: Math.round(delayMs) };
}

/** Each key once, however many outcomes name it: places are counted from what is inserted. */
function wireFurther(outcomes: StepOutcome[]): Record<string, unknown>[] {
  const planned = outcomes.flatMap((outcome) => (outcome.result === 'done' ? outcome.further : []));
  const first = new Map(planned.toReversed().map((step) => [step.key, step]));
  return planned
    .filter((step) => first.get(step.key) === step)
    .map(({ stage, key, input }, i) => ({ stage, key, input: input ?? null, seq: i }));
}

const NO_LEASE = sql`token = null, process = null, lease_until = null, alone = false`;

export const COMMIT_TYPES = {
  jobId: 'text',
  epoch: 'int',
  token: 'text',
  outcomes: 'jsonb',
  further: 'jsonb',
  messages: 'int',
  roundTrips: 'int',
  functionMs: 'int',
  lostLimit: 'int',
} as const;

/**
 * Steps are changed by their place (`ctid`), which this statement has just read: the planner, who may take the table
 * for empty, would otherwise join by reading all of it.
 * @param mayFail whether a step may come back, or a provider may be heard of.
 */
function commitStatement(request: Arguments<typeof COMMIT_TYPES>, mayFail: boolean): SQL {
  const { jobId, epoch, token, outcomes, further, messages, roundTrips, functionMs, lostLimit } = request;
  const runs = sql`select key, result as outcome, code, message from settled where status = 'pending'`;
  const kept = sql`${NOTED}, ${keepingAttempts({ jobId, epoch, runs })}`;
  const ends = sql`(o.result in ('done', 'failed') or (o.result = 'lost' and s.lost + 1 >= ${lostLimit}))`;
  const free = sql`(o.result in ('given_back', 'lost', 'refused'))`;
  return sql`with j as (
    select id, stage, stages, total, deadline_at from jobs where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED}
  ), said as (
    select * from jsonb_to_recordset(${outcomes})
      as o(key text, token text, result text, output jsonb, code text, message text, suspect boolean,
        delay_ms float8, silent boolean, after_ms float8)
  ), ${mayFail ? outcomesOf(jobId) : plainOutcomesOf(jobId)}, settled as (
    update steps s set
      status = case when o.result = 'done' then 'done' when ${ends} then 'failed' else 'pending' end,
      attempts = s.attempts + (not ${free})::int,
      lost = s.lost + (o.result = 'lost')::int,
      suspect = s.suspect or o.result = 'lost' or coalesce(o.suspect, false),
      output = coalesce(o.output, s.output),
      error_code = case o.result when 'done' then null when 'given_back' then s.error_code
        when 'lost' then 'lost_too_often' else o.code end,
      error_message = case o.result when 'done' then null when 'given_back' then s.error_message
        when 'lost' then 'This step has ended ' || (s.lost + 1) || ' processes in which it ran alone. The last: '
          || o.message else o.message end,
      due_at = case o.result when 'retry' then clock_timestamp() + o.delay_ms * interval '1 ms'
        when 'refused' then clock_timestamp() else s.due_at end,
      completed_at = case when ${ends} then clock_timestamp() end,
      finished_by = case when ${ends} then ${token} end,
      line = case when ${ends} then s.line end,
      ${NO_LEASE}
    from o, j
    where s.ctid = o.place and s.token = o.token
    returning s.key, s.stage, s.status, coalesce(s.provider, j.stages -> s.stage::int ->> 'provider') as provider, s.started_at, o.result, coalesce(o.silent, false) as silent, o.refuses, o.code, o.message, o.heard, o.after_ms
  ), ${mayFail ? kept : NO_NEWS}, added as (
    insert into steps (job_id, key, stage, seq, input, provider)
    select j.id, f.key, f.stage, j.total + row_number() over (order by f.seq) - 1, f.input,
      j.stages -> f.stage::int ->> 'provider'
    from j, jsonb_to_recordset(${further})
      as f(stage smallint, key text, input jsonb, seq int)
    where not exists (select 1 from steps known where known.job_id = ${jobId} and known.key = f.key offset 0)
    on conflict (job_id, key) do nothing
    returning stage
  ), ended as (
    select stage, status from settled where status in ('done', 'failed')
  )
  update jobs set
    status = 'processing',
    started_at = coalesce(started_at, clock_timestamp()),
    turned_at = clock_timestamp(),
    done = done + (select count(*) from ended where status = 'done'),
    failed = failed + (select count(*) from ended where status = 'failed'),
    total = jobs.total + (select count(*) from added),
    stage_total = stage_total + (select count(*) from added a where a.stage = jobs.stage),
    stage_left = stage_left + (select count(*) from added a where a.stage = jobs.stage)
      - (select count(*) from ended e where e.stage = jobs.stage),
    messages = messages + ${messages},
    round_trips = round_trips + ${roundTrips},
    function_ms = function_ms + ${functionMs},
    moves = moves + (select count(*) from settled) + (select count(*) from added),
    revision = revision + 1
  from j, noted where jobs.id = j.id
  returning jobs.id`;
}

/** Nothing comes back and no provider is heard of: all is done, and none of the job's stages has one. */
const goesWell = ({ jobId, outcomes }: Arguments<typeof COMMIT_TYPES>): SQL =>
  sql`(not exists (select 1 from jsonb_array_elements(${outcomes}) o where o ->> 'result' <> 'done')
    and (${outcomes} = '[]'::jsonb or not ${hasProviders(jobId)}))`;

/** The first three statements of a turn: waits for the job to be inserted, locks it, then commits. */
export const commitParts = (args: Arguments<typeof COMMIT_TYPES>): Part[] => [
  awaitInsertion(args.jobId),
  lockStatement(args.jobId),
  {
    when: goesWell(args),
    eased: commitStatement(args, false),
    otherwise: commitStatement(args, true),
  },
];

export const COMMIT = storedSequence('commit', COMMIT_TYPES, commitParts);

/**
 * Locks the job and stores outcomes fenced by their tokens, adds further steps, and moves the
 * counters by what actually changed. Does nothing unless the job is unfinished in this epoch.
 */
export function commitValues(request: CommitRequest): Values<typeof COMMIT_TYPES> {
  const { jobId, epoch, token, outcomes, usage, lostLimit } = request;
  const { messages, roundTrips, functionMs } = usage;
  return {
    jobId,
    epoch,
    token,
    outcomes: jsonText(outcomes.map(wireOutcome)),
    further: jsonText(wireFurther(outcomes)),
    messages,
    roundTrips,
    functionMs: Math.max(0, Math.round(functionMs)),
    lostLimit,
  };
}
