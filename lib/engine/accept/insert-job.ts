import { and, eq, or, sql } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import { transact } from '../../db/client.ts';
import { sqlState } from '../../db/error-chain.ts';
import { isTooLate } from '../../db/errors.ts';
import { rowOf } from '../../db/row-of.ts';
import { jobs } from '../../jobs/db-schema.ts';
import { UNFINISHED } from '../../jobs/lifecycle.ts';
import { write } from '../../jobs/write.ts';
import type { EngineContext } from '../context.ts';
import { ensureSweeper, toSweeper } from '../sweep/arm.ts';
import { assertStillInTime, INSERT_WITHIN_MS, type Insertion, insertion } from './insertion.ts';
import type { JobPlan, NewJob } from './new-job.ts';

/** A transaction that was in time may take this long to commit. */
const COMMIT_WITHIN_MS = 2_000;
/** Local milliseconds after the look-up when an insertion can no longer take effect. */
export const CERTAIN_AFTER_MS = INSERT_WITHIN_MS + COMMIT_WITHIN_MS;
/** SQLSTATE foreign_key_violation. */
const FOREIGN_KEY = '23503';

export type JobRow = typeof jobs.$inferSelect;

const withKey = (owner: string, key: string) => and(eq(jobs.owner, owner), eq(jobs.idempotencyKey, key));

/** An unfinished job that stands for the request, if that asks for a singleton. */
const unfinishedSingleton = (owner: string, singletonKey: string | null) =>
  singletonKey === null
    ? sql`false`
    : and(eq(jobs.owner, owner), eq(jobs.singletonKey, singletonKey), UNFINISHED);

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
  told: Insertion;
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
  { request, plan, told, certainAt }: Inserting,
): Promise<JobRow | null> {
  const { db, clock } = context;
  const { id, key, singletonKey } = told;
  let isSwept = false;
  const { owner } = request;
  const same = or(withKey(owner, key), unfinishedSingleton(owner, singletonKey));
  const found = () =>
    db.select().from(jobs).where(same).orderBy(sql`(${jobs.idempotencyKey} = ${key}) is not true`).limit(1);
  const also = plan.also?.(id) ?? [];
  const last = also.length === 0 ? [] : [assertStillInTime(told, owner)];
  try {
    const once = async () => {
      const call = insertion(context.appUrl, told, request, plan);
      const [, sweeper, , , , found] = await transact(db, [call, ...also, ...last]);
      isSwept = toSweeper(sweeper?.[0])?.armed ?? false;
      return found?.[0] === undefined ? null : rowOf(jobs, found[0]);
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
