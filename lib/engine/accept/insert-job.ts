import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { sqlState } from '../../db/error-chain.ts';
import { isTooLate } from '../../db/errors.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { UNFINISHED } from '../../jobs/lifecycle.ts';
import { write } from '../../jobs/write.ts';
import type { EngineContext } from '../context.ts';
import { ensureSweeper, sweeperStatement, toSweeper } from '../sweep/arm.ts';
import { budgetStatement } from './budgets.ts';
import type { JobPlan, NewJob } from './new-job.ts';

/** A job must be inserted this soon after its request began; its messages are dropped after 30 s. */
const INSERT_WITHIN_MS = 20_000;
/** A transaction that was in time may take this long to commit. */
const COMMIT_WITHIN_MS = 2_000;
/** Local milliseconds after the look-up when an insertion can no longer take effect. */
export const CERTAIN_AFTER_MS = INSERT_WITHIN_MS + COMMIT_WITHIN_MS;
/** SQLSTATE foreign_key_violation. */
const FOREIGN_KEY = '23503';
/** How long an idempotency key is kept. */
export const KEY_KEPT = sql.raw(`interval '24 hours'`);

export type JobRow = typeof jobs.$inferSelect;

export const withKey = (owner: string, key: string) =>
  and(eq(jobs.owner, owner), eq(jobs.idempotencyKey, key));

/** An unfinished job that stands for the request, if that asks for a singleton. */
export const unfinishedSingleton = (owner: string, singletonKey: string | null) =>
  singletonKey === null
    ? sql`false`
    : and(eq(jobs.owner, owner), eq(jobs.singletonKey, singletonKey), UNFINISHED);

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

function insertStatement(
  { id, key, at, messages, ofFirst, hash, singletonKey, watchdogDelaySeconds: delay }: Insertion,
  request: NewJob,
  { input, steps, stages, roundTrips }: JobPlan,
) {
  const planned = steps.map(({ stage, key, input: own }, seq) => ({
    stage,
    key,
    seq,
    input: own ?? null,
    provider: stages[stage]?.provider ?? null,
  }));
  const { labels } = request;
  return sql`with j as (
    insert into jobs (id, owner, kind, analyzer_version, source, input, stages, stage_total, stage_left, total, planned,
      idempotency_key, request_hash, messages, round_trips, deadline_seconds, deadline_at,
      watch_at, callback_url, webhook_status, own_event,
      own_event_status, name, tags, again_of, singleton_key)
    select ${id}, ${request.owner}, ${request.kind}, ${request.analyzerVersion}::int, ${request.source},
      ${jsonText(input)}::jsonb, ${jsonText(stages)}::jsonb, ${ofFirst}::int, ${ofFirst}::int,
      ${steps.length}::int, ${steps.length}::int, ${key}, ${hash}, ${messages}::int, ${2 + roundTrips}::int,
      ${request.deadlineSeconds}::int,
      clock_timestamp() + ${request.deadlineSeconds} * interval '1 s',
      clock_timestamp() + ${delay}::int * interval '1 s',
      ${request.callbackUrl}, ${request.callbackUrl === null ? null : 'pending'},
      ${request.ownEvent}, ${request.ownEvent === null ? null : 'pending'},
      ${labels.name}, array(select jsonb_array_elements_text(${jsonText(labels.tags)}::jsonb)), ${labels.againOf},
      ${singletonKey}
    where clock_timestamp() < to_timestamp(${at + INSERT_WITHIN_MS}::float8 / 1000)
    on conflict do nothing
    returning id, owner, tags
  ), planned as materialized (
    select * from jsonb_to_recordset(${jsonText(planned)}::jsonb)
      as p(key text, stage smallint, seq int, input jsonb, provider text)
  ), tagged as (
    insert into job_tags (owner, tag, job_id) select j.owner, t.tag, j.id from j, unnest(j.tags) as t(tag)
  ), keyed as (
    insert into job_keys (owner, key, job_id) select j.owner, p.key, j.id from j, planned p
  )
  insert into steps (job_id, key, stage, seq, input, provider)
  select j.id, p.key, p.stage, p.seq, p.input, p.provider
  from j, planned p`;
}

/**
 * Last statement: rolls the transaction back once its time is over, and if another owner's job has the id, so
 * that no statement touches that one.
 */
function assertInTimeAndOwn({ id, at }: Insertion, owner: string): SQL {
  return sql`select unstuck_assert_before(case
    when exists (select 1 from jobs where id = ${id} and owner <> ${owner}) then '-infinity'
    else to_timestamp(${at + INSERT_WITHIN_MS}::float8 / 1000) end)`;
}

/** The foreign key existed when the request was checked, so it was deleted since. */
const inputGone = () =>
  new Refusal(
    'invalid_input',
    'Something the request refers to has just been deleted; nothing was created. Send it again.',
  );

const tooSlow = () =>
  new Refusal(
    'database_unavailable',
    'The database was too slow to take the job; nothing was created. Try again.',
  );

interface Inserting {
  request: NewJob;
  plan: JobPlan;
  insertion: Insertion;
  /** Unix milliseconds, local, after which the insertion can no longer take effect. */
  certainAt: number;
}

/**
 * @returns the job, or the one that was there before it under its key or as its singleton; null if the singleton
 * that kept it out has ended since: nothing was created.
 * @throws Refusal `outcome_unknown`, or another if nothing was created.
 */
export async function insertJob(
  context: EngineContext,
  { request, plan, insertion, certainAt }: Inserting,
): Promise<JobRow | null> {
  const { db, clock } = context;
  const { id, key } = insertion;
  let isSwept = false;
  const { owner } = request;
  const { singletonKey } = insertion;
  const same = or(withKey(owner, key), unfinishedSingleton(owner, singletonKey));
  const found = () =>
    db.select().from(jobs).where(same).orderBy(sql`(${jobs.idempotencyKey} = ${key}) is not true`).limit(1);
  const forgetOldKey = sql`update jobs set idempotency_key = null where owner = ${owner}
    and idempotency_key = ${request.idempotencyKey} and created_at <= clock_timestamp() - ${KEY_KEPT}`;
  const batch = () =>
    db.batch([
      db.execute(sweeperStatement(context.appUrl, { hold: true })),
      db.execute(forgetOldKey),
      db.execute(insertStatement(insertion, request, plan)),
      db.execute(budgetStatement(request.budgets)),
      found(),
      ...(plan.also?.(id) ?? []).map((statement) => db.execute(statement)),
      db.execute(assertInTimeAndOwn(insertion, owner)),
    ]);
  try {
    const once = async () => {
      const [sweeper, , , , [row]] = await batch();
      isSwept = toSweeper(sweeper.rows[0])?.armed ?? false;
      return row ?? null;
    };
    const { value } = await write(context, once, {
      look: async () => (await found())[0] ?? null,
      advice: () =>
        `look_at shows the job once it exists. If you send the request again, send the same body with ` +
        `"Idempotency-Key: ${key}": that makes no second job.`,
      doubt: () => ({ jobId: id, idempotencyKey: key, certainInMs: Math.max(0, certainAt - clock.now()) }),
    });
    if (value && !isSwept) await ensureSweeper(context);
    if (value || singletonKey !== null) return value;
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY) throw inputGone();
    if (!isTooLate(error)) throw error;
  }
  throw tooSlow();
}
