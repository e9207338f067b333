import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ms } from '../db/client.ts';
import { fullAfterSql, leftSql } from './rate.ts';
import { SCOPES } from './scopes.ts';

/** What the statement says of a key and of its owner's requests. */
export const passSchema = z.object({
  key: z
    .object({
      id: z.string(),
      owner: z.string(),
      name: z.string(),
      scopes: z.array(z.enum(SCOPES)),
      /** Why it is not taken any more; null if it is. */
      refused: z.enum(['revoked', 'expired']).nullable(),
    })
    .nullable(),
  /** Null: no limit. */
  per_minute: z.number().nullable(),
  /** How many requests are let in, if there is a limit. */
  granted: z.number(),
  used_ms: z.number(),
  /** Whether there are keys at all. */
  has_keys: z.boolean(),
});
export type Passed = z.infer<typeof passSchema>;

/** Whose requests are counted: those of a key's owner, or of an owner that is known already. */
export type Bearer = { hash: string } | { owner: string };

function keyOf(bearer: Bearer): SQL {
  if ('owner' in bearer) {
    return sql`select null::text as id, ${bearer.owner}::text as owner, null::text as name, null::text[] as scopes,
      null::text as refused, null::timestamptz as last_used_at`;
  }
  return sql`select k.id, k.owner, k.name, k.scopes, k.last_used_at,
      case when k.revoked_at <= t.at then 'revoked' when k.expires_at <= t.at then 'expired' end as refused
    from api_keys k, t where k.secret_hash = ${bearer.hash}`;
}

/**
 * Finds the key and takes up to `count` requests from its owner's minute, in one statement. What is refused is not
 * written; a row is locked only of the owner's own.
 * @param usual requests a minute of an owner without a limit of its own; null: none.
 */
export function passStatement(bearer: Bearer, count: number, usual: number | null): SQL {
  const at = sql`(select at from t)`;
  const limit = sql`(select per_minute from s)`;
  return sql`with t as materialized (select clock_timestamp() as at),
    k as materialized (${keyOf(bearer)}),
    s as materialized (
      select k.owner, nullif(coalesce(l.requests_per_minute, ${usual ?? 0}::int), 0)::float8 as per_minute, q.full_at
      from k left join owner_limits l on l.owner = k.owner left join owner_requests q on q.owner = k.owner
      where k.refused is null
    ), took as (
      insert into owner_requests as q (owner, full_at, granted)
      select a.owner, ${fullAfterSql(sql`a.full_at`, at, sql`a.n`, limit)}, a.n
      from (select s.*, least(${count}::int, ${leftSql(sql`s.full_at`, at, limit)}) as n from s) a
      where a.per_minute is not null and a.n > 0
      on conflict (owner) do update set
        granted = least(excluded.granted, ${leftSql(sql`q.full_at`, at, limit)}),
        full_at = ${fullAfterSql(
          sql`q.full_at`,
          at,
          sql`least(excluded.granted, ${leftSql(sql`q.full_at`, at, limit)})`,
          limit,
        )}
      where ${leftSql(sql`q.full_at`, at, limit)} > 0
      returning q.granted, q.full_at
    ), used as (
      update api_keys a set last_used_at = ${at} from k, s
      where a.id = k.id and (k.last_used_at is null or k.last_used_at < ${at} - interval '1 minute')
        and (a.last_used_at is null or a.last_used_at < ${at} - interval '1 minute')
        and (s.per_minute is null or exists (select from took))
    )
    select case when k.id is not null then jsonb_build_object('id', k.id, 'owner', k.owner, 'name', k.name,
        'scopes', k.scopes, 'refused', k.refused) end as key,
      s.per_minute, coalesce(took.granted, 0) as granted,
      greatest(0, coalesce(${ms(sql`coalesce(took.full_at, s.full_at)`)} - ${ms(at)}, 0))::float8 as used_ms,
      k.id is not null or exists (select from api_keys) as has_keys
    from (select) as one left join k on true left join s on true left join took on true`;
}
