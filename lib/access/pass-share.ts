import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../db/client.ts';
import { fullAfterSql, leftSql } from './rate.ts';

/** What the statement says of a link. */
export const sharePassSchema = z.object({
  /** Null: there is no such link any more. */
  job_id: z.string().nullable(),
  owner: z.string().nullable(),
  is_revoked: z.boolean(),
  is_expired: z.boolean(),
  per_minute: z.number().nullable(),
  granted: z.number(),
  used_ms: z.number(),
});
export type SharePassed = z.infer<typeof sharePassSchema>;

/** Finds a link and takes up to `count` requests from its own minute, in one statement. */
export function sharePassStatement(id: string, count: number, usual: number | null): SQL {
  const at = sql`(select at from t)`;
  const limit = sql`(select per_minute from s)`;
  const left = leftSql(sql`h.full_at`, at, limit);
  const granted = sql`least(${count}::int, ${left})`;
  return sql`with t as materialized (select clock_timestamp() as at),
    s as materialized (
      select h.id, h.job_id, j.owner, h.full_at, coalesce(h.revoked_at <= t.at, false) as is_revoked,
        h.expires_at <= t.at as is_expired,
        nullif(coalesce(l.requests_per_minute, ${usual ?? 0}::int), 0)::float8 as per_minute
      from t, job_shares h join jobs j on j.id = h.job_id left join owner_limits l on l.owner = j.owner
      where h.id = ${id}
    ), took as (
      update job_shares h set granted = ${granted}, full_at = ${fullAfterSql(sql`h.full_at`, at, granted, limit)}
      from s where h.id = s.id and s.per_minute is not null and not s.is_revoked and not s.is_expired
        and ${leftSql(sql`s.full_at`, at, limit)} > 0 and ${left} > 0
      returning h.granted, h.full_at
    )
    select s.job_id, s.owner, coalesce(s.is_revoked, false) as is_revoked, coalesce(s.is_expired, false) as is_expired,
      s.per_minute, coalesce(took.granted, 0) as granted,
      greatest(0, coalesce(${ms(sql`coalesce(took.full_at, s.full_at)`)} - ${ms(at)}, 0))::float8 as used_ms
    from (select) as one left join s on true left join took on true`;
}
