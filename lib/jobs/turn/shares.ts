import { type SQL, sql } from 'drizzle-orm';
import { unfinishedOf } from '../lifecycle.ts';
import { UNLIMITED } from '../provider-db-schema.ts';

/** A row that nobody touched for this long has no claim on what others are served. */
const FORGOTTEN = sql.raw(`interval '60 seconds'`);
/** How late whoever waits may come before its share goes to others. */
const GRACE = sql.raw(`interval '3 seconds'`);
/** So many steps may a claimant be ahead of who waits: slots change hands in groups, not after each step. */
const AHEAD = 8;
/** No limit. */
const PLENTY = sql.raw(String(UNLIMITED));

/**
 * CTEs behind `j`, `open` (the places the claim has) and `want` (the steps it could take): `allot` says how many of them it may take of the
 * stage's provider, whose row is locked. Free slots go, one by one, to the owner who holds least, then to the one
 * who was served least, and within an owner likewise to its jobs (max-min fairness by progressive filling). Those
 * count who hold steps or are expected before a step begun now would end; what they leave, the claimant takes.
 */
export const ALLOTMENT: SQL = sql`t as materialized (
    select clock_timestamp() as at
  ), p as materialized (
    select p.name, p.max_in_flight, p.per_second, p.step_ms, p.pauses, p.paused_until,
      least(p.burst, coalesce(p.tokens, p.burst)
        + coalesce(extract(epoch from t.at - p.refilled_at), 0)::float8 * p.per_second) as tokens
    from providers p, j, t where p.name = j.provider
  ), live as materialized (
    select s.job_id, r.owner, count(*)::int as n, (count(*) filter (where s.started_at >= p.paused_until))::int as probes
    from steps s join jobs r on r.id = s.job_id, p, t
    where s.provider = p.name and s.status = 'running' and s.lease_until > t.at
    group by s.job_id, r.owner
  ), room as materialized (
    select (p.max_in_flight - coalesce((select sum(n) from live), 0))::int as slots,
      least(${PLENTY}, coalesce(floor(p.tokens), ${PLENTY}))::int as tokens,
      case when p.pauses = 0 then ${PLENTY} when p.paused_until > t.at then 0
        else 1 - coalesce((select sum(probes) from live), 0) end::int as gate
    from p, t
  ), free as materialized (
    select greatest(0, least(slots, tokens, gate)) as n from room
  ), rivals as materialized (
    select w.job_id, w.owner, w.served, w.wants
    from provider_jobs w, p, t, j
    where w.provider = p.name and w.job_id <> j.id and w.wants > 0 and w.back_at > t.at - ${GRACE}
      and w.back_at < t.at + least(15000, greatest(300, coalesce(p.step_ms, 1000))) * interval '1 ms'
      and exists (select 1 from jobs r where r.id = w.job_id and ${unfinishedOf('r')})
  ), me as materialized (
    select case when o.seen_at > t.at - ${FORGOTTEN} then o.served else greatest(coalesce(o.served, 0), coalesce((
        select min(x.served) from provider_owners x where x.provider = p.name and x.seen_at > t.at - ${FORGOTTEN}), 0))
      end as of_owner, case when w.seen_at > t.at - ${FORGOTTEN} then w.served else greatest(coalesce(w.served, 0), coalesce((
        select min(x.served) from provider_jobs x
        where x.provider = p.name and x.owner = j.owner and x.job_id <> j.id and x.seen_at > t.at - ${FORGOTTEN}), 0))
      end as of_job, coalesce(w.tries, 0) as tries, w.waits_since
    from j cross join p cross join t
      left join provider_owners o on o.provider = p.name and o.owner = j.owner
      left join provider_jobs w on w.provider = p.name and w.job_id = j.id
  ), owners as (
    select r.owner, sum(r.wants) as wants, max(coalesce(o.served, 0)) as served
    from rivals r cross join p cross join j
      left join provider_owners o on o.provider = p.name and o.owner = r.owner
    where r.owner <> j.owner group by r.owner
    union all
    select j.owner, (select n from want) + coalesce((select sum(r.wants) from rivals r where r.owner = j.owner), 0),
      me.of_owner - ${AHEAD}::int from j, me
  ), owner_turns as (
    select c.owner, row_number() over (
      order by coalesce((select sum(l.n) from live l where l.owner = c.owner), 0) + u, c.served + u, c.owner) as turn
    from owners c, free, generate_series(1, least(c.wants, free.n)::int) u
  ), mine as (
    select count(*)::int as n from owner_turns o, j, free where o.owner = j.owner and o.turn <= free.n
  ), contenders as (
    select r.job_id, r.wants, r.served from rivals r, j where r.owner = j.owner
    union all select j.id, (select n from want), me.of_job - ${AHEAD}::int from j, me
  ), job_turns as (
    select c.job_id, row_number() over (
      order by coalesce((select l.n from live l where l.job_id = c.job_id), 0) + u, c.served + u, c.job_id) as turn
    from contenders c, mine, generate_series(1, least(c.wants, mine.n)::int) u
  ), allot as materialized (
    select case when exists (select 1 from p)
      then (select count(*) from job_turns x, j, mine where x.job_id = j.id and x.turn <= mine.n)
      else ${PLENTY} end::int as n
    from j
  )`;

