import type { StockChange } from './changes.ts';

/** Public form of a change, in answers and events. */
export interface StockChangeJson {
  id: string;
  ticker: string;
  symbol: string;
  /** One of `CHANGE_KINDS`. */
  kind: string;
  strategy: string;
  interval: string;
  data_source: string;
  /** Labels before and after. */
  from: string | null;
  to: string | null;
  /** Days are ISO dates on the exchange's calendar. */
  on: string;
  level: number | null;
  plan_as_of: string | null;
  ratio: number | null;
  from_job_id: string;
  from_as_of: string;
  job_id: string;
  as_of: string;
  /** ISO 8601. */
  created_at: string;
}

export function changeJson(row: StockChange): StockChangeJson {
  return {
    id: row.id,
    ticker: row.ticker,
    symbol: row.symbol,
    kind: row.kind,
    strategy: row.strategy,
    interval: row.interval,
    data_source: row.dataSource,
    from: row.was,
    to: row.becomes,
    on: row.happenedOn,
    level: row.level,
    plan_as_of: row.planAsOf,
    ratio: row.ratio,
    from_job_id: row.fromJobId,
    from_as_of: row.fromAsOf,
    job_id: row.jobId,
    as_of: row.asOf,
    created_at: row.createdAt.toISOString(),
  };
}
