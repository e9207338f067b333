import { type SQL, sql } from 'drizzle-orm';
import { UNFINISHED } from '../lifecycle.ts';

export interface ClaimRequest {
  jobId: string;
  epoch: number;
  token: string;
  line: string;
  /** The process that will run the steps. */
  process: string;
  /** Steps the slice is still running. */
  held: number;
  /** Suspects it may take, each of which runs in a process of its own. */
  aloneRoom: number;
  /** What their leases last longer, in milliseconds. */
  aloneStartMs: number;
  /** Database time in milliseconds after which the claim takes nothing: its caller no longer waits for it. */
  notAfterMs: number;
}

/** Serializes claims on one provider's budget, so that each sees what the previous one took. */
export function lockProviderStatement(jobId: string): SQL {
  return sql`select name from providers
    where name = (select stages -> stage::int ->> 'provider' from jobs where id = ${jobId}) for update`;
}

/** A lease that ended; its step is a suspect, and charged only if it was alone and had begun. */
export const CHARGED = sql`(s.alone and s.began)`;

/**
 * Returns steps already held under this token; otherwise claims due steps, up to the stage's concurrency and
 * the provider's budget. A step whose process died comes after the others, to run in a process of its own.
 */
export function claimStatement(request: ClaimRequest): SQL {
  const { jobId, epoch, token, line, process, held, aloneRoom, aloneStartMs, notAfterMs } = request;
  return sql`with j as (
    select id, stage, (stages -> stage::int ->> 'concurrency')::int as concurrency,
      (stages -> stage::int ->> 'lease_ms')::int as lease_ms, stages -> stage::int ->> 'provider' as provider
    from jobs where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED}
      and clock_timestamp() < to_timestamp(${notAfterMs}::float8 / 1000)
  ), held as (
    select s.* from steps s, j where s.job_id = j.id and s.status = 'running' and s.token = ${token}
  ), room as (
    select least(j.concurrency - ${held}::int, coalesce((
      select p.max_in_flight - (
        select count(*) from steps s
        where s.provider = p.name and s.status = 'running' and s.lease_until > clock_timestamp()
      ) from providers p where p.name = j.provider
    ), 1000000))::int as k
    from j where not exists (select 1 from held)
  ), fresh as (
    select s.key, false as alone from steps s, j
    where s.job_id = j.id and s.stage = j.stage and s.status = 'pending' and s.lost = 0 and not s.suspect
      and s.due_at <= clock_timestamp()
    order by s.due_at, s.seq limit greatest(0, (select k from room))
  ), suspect as (
    select s.key, true as alone from steps s, j
    where s.job_id = j.id and s.stage = j.stage
      and ((s.status = 'pending' and (s.lost > 0 or s.suspect) and s.due_at <= clock_timestamp())
        or (s.status = 'running' and s.lease_until <= clock_timestamp()))
    order by s.lost, s.seq
    limit greatest(0, least(${aloneRoom}::int, (select k from room) - (select count(*) from fresh)))
  ), claimed as (
    update steps s set
      status = 'running', token = ${token}, line = ${line}, process = ${process},
      started_at = clock_timestamp(), lease_until = clock_timestamp() + interval '1 ms'
        * (j.lease_ms + case when c.alone then ${aloneStartMs}::int else 0 end),
      lost = s.lost + (s.status = 'running' and ${CHARGED})::int,
      suspect = s.suspect or s.status = 'running', alone = c.alone, began = false
    from j, (select * from fresh union all select * from suspect) c
    where s.job_id = j.id and s.key = c.key
    returning s.*
  )
  select key, stage, input, attempts, lost, alone from held
  union all select key, stage, input, attempts, lost, alone from claimed`;
}

/** Marks that steps which run alone have begun: from here on the death of their process is theirs. */
export function beganStatement(jobId: string, token: string): SQL {
  return sql`update steps set began = true
    where job_id = ${jobId} and token = ${token} and status = 'running' and alone`;
}
