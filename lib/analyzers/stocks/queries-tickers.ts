import { eq, type InferSelectModel, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { stockResults, universe } from '../../db/stock-schema.ts';
import { securityName } from './queries-universe.ts';

/** What lists show of a result. */
const columns = {
  ticker: stockResults.ticker,
  symbol: stockResults.symbol,
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

export type StockSummary = Pick<InferSelectModel<typeof stockResults>, keyof typeof columns> & {
  /** From the loaded universe; null when it does not know the ticker. */
  name: string | null;
};

/** What identifies a result. */
export interface ResultKey {
  jobId: string;
  ticker: string;
}

/** The results that `keys` names. @param keys a query with the columns `job_id`, `ticker` and `place`, their order. */
export function summaries(db: Database, keys: SQL) {
  return db
    .select({ ...columns, name: securityName })
    .from(stockResults)
    .innerJoin(sql`(${keys}) k`, sql`k.job_id = ${stockResults.jobId} and k.ticker = ${stockResults.ticker}`)
    .leftJoin(universe, eq(universe.ticker, stockResults.ticker))
    .orderBy(sql`k.place`);
}
