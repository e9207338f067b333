import { createHash } from 'node:crypto';
import { and, sql } from 'drizzle-orm';
import { z } from 'zod';
import { assertRoomForJob, assertRoomForSteps, roomStatement, toRoom } from '../../access/creation.ts';
import { Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { ms } from '../../db/client.ts';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { overdueSql } from '../../jobs/overdue.ts';
import { toJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import type { EngineContext } from '../context.ts';
import { firstWatchdogSeconds, linesFor } from '../lines.ts';
import { arm, sweeperStatement, toSweeper } from '../sweep/arm.ts';
import {
  CERTAIN_AFTER_MS,
  insertJob,
  type JobRow,
  KEY_KEPT,
  unfinishedSingleton,
  withKey,
} from './insert-job.ts';
import { type NewJob, NO_LABELS } from './new-job.ts';

export interface Created {
  job: Job;
  input: unknown;
  /** True if an earlier request with the same key created the job. */
  replayed: boolean;
  /** True if an earlier request for the same singleton created it, and it is not finished. */
  existing: boolean;
}

const startSchema = z.object({ now_ms: z.number() });

/** Equal requests hash equally, since the schema has normalized them. */
function requestHash({ kind, asked, deadlineSeconds, callbackUrl, labels }: NewJob): string {
  const plain = jsonText(labels) === jsonText(NO_LABELS);
  const parts = [kind, asked, deadlineSeconds, ...(callbackUrl === null ? [] : [callbackUrl])];
  return digest(plain ? parts : [...parts, labels]);
}

const digest = (parts: unknown[]) => createHash('sha256').update(jsonText(parts)).digest('hex');

const singletonOf = ({ kind, asked, labels }: NewJob): string | null =>
  labels.singleton ? digest([kind, asked]) : null;

function replay(row: JobRow, hash: string): Created {
  if (row.requestHash !== hash) {
    throw new Refusal(
      'idempotency_mismatch',
      `This Idempotency-Key belongs to job ${row.id}, which was created with a different body. Use a new key.`,
    );
  }
  return { job: toJob(row), input: row.input, replayed: true, existing: false };
}

/** A job that stands for the request because it is the same singleton. */
const standing = (row: JobRow): Created => ({
  job: toJob(row),
  input: row.input,
  replayed: false,
  existing: true,
});

async function lookUp(
  context: EngineContext,
  { owner, idempotencyKey }: NewJob,
  singletonKey: string | null,
) {
  const { db, appUrl, limits } = context;
  const byKey = and(
    withKey(owner, idempotencyKey ?? ''),
    sql`${jobs.createdAt} > clock_timestamp() - ${KEY_KEPT}`,
  );
  const [now, found, singletons, sweeper, room] = await query(context, () =>
    db.batch([
      db.execute(sql`select ${ms(sql`clock_timestamp()`)} as now_ms`),
      db.select().from(jobs).where(byKey).limit(1),
      db
        .select({ job: jobs, overdue: overdueSql() })
        .from(jobs)
        .where(unfinishedSingleton(owner, singletonKey))
        .limit(1),
      db.execute(sweeperStatement(appUrl, { hold: false })),
      db.execute(roomStatement(owner, limits)),
    ]),
  );
  return {
    at: startSchema.parse(now.rows[0]).now_ms,
    earlier: idempotencyKey === null ? undefined : found[0],
    singleton: singletons[0],
    sweeper: toSweeper(sweeper.rows[0]),
    room: toRoom(room.rows[0]),
  };
}

/** How often a singleton that ended meanwhile is asked for again. */
const MOST_TRIES = 3;

/** @returns null if a singleton kept the job out and has ended since. */
async function tryToCreate(context: EngineContext, request: NewJob): Promise<Created | null> {
  const { ids, clock, publisher, settings } = context;
  const hash = requestHash(request);
  const singletonKey = singletonOf(request);
  const { at, earlier, singleton, sweeper, room } = await lookUp(context, request, singletonKey);
  const certainAt = clock.now() + CERTAIN_AFTER_MS;
  if (earlier) return replay(earlier, hash);
  if (singleton?.overdue) await context.endOverdue([singleton.job]);
  else if (singleton) return standing(singleton.job);
  assertRoomForJob(room);

  const plan = await request.plan();
  assertRoomForSteps(room, plan.steps.length, clock.now());
  const id = ids.job(clock.now());
  const first = plan.stages[0];
  const ofFirst = plan.steps.filter((step) => step.stage === 0).length;
  const budget = first?.provider ? (request.budgets[first.provider]?.maxInFlight ?? null) : null;
  const lines = linesFor(ofFirst, first?.concurrency ?? 1, budget);
  const delay = firstWatchdogSeconds(settings, plan.stages, request.deadlineSeconds);
  // Before the messages: once they are out, their slices wait for the job.
  if (!sweeper?.armed) await arm(context, sweeper);
  await publisher.start({ jobId: id, epoch: 1, lines, nonce: ids.token(), at, watchdogDelaySeconds: delay });

  const key = request.idempotencyKey ?? ids.token();
  const messages = lines.length + 1;
  const told = { id, key, at, messages, ofFirst, hash, singletonKey, watchdogDelaySeconds: delay };
  const row = await insertJob(context, { request, plan, insertion: told, certainAt });
  if (row === null) return null;
  if (row.id !== id) return row.idempotencyKey === key ? replay(row, hash) : standing(row);
  context.log.info('job_created', {
    job: id,
    kind: request.kind,
    steps: plan.steps.length,
    lines: lines.length,
  });
  return { job: toJob(row), input: row.input, replayed: false, existing: false };
}

/**
 * Publishes a job's messages, then inserts the job, so that no stored job lacks messages. A repeated request
 * with the same idempotency key returns the first job; one for a singleton that is unfinished returns that.
 * @throws Refusal `queue_unavailable`, `database_unavailable`, `idempotency_mismatch`, `too_many_unfinished_jobs`,
 * `steps_per_day_exceeded`, or from `plan`: nothing was created. `outcome_unknown`: the job may be created until its
 * time is over.
 */
export async function createJob(context: EngineContext, request: NewJob): Promise<Created> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const created = await tryToCreate(context, request);
    if (created) return created;
  }
  throw new Refusal(
    'database_busy',
    'Other requests for this singleton came first, and their jobs ended at once; nothing was created. Try again.',
  );
}
