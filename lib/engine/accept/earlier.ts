import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Room, roomStatement, toRoom } from '../../access/creation.ts';
import { Refusal } from '../../core/errors.ts';
import { jsonText } from '../../core/json.ts';
import { ms, transact } from '../../db/client.ts';
import { rowOf } from '../../db/row-of.ts';
import { storedSequence } from '../../db/stored-statement.ts';
import { query } from '../../jobs/context.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { UNFINISHED } from '../../jobs/lifecycle.ts';
import { overdueSql } from '../../jobs/overdue.ts';
import { toJob } from '../../jobs/read.ts';
import type { Job } from '../../jobs/types.ts';
import type { EngineContext } from '../context.ts';
import { type Sweeper, sweeperStatement, toSweeper } from '../sweep/arm.ts';
import type { JobRow } from './insert-job.ts';
import { KEY_KEPT } from './insertion.ts';
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

const TYPES = {
  owner: 'text',
  /** The request's own Idempotency-Key, if it has one. */
  key: 'text',
  singletonKey: 'text',
  appUrl: 'text',
  /** The deployment's limits; 0 for none. */
  unfinishedJobs: 'float8',
  stepsPerDay: 'float8',
} as const;

/** Its fifth gives what is left to the owner. */
export const LOOK_UP = storedSequence('look_up', TYPES, (args) => {
  const { owner, key, singletonKey, appUrl } = args;
  return [
    sql`select ${ms(sql`clock_timestamp()`)} as now_ms`,
    {
      when: sql`(${key} is null)`,
      eased: null,
      otherwise: sql`select * from jobs where owner = ${owner} and idempotency_key = ${key}
        and created_at > clock_timestamp() - ${KEY_KEPT} limit 1`,
    },
    {
      when: sql`(${singletonKey} is null)`,
      eased: null,
      otherwise: sql`select jobs.*, ${overdueSql()} as overdue from jobs
        where owner = ${owner} and singleton_key = ${singletonKey} and ${UNFINISHED} limit 1`,
    },
    sweeperStatement(appUrl, { hold: false }),
    roomStatement(owner, args),
  ];
});

const overdueSchema = z.object({ overdue: z.boolean() });

/** Reads in one round trip, and changes nothing. @throws Refusal `database_unavailable`. */
export async function lookUp(context: EngineContext, request: NewJob): Promise<LookedUp> {
  const { db, appUrl, limits } = context;
  const call = LOOK_UP.with({
    owner: request.owner,
    key: request.idempotencyKey,
    singletonKey: singletonOf(request),
    appUrl,
    unfinishedJobs: limits.unfinishedJobs ?? 0,
    stepsPerDay: limits.stepsPerDay ?? 0,
  });
  const [now, found, singletons, sweeper, room] = await query(context, () => transact(db, [call]));
  const [earlier, singleton] = [found?.[0], singletons?.[0]];
  return {
    at: startSchema.parse(now?.[0]).now_ms,
    earlier: earlier === undefined ? undefined : rowOf(jobs, earlier),
    singleton:
      singleton === undefined
        ? undefined
        : { job: rowOf(jobs, singleton), overdue: overdueSchema.parse(singleton).overdue },
    sweeper: toSweeper(sweeper?.[0]),
    room: toRoom(room?.[0]),
  };
}

/** The job that answers the request in place of a new one. @throws Refusal `idempotency_mismatch`. */
export function answeredBy({ earlier, singleton }: LookedUp, request: NewJob): Created | null {
  if (earlier) return replay(earlier, requestHash(request));
  return singleton && !singleton.overdue ? standing(singleton.job) : null;
}