/** Milliseconds until a waiting job's next claim, by how often it has come in vain; `est` is the first of them. */
const delay = (tries: SQL, est: SQL): SQL => sql`least(15000, case
  when ${tries} <= 2 then ${est} * (2 ^ ${tries}) when ${tries} = 3 then greatest(${est}, 1000)
  when ${tries} = 4 then greatest(${est}, 4000) when ${tries} = 5 then greatest(${est}, 12000) else 15000 end)`;

/**
 * CTEs behind `claimed` that keep the books of the provider: its tokens, what owner and job were served, and for
 * a claim that had to leave due steps why, and when it is expected again.
 */
export const BOOKKEEPING: SQL = sql`got as materialized (
    select (select count(*) from claimed)::int as n, (select n from want) as wanted
  ), spent as (
    update providers set tokens = p.tokens - got.n, refilled_at = clock_timestamp() from p, got
    where providers.name = p.name and p.per_second is not null and got.n > 0
  ), owner_served as (
    insert into provider_owners (provider, owner, served, seen_at)
    select p.name, j.owner, me.of_owner + got.n, t.at from p, j, me, t, got where got.wanted > 0
    on conflict (provider, owner) do update set served = excluded.served, seen_at = excluded.seen_at
  ), rank as materialized (
    select 1 + (select count(*) from rivals r where r.served <= me.of_job
          and not exists (select 1 from live l where l.job_id = r.job_id)) as place,
      exists (select 1 from live l, j where l.job_id = j.id) or got.n > 0 as works
    from me, got
  ), left_over as materialized (
    select greatest(0, got.wanted - got.n) as n,
      case when room.gate <= least(room.slots, room.tokens) then 'paused'
        when room.tokens < room.slots then 'rate' else 'budget' end as reason
    from got, room
  ), held_back as materialized (
    select l.n, l.reason, case when rank.works then 0 else least(me.tries + 1, 100) end as tries,
      case
        when l.reason = 'paused' then case when p.paused_until > t.at
          then extract(epoch from p.paused_until - t.at) * 1000
          else least(15000, greatest(500, coalesce(p.step_ms, 1000))) end
        when l.reason = 'rate' then ${delay(
          sql`case when rank.works then 0 else me.tries end`,
          sql`greatest(20, (least(rank.place, 20) - (p.tokens - got.n)) / p.per_second * 1000)`,
        )}
        when rank.works then 1000
        else ${delay(sql`me.tries`, sql`greatest(50, coalesce(p.step_ms, 1000) / p.max_in_flight * rank.place)`)}
      end as ms
    from left_over l, rank, me, p, t, got where l.n > 0
  ), job_served as (
    insert into provider_jobs (provider, job_id, owner, served, wants, reason, waits_since, tries, back_at, seen_at)
    select p.name, j.id, j.owner, me.of_job + got.n, coalesce(h.n, 0), h.reason,
      case when h.n > 0 then case when got.n > 0 then t.at else coalesce(me.waits_since, t.at) end end,
      coalesce(h.tries, 0), t.at + h.ms * interval '1 ms', t.at
    from p cross join j cross join me cross join t cross join got left join held_back h on true
    where got.wanted > 0
    on conflict (provider, job_id) do update set served = excluded.served, wants = excluded.wants,
      reason = excluded.reason, waits_since = excluded.waits_since, tries = excluded.tries,
      back_at = excluded.back_at, seen_at = excluded.seen_at
  ), content as (
    update provider_jobs w set wants = 0, reason = null, waits_since = null, tries = 0, back_at = null
    from j, got where w.job_id = j.id and w.provider = j.provider and got.wanted = 0 and w.wants > 0
      and exists (select 1 from open where n > 0)
  )`;
