import { and, asc, eq, type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import type { Database } from '../../db/client.ts';
import { stockResults } from '../../db/schema.ts';
import { isBare, normalizeSymbol, SYMBOL } from './symbols.ts';

/** What lists show of a result. */
const columns = {
  ticker: stockResults.ticker,
  symbol: stockResults.symbol,
  currency: stockResults.currency,
  verdict: stockResults.verdict,
  score: stockResults.score,
  rating: stockResults.rating,
  close: stockResults.close,
  entry: stockResults.entry,
  stop: stockResults.stop,
  target: stockResults.target,
  riskReward: stockResults.riskReward,
  shares: stockResults.shares,
  bars: stockResults.bars,
  jobId: stockResults.jobId,
  analysisSource: stockResults.analysisSource,
  dataSource: stockResults.dataSource,
  stale: stockResults.stale,
  asOf: stockResults.asOf,
  startedAt: stockResults.startedAt,
  completedAt: stockResults.completedAt,
  createdAt: stockResults.createdAt,
} as const;

export type StockSummary = Pick<InferSelectModel<typeof stockResults>, keyof typeof columns>;

/** A symbol as it is looked up. @throws Refusal `invalid_input` when it cannot be one. */
function lookedUp(given: string): string {
  const symbol = normalizeSymbol(given);
  if (SYMBOL.test(symbol)) return symbol;
  const message = `${JSON.stringify(given.slice(0, 64))} is not a symbol. Ask for one such as TCS or TCS.NS.`;
  throw new Refusal('invalid_input', message, {
    faults: [{ path: 'symbol', code: 'invalid_format', message }],
  });
}

export interface History {
  /** The symbol as it was looked up. */
  symbol: string;
  /** Newest first. */
  results: StockSummary[];
}

/**
 * Past results of a symbol. A bare one (`TCS`) finds the tickers of every exchange, a full one (`TCS.NS`) its own.
 * @throws Refusal `invalid_input`.
 */
export async function historyOf(db: Database, owner: string, given: string, limit: number): Promise<History> {
  const symbol = lookedUp(given);
  const named = isBare(symbol) ? stockResults.symbol : stockResults.ticker;
  const results = await db
    .select(columns)
    .from(stockResults)
    .where(and(eq(stockResults.owner, owner), eq(named, symbol)))
    // "nulls last" as the index has it: without it the rows are sorted.
    .orderBy(sql`${stockResults.completedAt} desc nulls last`)
    .limit(limit);
  return { symbol, results };
}

/** Every ticker of an owner, found by one step along the index for each, however many results it has. */
function distinctTickers(owner: string): SQL {
  return sql`with recursive t(ticker) as (
    select min(ticker) from stock_results where owner = ${owner}
    union all
    select (select min(r.ticker) from stock_results r where r.owner = ${owner} and r.ticker > t.ticker)
    from t where t.ticker is not null
  )`;
}

const totalSchema = z.object({ total: z.number() });

export interface Latest {
  results: StockSummary[];
  /** Tickers in all. */
  total: number;
}

/**
 * The latest result of each ticker, by ticker: a live one stands before a sample or simulated one, then the later
 * trading day counts, then the later analysis.
 */
export async function latestOfEach(
  db: Database,
  owner: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<Latest> {
  const tickers = distinctTickers(owner);
  const latest = sql`(${stockResults.jobId}, ${stockResults.ticker}) in (
    ${tickers}
    select l.job_id, l.ticker
    from (select ticker from t where ticker is not null order by ticker limit ${limit}::int offset ${offset}::int) p
    cross join lateral (
      select r.job_id, r.ticker from stock_results r where r.owner = ${owner} and r.ticker = p.ticker
      order by r.stale, r.as_of desc nulls last, r.completed_at desc nulls last limit 1
    ) l
  )`;
  const [counted, results] = await db.batch([
    db.execute(sql`${tickers} select count(*)::int as total from t where ticker is not null`),
    db.select(columns).from(stockResults).where(latest).orderBy(asc(stockResults.ticker)),
  ]);
  return { results, total: totalSchema.parse(counted.rows[0]).total };
}
