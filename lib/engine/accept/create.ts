import { createHash } from 'node:crypto';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { ms } from '../../db/client.ts';
import { isTooLate, sqlState } from '../../db/errors.ts';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { toJob } from '../../jobs/read.ts';
import type { Job, JobSource, PlannedStep, StagePlan } from '../../jobs/types.ts';
import { write } from '../../jobs/write.ts';
import type { EngineContext } from '../context.ts';
import { linesFor, watchdogDelaySeconds } from '../lines.ts';
import { budgetStatement } from './budgets.ts';

/** A job must be inserted this soon after its request began; its messages are dropped after 30 s. */
const INSERT_WITHIN_MS = 20_000;
/** A transaction that was in time may take this long to commit. */
const COMMIT_WITHIN_MS = 2_000;
/** SQLSTATE foreign_key_violation. */
const FOREIGN_KEY = '23503';
const KEY_KEPT = sql.raw(`interval '24 hours'`);

export interface NewJob {
  owner: string;
  kind: string;
  source: JobSource;
  analyzerVersion: number;
  /** The validated input; hashed to recognize a repeated request. */
  asked: unknown;
  /** Called at most once, and not for a replay of an earlier request. @throws Refusal. */
  plan(): Promise<JobPlan>;
  /** Maximum concurrent requests, by provider. */
  budgets: Record<string, number>;
  deadlineSeconds: number;
  watchdogPeriodMs: number;
  /** Null: it gets one of its own, for sending it again when its outcome is in doubt. */
  idempotencyKey: string | null;
  /** Receives the event at the end of the job; null if none was given. */
  callbackUrl: string | null;
}

/** How a new request will be executed. */
export interface JobPlan {
  /** Stored in the job's row and read by the analyzer. */
  input: unknown;
  stages: StagePlan[];
  steps: PlannedStep[];
  /** Database round trips spent on planning. */
  roundTrips: number;
  /** Statements for the transaction that inserts the job; each must do nothing if the job's row is missing. */
  also?(jobId: string): SQL[];
}

export interface Created {
  job: Job;
  input: unknown;
  /** True if an earlier request with the same key created the job. */
  replayed: boolean;
}

const startSchema = z.object({ now_ms: z.number() });

/** Equal requests hash equally, since the schema has normalized them. */
function requestHash({ kind, asked, deadlineSeconds, callbackUrl }: NewJob): string {
  const parts = [kind, asked, deadlineSeconds, ...(callbackUrl === null ? [] : [callbackUrl])];
  return createHash('sha256').update(jsonText(parts)).digest('hex');
}

type JobRow = typeof jobs.$inferSelect;

function replay(row: JobRow, hash: string): Created {
  if (row.requestHash !== hash) {
    throw new Refusal(
      'idempotency_mismatch',
      `This Idempotency-Key belongs to job ${row.id}, which was created with a different body. Use a new key.`,
    );
  }
  return { job: toJob(row), input: row.input, replayed: true };
}

const withKey = (owner: string, key: string) => and(eq(jobs.owner, owner), eq(jobs.idempotencyKey, key));

async function lookUp(context: EngineContext, { owner, idempotencyKey }: NewJob) {
  const { db } = context;
  const byKey = and(
    withKey(owner, idempotencyKey ?? ''),
    sql`${jobs.createdAt} > clock_timestamp() - ${KEY_KEPT}`,
  );
  const [now, found] = await query(context, () =>
    db.batch([
      db.execute(sql`select ${ms(sql`clock_timestamp()`)} as now_ms`),
      db.select().from(jobs).where(byKey).limit(1),
    ]),
  );
  return {
    at: startSchema.parse(now.rows[0]).now_ms,
    earlier: idempotencyKey === null ? undefined : found[0],
  };
}

interface Insertion {
  id: string;
  /** The request's Idempotency-Key, or one made for it. */
  key: string;
  /** Database time when the request began, Unix milliseconds. */
  at: number;
  messages: number;
  /** Steps of the first stage. */
  ofFirst: number;
  hash: string;
}

