import { type SQL, sql } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import type { Database } from '../../db/client.ts';
import type { Interval } from '../bars/intervals.ts';
import { isBare, normalizeSymbol, SYMBOL, tickerOf } from '../symbols.ts';
import { type StockSummary, summaries, summariesOfDays } from './tickers.ts';

/** Normalizes a symbol for lookup. @throws Refusal `invalid_input` if it is malformed. */
export function lookedUp(given: string): string {
  const symbol = normalizeSymbol(given);
  if (SYMBOL.test(symbol)) return symbol;
  const message = `${JSON.stringify(given.slice(0, 64))} is not a symbol. Ask for one such as TCS or TCS.NS.`;
  throw new Refusal('invalid_input', message, {
    faults: [{ path: 'symbol', code: 'not_a_symbol', message }],
  });
}

export interface HistoryPage<Place> {
  /** Only results after this one; null starts at the beginning. */
  after: Place | null;
  limit: number;
}

export interface History {
  /** The normalized symbol. */
  symbol: string;
  /** Newest first. */
  results: StockSummary[];
  /** The last result of this page if more follow, else null. */
  last: StockSummary | null;
}

/** CTE `t`: the tickers that match a symbol, each found in one index step. */
function tickersOf(owner: string, symbol: string): SQL {
  if (!isBare(symbol)) return sql`t(ticker) as (select ${tickerOf(symbol)}::text)`;
  const next = (behind: SQL) => sql`(select r.ticker from stock_results r
    where r.owner = ${owner} and r.symbol = ${symbol} ${behind} order by r.ticker limit 1)`;
  return sql`t(ticker) as (
    select ${next(sql``)}
    union all
    select ${next(sql`and r.ticker > t.ticker`)} from t where t.ticker is not null
  )`;
}

/**
 * Days before `day` with live (or other) results of a ticker, as an array, oldest first, read from the index alone.
 * Null if there are none.
 */
function daysBefore(
  { owner, interval }: { owner: string; interval: Interval },
  { ticker, stale, day }: Record<'ticker' | 'stale' | 'day', SQL>,
  most: SQL,
): SQL {
  return sql`(select array_agg(distinct e.as_of order by e.as_of) as days from (
    select r.as_of from stock_results r
    where r.owner = ${owner} and r.ticker = ${ticker} and r.interval = ${interval} and r.stale = ${stale}
      and r.as_of < ${day}
    order by r.as_of desc nulls last limit 2 * ${most}
  ) e)`;
}

function pageOf(symbol: string, found: StockSummary[], limit: number): History {
  const results = found.slice(0, limit);
  return { symbol, results, last: found.length > limit ? (results.at(-1) ?? null) : null };
}

export interface DayPlace {
  /** `YYYY-MM-DD` */
  asOf: string;
  ticker: string;
}

/**
 * Past results of an interval (default `1d`) for a symbol by day, then ticker; a bare symbol matches every exchange. One result per ticker and day:
 * live before others, then the newest. Costs one index step per day, however often the day was analyzed.
 * @throws Refusal `invalid_input`.
 */
export async function historyByDay(
  db: Database,
  owner: string,
  given: string,
  { after, limit, interval = '1d' }: HistoryPage<DayPlace> & { interval?: Interval },
): Promise<History> {
  const symbol = lookedUp(given);
  const whose = { owner, interval };
  const most = sql`${limit + 1}::int`;
  const bound = after
    ? sql`case when t.ticker > ${after.ticker} then ${after.asOf}::date + 1 else ${after.asOf}::date end`
    : sql`'infinity'::date`;
  const first = { ticker: sql`t.ticker`, stale: sql`kind.stale`, day: bound };
  const next = { ticker: sql`d.ticker`, stale: sql`d.stale`, day: sql`d.days[1]` };
  const days = sql`with recursive ${tickersOf(owner, symbol)},
    d(ticker, stale, days, n) as (
      select t.ticker, kind.stale, b.days, cardinality(b.days)
      from t cross join (values (false), (true)) kind(stale) cross join lateral ${daysBefore(whose, first, most)} b
      union all
      select d.ticker, d.stale, b.days, d.n + cardinality(b.days)
      from d cross join lateral ${daysBefore(whose, next, most)} b where d.n < ${most}
    )
    select d.ticker, day as as_of, bool_and(d.stale) as stale, row_number() over (order by day desc, d.ticker) as place
    from d cross join unnest(d.days) day group by day, d.ticker order by place limit ${most}`;
  return pageOf(symbol, await summariesOfDays(db, owner, interval, days), limit);
}

export interface ResultPlace {
  completedAt: Date;
  jobId: string;
  ticker: string;
}

/** Condition: only results after a place in the order of `historyOfJobs`. */
function behind({ completedAt, jobId, ticker }: ResultPlace): SQL {
  const at = sql`${completedAt.toISOString()}::timestamptz`;
  return sql`and r.completed_at <= ${at} and (r.completed_at < ${at} or r.job_id < ${jobId}
    or (r.job_id = ${jobId} and r.ticker > ${ticker}))`;
}

/** Every job's results for a symbol, by time of analysis. @throws Refusal `invalid_input`. */
export async function historyOfJobs(
  db: Database,
  owner: string,
  given: string,
  { after, limit }: HistoryPage<ResultPlace>,
): Promise<History> {
  const symbol = lookedUp(given);
  const keys = sql`with recursive ${tickersOf(owner, symbol)}
    select x.job_id, x.ticker,
      row_number() over (order by x.completed_at desc nulls last, x.job_id desc, x.ticker) as place
    from t cross join lateral (
      select r.job_id, r.ticker, r.completed_at from stock_results r
      where r.owner = ${owner} and r.ticker = t.ticker ${after ? behind(after) : sql``}
      order by r.completed_at desc nulls last, r.job_id desc limit ${limit + 1}::int
    ) x
    order by place limit ${limit + 1}::int`;
  return pageOf(symbol, await summaries(db, keys), limit);
}
