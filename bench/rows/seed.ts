import type { PoolClient } from '@neondatabase/serverless';
import { databaseUrl } from '../../dev/cli/database-url.ts';
import { VOTES, VOTES_VERSION } from '../../lib/stocks/rating/votes.ts';
import { seeding } from './seeding.ts';

/** Owner of the rows; on a local stack, the only one. */
export const SEED_OWNER = 'local';
export const SEED_TICKERS = 2_200;
export const SEED_DAYS = 454;

/** Every 41st job analyzes 2,000 tickers until the large ones are used up; the others analyze one. */
const JOBS = 21_200;
const LARGE_JOBS = 490;
const LARGE = 2_000;
/** Jobs of the last hour; the last five are unfinished. */
const RECENT = 60;
/** Figures per result, about as many as in a real one. */
const FIGURES = 50;

/** Id of the n-th job, from 0; ids sort by time. */
export function seedJobId(n: number): string {
  return `job_${String(n).padStart(22, '0')}`;
}

/** The n-th job with 2,000 results, from 0. */
export const seedLargeJobId = (n: number): string => seedJobId((n % LARGE_JOBS) * 41);

/** The i-th ticker, from 0; each symbol is listed on two exchanges. */
export function seedTicker(i: number): string {
  const n = i % SEED_TICKERS;
  return `S${String(Math.floor(n / 2)).padStart(4, '0')}${n % 2 === 0 ? '.NS' : '.BO'}`;
}

const JOB_ROWS = `
  insert into jobs (id, owner, kind, analyzer_version, source, input, stages, status, stage_total, stage_left, total,
    planned, done, failed, error_code, error_message, messages, round_trips, function_ms, created_at, started_at,
    completed_at, deadline_seconds, deadline_at)
  select 'job_' || lpad(n::text, 22, '0'), '${SEED_OWNER}', 'stocks', 1,
    case when n % 7 = 0 then 'schedule' else 'api' end,
    jsonb_build_object('symbols', jsonb_build_array(), 'capital', 100000),
    '[{"name": "analyze", "share": 1, "concurrency": 25, "timeout_ms": 20000, "lease_ms": 25000, "provider": null}]',
    status, total, case when status = 'processing' then total else 0 end, total, total,
    case when status like 'completed%' then total else 0 end, case when status = 'failed' then total else 0 end,
    case when status = 'failed' then 'unknown_symbol' end, case when status = 'failed' then 'There is no such symbol.' end,
    5, 10, 1000, at, at + interval '1 s', case when status <> 'processing' then at + total * interval '20 ms' end,
    3600, at + interval '1 hour'
  from (
    select n, is_large, case when is_large then ${LARGE} else 1 end as total,
      case when n >= ${JOBS} - 5 then 'processing' when is_large then 'completed'
        when n % 400 = 13 then 'failed' when n % 997 = 5 then 'cancelled' else 'completed' end as status,
      case when n >= ${JOBS} - ${RECENT} then now() - (${JOBS} - n) * interval '55 s'
        else now() - interval '2 hours' - (${JOBS} - n) * (interval '${SEED_DAYS} days' / ${JOBS}) end as at
    from (select n, n % 41 = 0 and n / 41 < ${LARGE_JOBS} as is_large from generate_series(0, ${JOBS - 1}) n) numbered
  ) planned`;

/** Rows as written by finished jobs: 2,000 consecutive tickers, or one. */
const RESULT_ROWS = `
  insert into stock_results (job_id, owner, ticker, step_key, symbol, currency, verdict, rating, score,
    moving_averages, oscillators, close, entry, stop, target, risk_reward, shares, shares_bound_by, no_plan_reason,
    votes, votes_version, figures, bars, dropped_bars, as_of, data_source, analysis_source, provenance, stale,
    strategy, entry_reason, time_limit_bars, evidence, started_at, completed_at, created_at)
  select r.id, r.owner, r.symbol || r.suffix, r.symbol || r.suffix, r.symbol, 'INR',
    case when r.x > 0.5 then 'Strong Buy' when r.x > 0.1 then 'Buy' when r.x > -0.1 then 'Neutral'
      when r.x > -0.5 then 'Sell' else 'Strong Sell' end,
    r.x, 50 + 50 * r.x, r.x, r.x, 100 + 10 * r.x,
    case when r.x > 0.1 then 100 end, case when r.x > 0.1 then 95 end, case when r.x > 0.1 then 110 end,
    case when r.x > 0.1 then 2 end, case when r.x > 0.1 then 200 end, case when r.x > 0.1 then 'position_cap' end,
    case when r.x <= 0.1 then 'verdict_not_buy' end,
    array_fill(1::smallint, array[${VOTES.length}]), ${VOTES_VERSION}, array_fill(r.x, array[${FIGURES}]),
    500, 0, r.completed_at::date, case when r.stale then 'simulated' else 'yahoo' end, r.source,
    'Seeded rows: they say nothing about any real security', r.stale,
    'balanced', case when r.x > 0.1 then 'close' end, case when r.x > 0.1 then 20 end, 'no_edge',
    r.started_at, r.completed_at, r.completed_at
  from (
    select j.*, 'S' || lpad((k / 2)::text, 4, '0') as symbol, case when k % 2 = 0 then '.NS' else '.BO' end as suffix,
      2 * random() - 1 as x, n % 20 = 3 as stale
    from (select *, substr(id, 5)::int as n from jobs where done > 0 order by id) j
    cross join lateral (select (j.n * 5 + i) % ${SEED_TICKERS} as k from generate_series(0, j.done - 1) i) t
  ) r`;

async function insertAll(client: PoolClient): Promise<number> {
  await client.query(JOB_ROWS);
  const { rowCount } = await client.query(RESULT_ROWS);
  return rowCount ?? 0;
}

/**
 * Inserts a million results over 2,200 tickers and 454 days, with jobs but without steps, bars and evidence.
 * @param url database with the current schema. @throws Error if it has jobs. @returns the number of results.
 */
export function seedRows(url: string): Promise<number> {
  return seeding(url, { aside: ['stock_results'], changed: ['jobs', 'stock_results'] }, insertAll);
}

if (import.meta.main) {
  try {
    console.log(`${await seedRows(databaseUrl())} results.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
