import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import { type Arguments, type Part, type StoredCall, storedSequence } from '../../db/stored-statement.ts';
import { UNFINISHED } from '../../jobs/lifecycle.ts';
import { holdInsertion } from '../../jobs/turn/lock.ts';
import { sweeperStatement } from '../sweep/arm.ts';
import { budgetRows, budgetStatement } from './budgets.ts';
import type { JobPlan, NewJob } from './new-job.ts';

/** A job must be inserted this soon after its request began; its messages are dropped after 30 s. */
export const INSERT_WITHIN_MS = 20_000;
/** How long an idempotency key is kept. */
export const KEY_KEPT = sql.raw(`interval '24 hours'`);

export interface Insertion {
  id: string;
  /** The request's Idempotency-Key, or one made for it. */
  key: string;
  /** Database time when the request began, Unix milliseconds. */
  at: number;
  messages: number;
  /** Steps of the first stage. */
  ofFirst: number;
  hash: string;
  /** Null unless the request asks for a singleton. */
  singletonKey: string | null;
  watchdogDelaySeconds: number;
}

const TYPES = {
  appUrl: 'text',
  id: 'text',
  owner: 'text',
  /** The request's own Idempotency-Key, if it has one. */
  givenKey: 'text',
  key: 'text',
  hash: 'text',
  singletonKey: 'text',
  kind: 'text',
  version: 'int',
  source: 'text',
  input: 'jsonb',
  stages: 'jsonb',
  steps: 'jsonb',
  ofFirst: 'int',
  total: 'int',
  messages: 'int',
  roundTrips: 'int',
  deadlineSeconds: 'int',
  watchdogDelaySeconds: 'int',
  callbackUrl: 'text',
  ownEvent: 'text',
  name: 'text',
  tags: 'jsonb',
  againOf: 'text',
  /** Database time, Unix milliseconds, after which nothing is inserted. */
  until: 'float8',
  budgets: 'jsonb',
} as const;
type Request = Arguments<typeof TYPES>;

function insertStatement(request: Request): SQL {
  const { id, owner, key, hash, singletonKey, input, stages, steps, ofFirst, total, callbackUrl } = request;
  const { ownEvent, until } = request;
  return sql`with j as (
    insert into jobs (id, owner, kind, analyzer_version, source, input, stages, stage_total, stage_left, total, planned,
      idempotency_key, request_hash, messages, round_trips, deadline_seconds, deadline_at,
      watch_at, callback_url, webhook_status, own_event,
      own_event_status, name, tags, again_of, singleton_key)
    select ${id}, ${owner}, ${request.kind}, ${request.version}, ${request.source}, ${input}, ${stages},
      ${ofFirst}, ${ofFirst}, ${total}, ${total}, ${key}, ${hash}, ${request.messages}, ${request.roundTrips},
      ${request.deadlineSeconds},
      clock_timestamp() + ${request.deadlineSeconds} * interval '1 s',
      clock_timestamp() + ${request.watchdogDelaySeconds} * interval '1 s',
      ${callbackUrl}, case when ${callbackUrl} is not null then 'pending' end,
      ${ownEvent}, case when ${ownEvent} is not null then 'pending' end,
      ${request.name}, array(select jsonb_array_elements_text(${request.tags})), ${request.againOf}, ${singletonKey}
    where clock_timestamp() < to_timestamp(${until} / 1000)
    on conflict do nothing
    returning id, owner, tags
  ), planned as materialized (
    select * from jsonb_to_recordset(${steps})
      as p(key text, stage smallint, seq int, input jsonb, provider text)
  ), tagged as (
    insert into job_tags (owner, tag, job_id) select j.owner, t.tag, j.id from j, unnest(j.tags) as t(tag)
  ), keyed as (
    insert into job_keys (owner, key, job_id) select j.owner, p.key, j.id from j, planned p
  ), added as (
    insert into steps (job_id, key, stage, seq, input, provider)
    select j.id, p.key, p.stage, p.seq, p.input, p.provider from j, planned p
  )
  select id from j`;
}

const forgetOldKey = ({ owner, givenKey }: Request): Part => ({
  when: sql`(${givenKey} is null)`,
  eased: null,
  otherwise: sql`update jobs set idempotency_key = null where owner = ${owner}
    and idempotency_key = ${givenKey} and created_at <= clock_timestamp() - ${KEY_KEPT} returning id`,
});

/** The job, or the one that kept it out: of the same key, else the unfinished one of the same singleton. */
const foundStatement = ({ owner, key, singletonKey }: Request): SQL => sql`select * from (
    select 1 as rank, jobs.* from jobs where owner = ${owner} and idempotency_key = ${key}
    union all select 2, jobs.* from jobs where owner = ${owner} and singleton_key = ${singletonKey} and ${UNFINISHED}
  ) found order by rank limit 1`;

/**
 * Rolls the transaction back once its time is over, and if another owner's job has the id, so that no statement touches
 * that one. The last statement of all.
 */
const assertInTimeAndOwn = ({ id, owner, until }: Pick<Request, 'id' | 'owner' | 'until'>): SQL =>
  sql`select unstuck_assert_before(case
    when exists (select 1 from jobs where id = ${id} and owner <> ${owner}) then '-infinity'
    else to_timestamp(${until} / 1000) end)`;

/** The second statement gives the sweeper's row, which it holds; the sixth the job's. */
export const INSERT_JOB = storedSequence('insert_job', TYPES, (args) => [
  holdInsertion(args.id),
  sweeperStatement(args.appUrl, { hold: true }),
  forgetOldKey(args),
  insertStatement(args),
  budgetStatement(args.budgets),
  foundStatement(args),
  assertInTimeAndOwn(args),
]);

const stepsText = ({ steps, stages }: JobPlan): string =>
  jsonText(
    steps.map(({ stage, key, input }, seq) => ({
      stage,
      key,
      seq,
      input: input ?? null,
      provider: stages[stage]?.provider ?? null,
    })),
  );

const untilOf = ({ at }: Insertion): number => at + INSERT_WITHIN_MS;

/** The same behind statements that come after `insertion`. */
export const assertStillInTime = (told: Insertion, owner: string): SQL =>
  assertInTimeAndOwn({ id: sql`${told.id}`, owner: sql`${owner}`, until: sql`${untilOf(told)}::float8` });

export function insertion(appUrl: string, told: Insertion, request: NewJob, plan: JobPlan): StoredCall {
  const { id, key, messages, ofFirst, hash, singletonKey, watchdogDelaySeconds } = told;
  const { owner, kind, source, deadlineSeconds, callbackUrl, ownEvent, labels } = request;
  return INSERT_JOB.with({
    ...{ appUrl, id, owner, key, hash, singletonKey, kind, source, messages, ofFirst },
    ...{ deadlineSeconds, watchdogDelaySeconds, callbackUrl, ownEvent },
    givenKey: request.idempotencyKey,
    version: request.analyzerVersion,
    input: jsonText(plan.input),
    stages: jsonText(plan.stages),
    steps: stepsText(plan),
    total: plan.steps.length,
    roundTrips: 2 + plan.roundTrips,
    name: labels.name,
    tags: jsonText(labels.tags),
    againOf: labels.againOf,
    until: untilOf(told),
    budgets: budgetRows(request.budgets),
  });
}
