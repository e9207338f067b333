import { createHash } from 'node:crypto';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { ms } from '../../db/client.ts';
import { sqlState } from '../../db/errors.ts';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { toJob } from '../../jobs/read.ts';
import type { Job, JobSource, PlannedStep, StagePlan } from '../../jobs/types.ts';
import type { EngineContext } from '../context.ts';
import { linesFor, watchdogDelaySeconds } from '../lines.ts';

/** How long after its request began a job may still be inserted; its messages are dropped at 30 s. */
const INSERT_WITHIN_MS = 20_000;
/** SQLSTATE of a foreign key whose row is not there. */
const FOREIGN_KEY = '23503';
const KEY_KEPT = sql.raw(`interval '24 hours'`);

export interface NewJob {
  owner: string;
  kind: string;
  source: JobSource;
  analyzerVersion: number;
  /** Validated; what the request is known by when it comes again. */
  asked: unknown;
  /** Called once, and only when this is not the repetition of an earlier request. @throws Refusal. */
  plan(): Promise<JobPlan>;
  /** Requests at once that each named provider allows. */
  budgets: Record<string, number>;
  deadlineSeconds: number;
  watchdogPeriodMs: number;
  idempotencyKey: string | null;
  /** Who is told of the end; null for nobody. */
  callbackUrl: string | null;
}

/** What becomes of a request once stored data have filled it in. */
export interface JobPlan {
  /** What the analyzer reads. */
  input: unknown;
  stages: StagePlan[];
  steps: PlannedStep[];
  /** Round trips that it took to make. */
  roundTrips: number;
  /** Run in the transaction that inserts the job, after it; each must do nothing without the job's row. */
  also?(jobId: string): SQL[];
}

export interface Created {
  job: Job;
  input: unknown;
  /** The answer to an earlier request under the same key. */
  replayed: boolean;
}

const startSchema = z.object({ now_ms: z.number() });

/** The same request gives the same hash: its parts were normalized by their schema. */
function requestHash({ kind, asked, deadlineSeconds, callbackUrl }: NewJob): string {
  const parts = [kind, asked, deadlineSeconds, ...(callbackUrl === null ? [] : [callbackUrl])];
  return createHash('sha256').update(jsonText(parts)).digest('hex');
}

function replay(row: typeof jobs.$inferSelect, hash: string): Created {
  if (row.requestHash !== hash) {
    throw new Refusal(
      'idempotency_mismatch',
      `This Idempotency-Key belongs to job ${row.id}, which was asked for with another body. Use a new key.`,
    );
  }
  return { job: toJob(row), input: row.input, replayed: true };
}

async function lookUp(context: EngineContext, { owner, idempotencyKey }: NewJob) {
  const { db } = context;
  const byKey = and(
    eq(jobs.owner, owner),
    eq(jobs.idempotencyKey, idempotencyKey ?? ''),
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
  /** The database's clock when the request began, milliseconds. */
  at: number;
  messages: number;
  hash: string;
}

function insertStatement({ id, at, messages, hash }: Insertion, request: NewJob, plan: JobPlan) {
  const { steps, stages } = plan;
  const ofFirst = steps.filter((step) => step.stage === 0).length;
  const planned = steps.map(({ stage, key, input }, seq) => ({
    stage,
    key,
    seq,
    input: input ?? null,
    provider: stages[stage]?.provider ?? null,
  }));
  return sql`with j as (
    insert into jobs (id, owner, kind, analyzer_version, source, input, stages, stage_total, stage_left, total, planned,
      idempotency_key, request_hash, messages, round_trips, deadline_seconds, deadline_at,
      callback_url, webhook_status)
    select ${id}, ${request.owner}, ${request.kind}, ${request.analyzerVersion}::int, ${request.source},
      ${jsonText(plan.input)}::jsonb, ${jsonText(stages)}::jsonb, ${ofFirst}::int, ${ofFirst}::int,
      ${steps.length}::int, ${steps.length}::int, ${request.idempotencyKey}, ${hash}, ${messages}::int, ${2 + plan.roundTrips}::int,
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
 * Accepts a job only after its messages are accepted, so that none can wait for a message that was never sent.
 * A repeated request under the same key finds the first one's job.
 * @throws Refusal `queue_unavailable`, `database_unavailable`, `idempotency_mismatch`, and what `plan` throws; nothing
 * was created.
 */
export async function createJob(context: EngineContext, request: NewJob): Promise<Created> {
  const { db, ids, clock, publisher } = context;
  const hash = requestHash(request);
  const { at, earlier } = await lookUp(context, request);
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

  const row = await insert(context, () => {
    const insertion = insertStatement({ id, at, messages: lines.length + 1, hash }, request, plan);
    const byKey = and(eq(jobs.owner, request.owner), eq(jobs.idempotencyKey, request.idempotencyKey ?? ''));
    const whichever = request.idempotencyKey === null ? eq(jobs.id, id) : byKey;
    const forgetOldKey = sql`update jobs set idempotency_key = null where owner = ${request.owner}
      and idempotency_key = ${request.idempotencyKey} and created_at <= clock_timestamp() - ${KEY_KEPT}`;
    return db.batch([
      db.execute(forgetOldKey),
      db.execute(insertion),
      db.execute(budgetStatement(request.budgets)),
      db.select().from(jobs).where(whichever).limit(1),
      ...(plan.also?.(id) ?? []).map((statement) => db.execute(statement)),
      db.execute(sql`select unstuck_assert_before(to_timestamp(${at + INSERT_WITHIN_MS}::float8 / 1000))`),
    ]);
  });
  if (row.id !== id) return replay(row, hash);
  context.log.info('job_created', {
    job: id,
    kind: request.kind,
    steps: plan.steps.length,
    lanes: lines.length,
  });
  return { job: toJob(row), input: row.input, replayed: false };
}

/** What the input names was there a moment ago. */
const inputGone = () =>
  new Refusal(
    'invalid_input',
    'What the request names was deleted meanwhile; nothing was created. Send it again.',
  );

async function insert(
  context: EngineContext,
  batch: () => Promise<[unknown, unknown, unknown, (typeof jobs.$inferSelect)[], ...unknown[]]>,
): Promise<typeof jobs.$inferSelect> {
  try {
    const [, , , [row]] = await query(context, batch);
    if (row) return row;
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY) throw inputGone();
    if (sqlState(error) !== 'UN001') throw error;
  }
  throw new Refusal(
    'database_unavailable',
    'The database was too slow to take the job; nothing was created. Try again.',
  );
}

/** The providers' budgets as configured; unchanged rows are not touched. */
function budgetStatement(budgets: Record<string, number>) {
  const wanted = Object.entries(budgets).map(([name, max]) => ({ name, max }));
  return sql`insert into providers (name, max_in_flight)
    select name, max from jsonb_to_recordset(${jsonText(wanted)}::jsonb) as b(name text, max int) order by name
    on conflict (name) do update set max_in_flight = excluded.max_in_flight
    where providers.max_in_flight <> excluded.max_in_flight`;
}
