import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { transact } from '../db/client.ts';
import { type JobsContext, query } from '../jobs/context.ts';
import { UNFINISHED } from '../jobs/lifecycle.ts';
import { write } from '../jobs/write.ts';
import type { Limits } from './limits.ts';

/** Limits of one owner's own. Null: the deployment's; 0: none. */
export type OwnLimits = Limits;

/** SQL: bytes that a product stores for an owner; a scalar. */
export type StoredBytes = (owner: string) => SQL;

const NAMES = {
  requestsPerMinute: 'requests_per_minute',
  unfinishedJobs: 'unfinished_jobs',
  stepsPerDay: 'steps_per_day',
  storedBytes: 'stored_bytes',
} as const satisfies Record<keyof Limits, string>;

/**
 * SQL: an owner's limit, or the `usual` one; null if there is none, or if it is 0. Needs `owner_limits l`, or a row of
 * nulls in its place.
 */
export const limitSql = (name: keyof Limits, usual: SQL): SQL =>
  sql`nullif(coalesce(l.${sql.raw(NAMES[name])}, ${usual}::bigint), 0)::float8`;

/** SQL: steps of the jobs that an owner has created since midnight, those deleted since included. */
export const stepsOfToday = (owner: string | SQL): SQL => sql`((select coalesce(sum(j.total), 0) from jobs j
    where j.owner = ${owner} and j.created_at >= date_trunc('day', clock_timestamp(), 'UTC'))
  + (select coalesce(sum(d.deleted_steps), 0) from owner_days d
    where d.owner = ${owner} and d.day = (clock_timestamp() at time zone 'UTC')::date))::float8`;

/** SQL: how many jobs of an owner have not ended. */
export const unfinishedOf = (owner: string | SQL): SQL =>
  sql`(select count(*) from jobs where owner = ${owner} and ${UNFINISHED})::int`;

/** SQL: milliseconds until the next day begins in UTC. */
export const untilTomorrow = sql`(extract(epoch from date_trunc('day', clock_timestamp(), 'UTC') + interval '1 day'
  - clock_timestamp()) * 1000)::float8`;

const sumOf = (owner: string, stored: readonly StoredBytes[]): SQL =>
  sql`(0::float8${sql.join(stored.map((each) => sql` + coalesce((${each(owner)}), 0)`))})::float8`;

const limited = z.number().nullable();
const standingSchema = z.object({
  own: z.object({
    requests_per_minute: limited,
    unfinished_jobs: limited,
    steps_per_day: limited,
    stored_bytes: limited,
  }),
  unfinished: z.number(),
  steps: z.number(),
  stored: z.number(),
  tomorrow_ms: z.number(),
  full_ms: z.number(),
});

/** What an owner has used, and its own limits. */
export interface Standing {
  own: OwnLimits;
  unfinishedJobs: number;
  stepsToday: number;
  storedBytes: number;
  /** Milliseconds until steps are counted anew. */
  tomorrowMs: number;
  /** Milliseconds until all requests of a minute are there again. */
  fullMs: number;
}

/** @throws Refusal `database_unavailable`. */
export async function standingOf(
  context: JobsContext,
  owner: string,
  stored: readonly StoredBytes[],
): Promise<Standing> {
  const statement = sql`select jsonb_build_object('requests_per_minute', l.requests_per_minute,
      'unfinished_jobs', l.unfinished_jobs, 'steps_per_day', l.steps_per_day, 'stored_bytes', l.stored_bytes) as own,
    ${unfinishedOf(owner)} as unfinished, ${stepsOfToday(owner)} as steps, ${sumOf(owner, stored)} as stored,
    ${untilTomorrow} as tomorrow_ms,
    greatest(0, coalesce(extract(epoch from q.full_at - clock_timestamp()) * 1000, 0))::float8 as full_ms
  from (select) as one left join owner_limits l on l.owner = ${owner} left join owner_requests q on q.owner = ${owner}`;
  const { rows } = await query(context, () => context.db.execute(statement));
  const row = standingSchema.parse(rows[0]);
  return {
    own: {
      requestsPerMinute: row.own.requests_per_minute,
      unfinishedJobs: row.own.unfinished_jobs,
      stepsPerDay: row.own.steps_per_day,
      storedBytes: row.own.stored_bytes,
    },
    unfinishedJobs: row.unfinished,
    stepsToday: row.steps,
    storedBytes: row.stored,
    tomorrowMs: row.tomorrow_ms,
    fullMs: row.full_ms,
  };
}

/** The limits that hold for an owner. */
export function limitsIn({ own }: Pick<Standing, 'own'>, usual: Limits): Limits {
  const of = (name: keyof Limits): number | null => (own[name] === null ? usual[name] : own[name] || null);
  return {
    requestsPerMinute: of('requestsPerMinute'),
    unfinishedJobs: of('unfinishedJobs'),
    stepsPerDay: of('stepsPerDay'),
    storedBytes: of('storedBytes'),
  };
}

/** Replaces an owner's own limits. @throws Refusal `database_unavailable`, `outcome_unknown`. */
export async function putLimits(context: JobsContext, owner: string, own: OwnLimits): Promise<void> {
  const { requestsPerMinute, unfinishedJobs, stepsPerDay, storedBytes } = own;
  const statement = sql`insert into owner_limits (owner, requests_per_minute, unfinished_jobs, steps_per_day, stored_bytes)
    values (${owner}, ${requestsPerMinute}::int, ${unfinishedJobs}::int, ${stepsPerDay}::int, ${storedBytes}::bigint)
    on conflict (owner) do update set requests_per_minute = excluded.requests_per_minute,
      unfinished_jobs = excluded.unfinished_jobs, steps_per_day = excluded.steps_per_day,
      stored_bytes = excluded.stored_bytes, updated_at = clock_timestamp()`;
  await write(context, () => transact(context.db, [statement]), {
    advice: () => 'Send it again: setting limits twice is the same as setting them once.',
  });
}
