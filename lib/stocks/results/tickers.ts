import { and, desc, eq, type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import type { Interval } from '../bars/intervals.ts';
import { stockEvidence, stockResults, universe } from '../db-schema.ts';
import { resultName } from '../universe/universe.ts';

/** The columns shown in lists. */
const columns = {
  ticker: stockResults.ticker,
  symbol: stockResults.symbol,
  name: stockResults.name,
  exchange: stockResults.exchange,
  currency: stockResults.currency,
  verdict: stockResults.verdict,
  score: stockResults.score,
  rating: stockResults.rating,
  strategy: stockResults.strategy,
  evidence: stockResults.evidence,
  close: stockResults.close,
  entry: stockResults.entry,
  stop: stockResults.stop,
  target: stockResults.target,
  riskReward: stockResults.riskReward,
  shares: stockResults.shares,
  quantity: stockResults.quantity,
  sharesReason: stockResults.sharesReason,
  volume: stockResults.volume,
  turnover: stockResults.turnover,
  bars: stockResults.bars,
  jobId: stockResults.jobId,
  analysisSource: stockResults.analysisSource,
  dataSource: stockResults.dataSource,
  stale: stockResults.stale,
  listingStaleSince: stockResults.listingStaleSince,
  interval: stockResults.interval,
  asOf: stockResults.asOf,
  startedAt: stockResults.startedAt,
  completedAt: stockResults.completedAt,
  createdAt: stockResults.createdAt,
} as const;

const share = z.number().min(0).max(1).nullable();

/** What the back-tested buys of a result's strategy won, beside the same trade on any day: as in its evidence. */
export const wonSchema = z.object({
  effective_n: z.int().min(0),
  win_rate: share,
  win_rate_low: share,
  win_rate_high: share,
  base_win_rate: share,
});

/** Of the first strategy, which is the one that the verdict is of; null for results from before there was evidence. */
const won = sql<unknown>`(select jsonb_build_object('effective_n', e->'effective_n', 'win_rate', e->'win_rate',
    'win_rate_low', e->'win_rate_low', 'win_rate_high', e->'win_rate_high', 'base_win_rate', e->'base'->'win_rate')
  from (select ${stockEvidence.evidence}->0 as e) first where e is not null)`;

const ofResult = and(
  eq(stockEvidence.jobId, stockResults.jobId),
  eq(stockEvidence.ticker, stockResults.ticker),
);

/** `name` by the source of the prices, or else by the loaded universe. */
export type StockSummary = Pick<InferSelectModel<typeof stockResults>, keyof typeof columns> & {
  /** As `wonSchema` reads it. */
  won: unknown;
};

/** Whether a result does not describe the present: its data were never live, or its listing has stopped trading. */
export function isStale(result: Pick<StockSummary, 'stale' | 'listingStaleSince'>): boolean {
  return result.stale || result.listingStaleSince !== null;
}

/** Identifies a result. */
export interface ResultKey {
  jobId: string;
  ticker: string;
}

/** Summaries for `keys`. @param keys a query with columns `job_id`, `ticker` and `place` (the sort order). */
export function summaries(db: Database, keys: SQL) {
  return db
    .select({ ...columns, name: resultName, won })
    .from(stockResults)
    .innerJoin(sql`(${keys}) k`, sql`k.job_id = ${stockResults.jobId} and k.ticker = ${stockResults.ticker}`)
    .leftJoin(universe, eq(universe.ticker, stockResults.ticker))
    .leftJoin(stockEvidence, ofResult)
    .orderBy(sql`k.place`);
}

/** Like `summaries`, with the `total` column of `keys`. */
export function summariesAndTotal(db: Database, keys: SQL) {
  return db
    .select({ result: { ...columns, name: resultName, won }, total: sql<number>`k.total` })
    .from(stockResults)
    .innerJoin(sql`(${keys}) k`, sql`k.job_id = ${stockResults.jobId} and k.ticker = ${stockResults.ticker}`)
    .leftJoin(universe, eq(universe.ticker, stockResults.ticker))
    .leftJoin(stockEvidence, ofResult)
    .orderBy(sql`k.place`);
}

/**
 * The newest result of an interval for each day of a ticker, one index step each.
 * @param days a query with columns `ticker`, `as_of`, `stale` and `place` (the sort order).
 */
export function summariesOfDays(db: Database, owner: string, interval: Interval, days: SQL) {
  const { ticker, stale, asOf, completedAt, jobId } = stockResults;
  const last = db
    .select(columns)
    .from(stockResults)
    .where(
      sql`${stockResults.owner} = ${owner} and ${ticker} = k.ticker and ${stockResults.interval} = ${interval}
        and ${stale} = k.stale and ${asOf} = k.as_of`,
    )
    .orderBy(sql`${completedAt} desc nulls last`, desc(jobId))
    .limit(1)
    .as('stock_results');
  return db
    .select({ ...columns, name: resultName, won })
    .from(sql`(${days}) k`)
    .innerJoinLateral(last, sql`true`)
    .leftJoin(universe, eq(universe.ticker, stockResults.ticker))
    .leftJoin(stockEvidence, ofResult)
    .orderBy(sql`k.place`);
}