function insertStatement(
  { id, key, at, messages, ofFirst, hash }: Insertion,
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
  return sql`with j as (
    insert into jobs (id, owner, kind, analyzer_version, source, input, stages, stage_total, stage_left, total, planned,
      idempotency_key, request_hash, messages, round_trips, deadline_seconds, deadline_at,
      callback_url, webhook_status)
    select ${id}, ${request.owner}, ${request.kind}, ${request.analyzerVersion}::int, ${request.source},
      ${jsonText(input)}::jsonb, ${jsonText(stages)}::jsonb, ${ofFirst}::int, ${ofFirst}::int,
      ${steps.length}::int, ${steps.length}::int, ${key}, ${hash}, ${messages}::int, ${2 + roundTrips}::int,
      ${request.deadlineSeconds}::int,
      clock_timestamp() + ${request.deadlineSeconds} * interval '1 s',
      ${request.callbackUrl}, ${request.callbackUrl === null ? null : 'pending'}
    where clock_timestamp() < to_timestamp(${at + INSERT_WITHIN_MS}::float8 / 1000)
    on conflict do nothing
    returning id
  )
  insert into steps (job_id, key, stage, seq, input, provider)
  select j.id, p.key, p.stage, p.seq, p.input, p.provider
  from j, jsonb_to_recordset(${jsonText(planned)}::jsonb)
    as p(key text, stage smallint, seq int, input jsonb, provider text)`;
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

/**
 * Publishes a job's messages, then inserts the job, so that no stored job lacks messages. A repeated request
 * with the same idempotency key returns the first job.
 * @throws Refusal `queue_unavailable`, `database_unavailable`, `idempotency_mismatch`, or from `plan`: nothing
 * was created. `outcome_unknown`: the job may be created until its time is over.
 */
export async function createJob(context: EngineContext, request: NewJob): Promise<Created> {
  const { ids, clock, publisher } = context;
  const hash = requestHash(request);
  const { at, earlier } = await lookUp(context, request);
  const certainAt = clock.now() + INSERT_WITHIN_MS + COMMIT_WITHIN_MS;
  if (earlier) return replay(earlier, hash);

  const plan = await request.plan();
  const id = ids.job(clock.now());
  const first = plan.stages[0];
  const ofFirst = plan.steps.filter((step) => step.stage === 0).length;
  const budget = first?.provider ? (request.budgets[first.provider] ?? null) : null;
  const lines = linesFor(ofFirst, first?.concurrency ?? 1, budget);
  const longestLease = Math.max(...plan.stages.map((stage) => stage.lease_ms));
  const deadlineMs = request.deadlineSeconds * 1000;
  await publisher.start({
    jobId: id,
    epoch: 1,
    lines,
    nonce: ids.token(),
    at,
    watchdogDelaySeconds: watchdogDelaySeconds(request.watchdogPeriodMs, longestLease, deadlineMs),
  });

  const key = request.idempotencyKey ?? ids.token();
  const insertion = { id, key, at, messages: lines.length + 1, ofFirst, hash };
  const row = await insert(context, { request, plan, insertion, certainAt });
  if (row.id !== id) return replay(row, hash);
  context.log.info('job_created', {
    job: id,
    kind: request.kind,
    steps: plan.steps.length,
    lines: lines.length,
  });
  return { job: toJob(row), input: row.input, replayed: false };
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

/** @throws Refusal `outcome_unknown`, or another if nothing was created. */
async function insert(
  context: EngineContext,
  { request, plan, insertion, certainAt }: Inserting,
): Promise<JobRow> {
  const { db, clock } = context;
  const { id, key } = insertion;
  const { owner } = request;
  const found = () => db.select().from(jobs).where(withKey(owner, key)).limit(1);
  const forgetOldKey = sql`update jobs set idempotency_key = null where owner = ${owner}
    and idempotency_key = ${request.idempotencyKey} and created_at <= clock_timestamp() - ${KEY_KEPT}`;
  const batch = () =>
    db.batch([
      db.execute(forgetOldKey),
      db.execute(insertStatement(insertion, request, plan)),
      db.execute(budgetStatement(request.budgets)),
      found(),
      ...(plan.also?.(id) ?? []).map((statement) => db.execute(statement)),
      db.execute(assertInTimeAndOwn(insertion, owner)),
    ]);
  try {
    const { value } = await write(context, async () => (await batch())[3][0] ?? null, {
      look: async () => (await found())[0] ?? null,
      advice: () =>
        `look_at shows the job once it exists. If you send the request again, send the same body with ` +
        `"Idempotency-Key: ${key}": that makes no second job.`,
      doubt: () => ({ jobId: id, idempotencyKey: key, certainInMs: Math.max(0, certainAt - clock.now()) }),
    });
    if (value) return value;
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY) throw inputGone();
    if (!isTooLate(error)) throw error;
  }
  throw tooSlow();
}
