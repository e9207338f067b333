import { type SQL, sql } from 'drizzle-orm';
import type { Arguments, Part } from '../../db/stored-statement.ts';
import { UNFINISHED } from '../lifecycle.ts';
import { keepingLostLeases } from './attempts.ts';
import { ALLOTMENT, BOOKKEEPING } from './shares.ts';

export const CLAIM_TYPES = {
  jobId: 'text',
  epoch: 'int',
  token: 'text',
  line: 'text',
  /** The process that will run the steps. */
  process: 'text',
  /** Steps the slice still holds, less those it may hold beyond the stage's concurrency. */
  held: 'int',
  /** Suspects it may take, each of which runs in a process of its own. */
  aloneRoom: 'int',
  /** What their leases last longer, in milliseconds. */
  aloneStartMs: 'int',
  /** Database time in milliseconds after which the claim takes nothing: its caller no longer waits for it. */
  notAfterMs: 'float8',
  /** Whether it is to take anything. */
  claims: 'boolean',
} as const;

type Request = Arguments<typeof CLAIM_TYPES>;

/** Whether the process of step `s` has died: no slice of it took a turn after the lease had ended. */
const died = (process: SQL): SQL => sql`(s.process is distinct from ${process} and not exists (
  select 1 from slices c where c.process = s.process and c.seen_at >= s.lease_until))`;

/** CTEs: the job `j`, what the token `held` already, the places that are `open`, and the `fresh` steps for them. */
function claimant({ jobId, epoch, token, held, notAfterMs, claims }: Request): SQL {
  return sql`with j as (
    select id, owner, stage, (stages -> stage::int ->> 'concurrency')::int as concurrency,
      (stages -> stage::int ->> 'lease_ms')::int as lease_ms, stages -> stage::int ->> 'provider' as provider
    from jobs where ${claims} and id = ${jobId} and epoch = ${epoch} and ${UNFINISHED}
      and clock_timestamp() < to_timestamp(${notAfterMs}::float8 / 1000)
  ), held as (
    select s.* from j cross join lateral (
      select * from steps where job_id = ${jobId} and status = 'running' and token = ${token} offset 0) s
  ), open as (
    select case when exists (select 1 from held) then 0 else greatest(0, j.concurrency - ${held}::int) end as n from j
  ), fresh as (
    select f.* from j cross join lateral (
      select s.ctid as place, s.token, s.due_at, s.seq from steps s
      where s.job_id = j.id and s.stage = j.stage and s.status = 'pending' and s.lost = 0 and not s.suspect
        and s.due_at <= clock_timestamp()
      order by s.due_at, s.seq limit (select n from open)
    ) f
  )`;
}

/** CTE `claimed`: the update of those that `chosen` has, with `alone` of each. */
function taken({ token, line, process, aloneStartMs }: Request): SQL {
  return sql`claimed as (
    update steps s set
      status = 'running', token = ${token}, line = ${line}, process = ${process},
      started_at = clock_timestamp(), lease_until = clock_timestamp() + interval '1 ms'
        * (j.lease_ms + case when c.alone then ${aloneStartMs}::int else 0 end),
      suspect = s.suspect or c.alone, alone = c.alone
    from j, chosen c
    where s.ctid = c.place and s.token is not distinct from c.token
    returning s.*
  )`;
}

const GIVEN = sql`select key, stage, input, attempts, lost, alone from held
  union all select key, stage, input, attempts, lost, alone from claimed`;

/** No provider limits the job, no lease has ended and nobody is suspect: only fresh steps can be claimed. */
const onlyFresh = ({ jobId }: Request): SQL => sql`not exists (
    select 1 from jobs j join providers p on p.name = j.stages -> j.stage::int ->> 'provider' where j.id = ${jobId})
  and not exists (select 1 from steps s
    where s.job_id = ${jobId} and s.status = 'running' and s.lease_until <= clock_timestamp())
  and not exists (select 1 from steps s
    where s.job_id = ${jobId} and s.status = 'pending' and (s.lost > 0 or s.suspect))`;

const freshOnly = (request: Request): SQL => sql`${claimant(request)}, chosen as (
    select place, token, false as alone from fresh
  ), ${taken(request)} ${GIVEN}`;

/**
 * Gives `key`, `stage`, `input`, `attempts`, `lost` and `alone` of each step that the token holds.
 * Returns steps already held under this token; otherwise claims due steps and those whose leases have ended, up
 * to the stage's concurrency and the job's share of its provider. A step whose process died is a suspect: it comes
 * after the others, to run in a process of its own. A step that another has claimed meanwhile is left out: a turn
 * that comes while its job is being inserted finds no row to lock.
 */
export function claimPart(request: Request): Part {
  const { claims } = request;
  const otherwise = { when: onlyFresh(request), eased: freshOnly(request), otherwise: whole(request) };
  return { when: sql`(not ${claims})`, eased: null, otherwise };
}

function whole(request: Request): SQL {
  const { jobId, epoch, process, aloneRoom } = request;
  return sql`${claimant(request)}, ended as (
    select s.ctid as place, s.key, s.token, s.seq, ${died(process)} or s.suspect as alone from steps s, j
    where s.job_id = j.id and s.stage = j.stage and s.status = 'running' and s.lease_until <= clock_timestamp()
  ), waiting as (
    select s.ctid as place, s.token, s.seq from steps s, j
    where s.job_id = j.id and s.stage = j.stage and s.status = 'pending' and (s.lost > 0 or s.suspect)
      and s.due_at <= clock_timestamp()
  ), suspects as (
    select place, token, seq from ended where alone union all select place, token, seq from waiting
    order by seq limit ${aloneRoom}::int
  ), wanted as (
    select place, token, alone, row_number() over (order by rank, due_at, seq) as turn from (
      select place, token, false as alone, 1 as rank, due_at, seq from fresh
      union all select place, token, false, 2, null, seq from ended where not alone
      union all select place, token, true, 3, null, seq from suspects
    ) x
  ), want as materialized (
    select least(count(*), (select n from open))::int as n from wanted
  ), ${ALLOTMENT}, chosen as (
    select place, token, alone from wanted
    where turn <= least((select n from want), (select n from allot))
  ), ${taken(request)}, ${BOOKKEEPING}, ${keepingLostLeases(jobId, epoch)}
  ${GIVEN}`;
}
