import { type SQL, sql } from 'drizzle-orm';
import { Refusal } from '../../core/errors.ts';
import type { Database } from '../../db/client.ts';
import { type StockSummary, summaries } from './queries-tickers.ts';
import { isBare, normalizeSymbol, SYMBOL } from './symbols.ts';

/** A symbol as it is looked up. @throws Refusal `invalid_input` when it cannot be one. */
function lookedUp(given: string): string {
  const symbol = normalizeSymbol(given);
  if (SYMBOL.test(symbol)) return symbol;
  const message = `${JSON.stringify(given.slice(0, 64))} is not a symbol. Ask for one such as TCS or TCS.NS.`;
  throw new Refusal('invalid_input', message, {
    faults: [{ path: 'symbol', code: 'invalid_format', message }],
  });
}

export interface HistoryPage<Place> {
  /** Only what comes behind this result; null for the beginning. */
  after: Place | null;
  limit: number;
}

export interface History {
  /** The symbol as it was looked up. */
  symbol: string;
  /** Newest first. */
  results: StockSummary[];
  /** The last result of this page where more follow, else null. */
  last: StockSummary | null;
}

/** `t`: the tickers that a symbol finds, one step along an index for each. */
function tickersOf(owner: string, symbol: string): SQL {
  if (!isBare(symbol)) return sql`t(ticker) as (select ${symbol}::text)`;
  const next = (behind: SQL) => sql`(select r.ticker from stock_results r
    where r.owner = ${owner} and r.symbol = ${symbol} ${behind} order by r.ticker limit 1)`;
  return sql`t(ticker) as (
    select ${next(sql``)}
    union all
    select ${next(sql`and r.ticker > t.ticker`)} from t where t.ticker is not null
  )`;
}

/**
 * The result that stands for the last day before `day`, by one step along an index for live and one for other results:
 * a live one before others, then the one that was made last.
 */
function standingBefore(owner: string, ticker: SQL, day: SQL): SQL {
  const of = (stale: SQL) => sql`(select r.as_of, r.stale, r.job_id from stock_results r
    where r.owner = ${owner} and r.ticker = ${ticker} and r.stale = ${stale} and r.as_of < ${day}
    order by r.as_of desc nulls last, r.completed_at desc nulls last, r.job_id desc limit 1)`;
  return sql`(select * from (${of(sql`false`)} union all ${of(sql`true`)}) both_kinds
    order by as_of desc, stale limit 1)`;
}

async function page(
  { db, symbol, limit }: { db: Database; symbol: string; limit: number },
  keys: SQL,
): Promise<History> {
  const found = await summaries(db, keys);
  const results = found.slice(0, limit);
  return { symbol, results, last: found.length > limit ? (results.at(-1) ?? null) : null };
}

export interface DayPlace {
  /** `YYYY-MM-DD` */
  asOf: string;
  ticker: string;
}

/**
 * Past results of a symbol (a bare one finds the tickers of every exchange, a full one its own), one for a ticker and trading day, by day and then by ticker. Found in steps along an
 * index: the days that are shown count, not how often each was analyzed.
 * @throws Refusal `invalid_input`.
 */
export async function historyByDay(
  db: Database,
  owner: string,
  given: string,
  { after, limit }: HistoryPage<DayPlace>,
): Promise<History> {
  const symbol = lookedUp(given);
  const most = sql`${limit + 1}::int`;
  const bound = after
    ? sql`case when t.ticker > ${after.ticker} then ${after.asOf}::date + 1 else ${after.asOf}::date end`
    : sql`'infinity'::date`;
  const keys = sql`with recursive ${tickersOf(owner, symbol)},
    d(ticker, as_of, job_id, n) as (
      select t.ticker, s.as_of, s.job_id, 1
      from t cross join lateral ${standingBefore(owner, sql`t.ticker`, bound)} s
      union all
      select d.ticker, s.as_of, s.job_id, d.n + 1
      from d cross join lateral ${standingBefore(owner, sql`d.ticker`, sql`d.as_of`)} s where d.n < ${most}
    )
    select job_id, ticker, row_number() over (order by as_of desc, ticker) as place from d
    order by place limit ${most}`;
  return page({ db, symbol, limit }, keys);
}

export interface ResultPlace {
  completedAt: Date;
  jobId: string;
  ticker: string;
}

/** Only results that come behind a place in the order of `historyOfJobs`. */
function behind({ completedAt, jobId, ticker }: ResultPlace): SQL {
  const at = sql`${completedAt.toISOString()}::timestamptz`;
  return sql`and r.completed_at <= ${at} and (r.completed_at < ${at} or r.job_id < ${jobId}
    or (r.job_id = ${jobId} and r.ticker > ${ticker}))`;
}

/** Every job's own results of a symbol, by the time of the analysis. @throws Refusal `invalid_input`. */
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
  return page({ db, symbol, limit }, keys);
}
