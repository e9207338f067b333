import { type SQL, sql } from 'drizzle-orm';

/** Runs kept of a step. */
export const MOST_ATTEMPTS = 10;

export interface EndedRuns {
  jobId: SQL;
  epoch: SQL;
  /** Selects `key`, `outcome`, `code` and `message` of each step whose run is over. */
  runs: SQL;
}

/**
 * Two CTEs behind the one that changes the steps, separated by a comma: keep the runs that are over, as the steps'
 * rows were before the statement, and forget the oldest beyond ten. The caller holds the job's lock.
 */
export function keepingAttempts({ jobId, epoch, runs }: EndedRuns): SQL {
  return sql`kept as (
    insert into attempts (job_id, key, n, epoch, line, started_at, ended_at, outcome, code, message)
    select ${jobId}, r.key, ${nextNumber(jobId)}, ${epoch}::int, b.line, b.started_at,
      case r.outcome when 'lost_lease' then b.lease_until else clock_timestamp() end, r.outcome, r.code, r.message
    from (${runs}) r cross join lateral (
      select line, started_at, lease_until from steps
      where job_id = ${jobId} and key = r.key and status = 'running' offset 0
    ) b
    returning key, n
  ), ${forgetting(jobId)}`;
}

/** The same of runs that ended steps whose rows a retry resets: those that `runs` selects with all columns. */
export function movingAttempts(jobId: SQL, runs: SQL): SQL {
  return sql`kept as (
    insert into attempts (job_id, key, n, epoch, line, started_at, ended_at, outcome, code, message)
    select ${jobId}, r.key, ${nextNumber(jobId)}, r.epoch, r.line, r.started_at, r.ended_at, r.outcome, r.code, r.message
    from (${runs}) r
    returning key, n
  ), ${forgetting(jobId)}`;
}

const nextNumber = (jobId: SQL): SQL => sql`coalesce((
  select max(a.n) from attempts a where a.job_id = ${jobId} and a.key = r.key), 0) + 1`;

const forgetting = (jobId: SQL): SQL => sql`forgotten as (
    delete from attempts a using kept k
    where a.job_id = ${jobId} and a.key = k.key and a.n <= k.n - ${MOST_ATTEMPTS}::int
  )`;

/**
 * Those CTEs for a claim that takes steps over whose leases have ended: the claim's CTE `ended` has their keys, and
 * `claimed` the keys of all that it took.
 */
export function keepingLostLeases(jobId: SQL, epoch: SQL): SQL {
  return keepingAttempts({
    jobId,
    epoch,
    runs: sql`select key, 'lost_lease' as outcome, null::text as code,
      'Its function did not answer before its lease ended.' as message
      from ended where key in (select key from claimed)`,
  });
}
