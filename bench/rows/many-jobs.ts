import type { PoolClient } from '@neondatabase/serverless';
import { seeding } from './seeding.ts';

/** Who has nearly all of the jobs. */
export const BIG_OWNER = 'big';
const MANY_JOBS = 1_000_000;
/** Over how many days they were created. */
export const MANY_DAYS = 454;
/** Step keys of which every job has two. */
const TICKERS = 2_200;

/** Milliseconds as ids begin with them (`lib/core/ids.ts`). */
const timePart = (ms: string): string =>
  Array.from(
    { length: 10 },
    (_, i) => `substr('0123456789abcdefghjkmnpqrstvwxyz', ((${ms} >> ${5 * (9 - i)}) & 31)::int + 1, 1)`,
  ).join(' || ');

/**
 * Of ten jobs six are tagged `nightly`, one is a profile, and the newest twenty run. Rare are documents, jobs that
 * failed, and tags and statuses of the first year only, which a walk from the newest would find last.
 */
const MARKED = `
  select n,
    case when n % 50 = 0 then 'small-' || n / 50 % 20 else '${BIG_OWNER}' end as owner,
    case when n % 1000 = 7 then 'document' when n % 10 = 3 then 'profile' else 'stocks' end as kind,
    case when n >= ${MANY_JOBS} - 20 then 'processing' when n % 400 = 13 then 'failed'
      when n < 100000 and n % 1000 = 5 then 'cancelled' else 'completed' end as status,
    array_remove(array[
      case when n % 10 < 6 then 'nightly' end, case when n % 10 in (1, 8) then 'team-a' end,
      case when n % 10 = 9 then 'by-hand' end, case when n < 100000 and n % 10000 = 9 then 'audit' end
    ], null) as tags,
    now() - (${MANY_JOBS} - n) * (interval '${MANY_DAYS} days' / ${MANY_JOBS}) as at
  from generate_series(0, ${MANY_JOBS - 1}) n`;

const JOB_ROWS = `
  insert into jobs (id, owner, kind, analyzer_version, source, tags, input, stages, status, stage_total, stage_left,
    total, planned, done, failed, error_code, error_message, messages, round_trips, function_ms, created_at,
    started_at, completed_at, deadline_seconds, deadline_at)
  select 'job_' || ${timePart('ms')} || lpad(n::text, 12, '0'), owner, kind, 1, 'api', tags,
    jsonb_build_object('symbols', jsonb_build_array(), 'capital', 100000),
    '[{"name": "analyze", "share": 1, "concurrency": 25, "timeout_ms": 20000, "lease_ms": 25000, "provider": null}]',
    status, 3, case when status = 'processing' then 3 else 0 end, 3, 3,
    case when status = 'completed' then 3 else 0 end, case when status = 'failed' then 3 else 0 end,
    case when status = 'failed' then 'unknown_symbol' end,
    case when status = 'failed' then 'There is no such symbol.' end,
    2, 10, 1000, at, at + interval '1 s', case when status <> 'processing' then at + interval '9 s' end,
    86400, at + interval '1 day'
  from (select *, floor(extract(epoch from at) * 1000)::bigint as ms from (${MARKED}) marked) numbered`;

const TAG_ROWS = `insert into job_tags (owner, tag, job_id)
  select owner, t.tag, id from jobs, unnest(tags) as t(tag)`;

/** Two tickers each; three of ten stocks jobs have \`^GSPC\`, and one in a hundred thousand \`RARE.NS\`. */
const KEY_ROWS = `insert into job_keys (owner, key, job_id)
  select owner, k.key, id from (select *, right(id, 12)::int as n from jobs) j
  cross join lateral (
    select 'S' || lpad(((n * 7 + n / 50) % ${TICKERS})::text, 4, '0') || '.NS' as key
    union select 'S' || lpad(((n * 11 + n / 2200) % ${TICKERS})::text, 4, '0') || '.NS'
    union select '^GSPC' where n % 10 in (1, 5, 9)
    union select 'RARE.NS' where n % 100000 = 11
  ) k`;

/** Inserts a million finished jobs with their tags and keys. @returns the number of keys. */
export function seedManyJobs(url: string): Promise<number> {
  const tables = ['jobs', 'job_tags', 'job_keys'];
  const insert = async (client: PoolClient) => {
    await client.query(JOB_ROWS);
    await client.query(TAG_ROWS);
    const { rowCount } = await client.query(KEY_ROWS);
    return rowCount ?? 0;
  };
  return seeding(url, { aside: tables, changed: tables }, insert);
}
