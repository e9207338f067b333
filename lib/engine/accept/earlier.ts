import { createHash } from 'node:crypto';
import { and, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Room, roomStatement, toRoom } from '../../access/creation.ts';
import { Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { ms } from '../../db/client.ts';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { overdueSql } from '../../jobs/overdue.ts';
import { toJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import type { EngineContext } from '../context.ts';
import { type Sweeper, sweeperStatement, toSweeper } from '../sweep/arm.ts';
import { type JobRow, KEY_KEPT, unfinishedSingleton, withKey } from './insert-job.ts';
import { type NewJob, NO_LABELS } from './new-job.ts';

export interface Created {
  job: Job;
  input: unknown;
  /** True if an earlier request with the same key created the job. */
  replayed: boolean;
  /** True if an earlier request for the same singleton created it, and it is not finished. */
  existing: boolean;
}

/** What is stored that concerns a request. */
export interface LookedUp {
  /** The database's clock, Unix milliseconds. */
  at: number;
  /** The job of an earlier request with the same key. */
  earlier: JobRow | undefined;
  /** An unfinished job for the same singleton. */
  singleton: { job: JobRow; overdue: boolean } | undefined;
  sweeper: Sweeper | null;
  room: Room;
}

const startSchema = z.object({ now_ms: z.number() });

const digest = (parts: unknown[]) => createHash('sha256').update(jsonText(parts)).digest('hex');

/** Equal requests hash equally, since the schema has normalized them. */
export function requestHash({ kind, asked, deadlineSeconds, callbackUrl, ownEvent, labels }: NewJob): string {
  const plain = jsonText(labels) === jsonText(NO_LABELS);
  const told = [callbackUrl, ownEvent].filter((part) => part !== null);
  const parts = [kind, asked, deadlineSeconds, ...told];
  return digest(plain ? parts : [...parts, labels]);
}

export const singletonOf = ({ kind, asked, labels }: NewJob): string | null =>
  labels.singleton ? digest([kind, asked]) : null;

/** @throws Refusal `idempotency_mismatch`. */
export function replay(row: JobRow, hash: string): Created {
  if (row.requestHash !== hash) {
    throw new Refusal(
      'idempotency_mismatch',
      `This Idempotency-Key belongs to job ${row.id}, which was created with a different body. Use a new key.`,
    );
  }
  return { job: toJob(row), input: row.input, replayed: true, existing: false };
}

/** A job that stands for the request because it is the same singleton. */
export const standing = (row: JobRow): Created => ({
  job: toJob(row),
  input: row.input,
  replayed: false,
  existing: true,
});

/** Reads in one round trip, and changes nothing. @throws Refusal `database_unavailable`. */
export async function lookUp(context: EngineContext, request: NewJob): Promise<LookedUp> {
  const { db, appUrl, limits } = context;
  const { owner, idempotencyKey } = request;
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
        .where(unfinishedSingleton(owner, singletonOf(request)))
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

/** The job that answers the request in place of a new one. @throws Refusal `idempotency_mismatch`. */
export function answeredBy({ earlier, singleton }: LookedUp, request: NewJob): Created | null {
  if (earlier) return replay(earlier, requestHash(request));
  return singleton && !singleton.overdue ? standing(singleton.job) : null;
}
