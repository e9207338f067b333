import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import type { PooledCell } from '../evidence/pooled/months.ts';
import type { StrategyId } from '../rating/strategies.ts';

export interface PoolChoice {
  /** The results of one job; null for the latest result of each of the owner's tickers. */
  jobId: string | null;
  strategy: StrategyId;
}

export interface Pool {
  /** False if all are sample or simulated data. Live results are never pooled with others. */
  live: boolean;
  /** Results pooled, and those left out because live ones are there. */
  symbols: number;
  leftOut: number;
  /** Strategies tried on these symbols, for the correction. */
  strategies: number;
  cells: PooledCell[];
}

/** Results of a job that have trades of the strategy: `key(job_id, ticker, stale)`. */
const ofJob = (owner: string, jobId: string): SQL => sql`key as (
  select r.job_id, r.ticker, r.stale from stock_results r where r.owner = ${owner} and r.job_id = ${jobId}
)`;

/**
 * The latest daily result of each ticker that has trades of the strategy, live before others: a ticker that was analyzed
 * daily has the same trades in each result. One index step per ticker.
 */
function ofOwner(owner: string, strategy: StrategyId): SQL {
  const next = (behind: SQL) => sql`(select r.ticker from stock_results r
    where r.owner = ${owner} ${behind} order by r.ticker limit 1)`;
  return sql`recursive t(ticker) as (
    select ${next(sql``)}
    union all
    select ${next(sql`and r.ticker > t.ticker`)} from t where t.ticker is not null
  ), key as (
    select l.* from t cross join lateral (
      select r.job_id, r.ticker, r.stale from stock_results r
      join stock_trade_cells c on c.job_id = r.job_id and c.ticker = r.ticker and c.strategy = ${strategy}
      where r.owner = ${owner} and r.interval = '1d' and r.ticker = t.ticker
      order by r.stale, r.as_of desc nulls last, r.completed_at desc nulls last, r.job_id desc limit 1
    ) l
  )`;
}

const number = z.number();
const rowSchema = z.object({
  symbols: number,
  left_out: number,
  strategies: number,
  live: z.boolean(),
  cells: z
    .array(z.tuple([number, number, number, number, number, number]))
    .nullable()
    .transform((rows) => rows ?? []),
});

/** Sums the trades of a strategy over many symbols: one query, whose answer has a row per month and bucket. */
export async function poolOf(db: Database, owner: string, { jobId, strategy }: PoolChoice): Promise<Pool> {
  const keys = jobId === null ? ofOwner(owner, strategy) : ofJob(owner, jobId);
  const { rows } = await db.execute(sql`with ${keys}, found as (
      select k.stale, c.* from key k
      join stock_trade_cells c on c.job_id = k.job_id and c.ticker = k.ticker and c.strategy = ${strategy}
    ), kind as (
      select count(*) filter (where not stale)::int as live, count(*)::int as everything from found
    ), sums as (
      select x.month, x.bucket, sum(x.trades)::float8 as trades, sum(x.wins)::float8 as wins,
        sum(x.result)::float8 as result, sum(x.separate)::float8 as separate
      from found f join kind on f.stale = (kind.live = 0)
      cross join unnest(f.month, f.bucket, f.trades, f.wins, f.result, f.separate)
        as x(month, bucket, trades, wins, result, separate)
      group by x.month, x.bucket
    )
    select live > 0 as live, case when live > 0 then live else everything end as symbols,
      case when live > 0 then everything - live else 0 end as left_out,
      (select count(distinct c.strategy)::int from key k
        join stock_trade_cells c on c.job_id = k.job_id and c.ticker = k.ticker) as strategies,
      (select json_agg(json_build_array(month, bucket, trades, wins, result, separate) order by month, bucket)
        from sums) as cells
    from kind`);
  const { live, symbols, left_out, strategies, cells } = rowSchema.parse(rows[0]);
  return {
    live,
    symbols,
    leftOut: left_out,
    strategies,
    cells: cells.map(([month, bucket, trades, wins, result, separate]) => ({
      ...{ month, bucket, trades, wins, result, separate },
    })),
  };
}
