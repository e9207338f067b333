import { type SQL, sql } from 'drizzle-orm';
import { UNFINISHED } from '../lifecycle.ts';

export interface ClaimRequest {
  jobId: string;
  epoch: number;
  token: string;
  line: string;
  /** Steps the slice is still running. */
  held: number;
  /** Database time in milliseconds after which the claim takes nothing. */
  notAfterMs: number | null;
}

/** Fourth statement: serializes claims on one provider's budget, so that each sees what the previous one took. */
export function lockProviderStatement(jobId: string): SQL {
  return sql`select name from providers
    where name = (select stages -> stage::int ->> 'provider' from jobs where id = ${jobId}) for update`;
}

/**
 * Fifth statement: returns steps already held under this token; otherwise claims due steps, up to the stage's
 * concurrency and the provider's budget. A step that has lost a lease runs alone, after the others.
 */
export function claimStatement({ jobId, epoch, token, line, held, notAfterMs }: ClaimRequest): SQL {
  const inTime =
    notAfterMs === null ? sql`true` : sql`clock_timestamp() < to_timestamp(${notAfterMs}::float8 / 1000)`;
  return sql`with j as (
    select id, stage, (stages -> stage::int ->> 'concurrency')::int as concurrency,
      (stages -> stage::int ->> 'lease_ms')::int as lease_ms, stages -> stage::int ->> 'provider' as provider
    from jobs where id = ${jobId} and epoch = ${epoch} and ${UNFINISHED} and ${inTime}
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
    select s.key from steps s, j
    where s.job_id = j.id and s.stage = j.stage and s.status = 'pending' and s.lost = 0
      and s.due_at <= clock_timestamp()
    order by s.due_at, s.seq limit greatest(0, (select k from room))
  ), suspect as (
    select s.key from steps s, j, room
    where room.k > 0 and ${held}::int = 0 and not exists (select 1 from fresh)
      and s.job_id = j.id and s.stage = j.stage
      and ((s.status = 'pending' and s.lost > 0 and s.due_at <= clock_timestamp())
        or (s.status = 'running' and s.lease_until <= clock_timestamp()))
    order by s.lost, s.seq limit 1
  ), claimed as (
    update steps s set
      status = 'running', token = ${token}, line = ${line}, started_at = clock_timestamp(),
      lease_until = clock_timestamp() + j.lease_ms * interval '1 ms',
      lost = s.lost + (s.status = 'running')::int
    from j where s.job_id = j.id and s.key in (select key from fresh union all select key from suspect)
    returning s.*
  )
  select key, stage, input, attempts, lost from held
  union all select key, stage, input, attempts, lost from claimed`;
}
