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
import { arm, ensureSweeper, sweeperStatement, toSweeper } from '../sweep/arm.ts';

/** A job must be inserted this soon after its request began; its messages are dropped after 30 s. */
const INSERT_WITHIN_MS = 20_000;
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

function replay(row: typeof jobs.$inferSelect, hash: string): Created {
  if (row.requestHash !== hash) {
    throw new Refusal(
      'idempotency_mismatch',
      `This Idempotency-Key belongs to job ${row.id}, which was created with a different body. Use a new key.`,
    );
  }
  return { job: toJob(row), input: row.input, replayed: true };
}

async function lookUp(context: EngineContext, { owner, idempotencyKey }: NewJob) {
  const { db, appUrl } = context;
  const byKey = and(
    eq(jobs.owner, owner),
    eq(jobs.idempotencyKey, idempotencyKey ?? ''),
    sql`${jobs.createdAt} > clock_timestamp() - ${KEY_KEPT}`,
  );
  const [now, found, sweeper] = await query(context, () =>
    db.batch([
      db.execute(sql`select ${ms(sql`clock_timestamp()`)} as now_ms`),
      db.select().from(jobs).where(byKey).limit(1),
      db.execute(sweeperStatement(appUrl, { hold: false })),
    ]),
  );
  return {
    at: startSchema.parse(now.rows[0]).now_ms,
    earlier: idempotencyKey === null ? undefined : found[0],
    sweeper: toSweeper(sweeper.rows[0]),
  };
}

interface Insertion {
  id: string;
  /** Database time when the request began, Unix milliseconds. */
  at: number;
  messages: number;
  /** Steps of the first stage. */
  ofFirst: number;
  hash: string;
  watchdogDelaySeconds: number;
}

function insertStatement(
  { id, at, messages, ofFirst, hash, watchdogDelaySeconds: delay }: Insertion,
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
      watch_at, callback_url, webhook_status)
    select ${id}, ${request.owner}, ${request.kind}, ${request.analyzerVersion}::int, ${request.source},
      ${jsonText(input)}::jsonb, ${jsonText(stages)}::jsonb, ${ofFirst}::int, ${ofFirst}::int,
      ${steps.length}::int, ${steps.length}::int, ${request.idempotencyKey}, ${hash}, ${messages}::int, ${2 + roundTrips}::int,
      ${request.deadlineSeconds}::int,
      clock_timestamp() + ${request.deadlineSeconds} * interval '1 s',
      clock_timestamp() + ${delay}::int * interval '1 s',
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
 * Publishes a job's messages, then inserts the job, so that no stored job lacks messages. A repeated request
 * with the same idempotency key returns the first job.
 * @throws Refusal `queue_unavailable`, `database_unavailable`, `idempotency_mismatch`, or from `plan`;
 * nothing was created.
 */
export async function createJob(context: EngineContext, request: NewJob): Promise<Created> {
  const { db, ids, clock, publisher, settings } = context;
  const hash = requestHash(request);
  const { at, earlier, sweeper } = await lookUp(context, request);
  if (earlier) return replay(earlier, hash);

  const plan = await request.plan();
  const id = ids.job(clock.now());
  const first = plan.stages[0];
  const ofFirst = plan.steps.filter((step) => step.stage === 0).length;
  const budget = first?.provider ? (request.budgets[first.provider] ?? null) : null;
  const lines = linesFor(ofFirst, first?.concurrency ?? 1, budget);
  const longestLease = Math.max(...plan.stages.map((stage) => stage.lease_ms));
  const delay = watchdogDelaySeconds({
    ...settings,
    leaseMs: longestLease,
    untilDeadlineMs: request.deadlineSeconds * 1000,
    waitMs: 0,
  });
  await Promise.all([
    publisher.start({ jobId: id, epoch: 1, lines, nonce: ids.token(), at, watchdogDelaySeconds: delay }),
    sweeper?.armed ? null : arm(context, sweeper),
  ]);

  const row = await insert(context, () => {
    const told = { id, at, messages: lines.length + 1, ofFirst, hash, watchdogDelaySeconds: delay };
    const insertion = insertStatement(told, request, plan);
    const byKey = and(eq(jobs.owner, request.owner), eq(jobs.idempotencyKey, request.idempotencyKey ?? ''));
    const whichever = request.idempotencyKey === null ? eq(jobs.id, id) : byKey;
    const forgetOldKey = sql`update jobs set idempotency_key = null where owner = ${request.owner}
      and idempotency_key = ${request.idempotencyKey} and created_at <= clock_timestamp() - ${KEY_KEPT}`;
    return db.batch([
      db.execute(sweeperStatement(context.appUrl, { hold: true })),
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

async function insert(
  context: EngineContext,
  batch: () => Promise<
    [{ rows: unknown[] }, unknown, unknown, unknown, (typeof jobs.$inferSelect)[], ...unknown[]]
  >,
): Promise<typeof jobs.$inferSelect> {
  try {
    const [sweeper, , , , [row]] = await query(context, batch);
    if (row && !toSweeper(sweeper.rows[0])?.armed) await ensureSweeper(context);
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

/** Writes the configured budgets; does not touch unchanged rows. */
function budgetStatement(budgets: Record<string, number>) {
  const wanted = Object.entries(budgets).map(([name, max]) => ({ name, max }));
  return sql`insert into providers (name, max_in_flight)
    select name, max from jsonb_to_recordset(${jsonText(wanted)}::jsonb) as b(name text, max int) order by name
    on conflict (name) do update set max_in_flight = excluded.max_in_flight
    where providers.max_in_flight <> excluded.max_in_flight`;
}
