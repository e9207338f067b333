import { type SQL, sql } from 'drizzle-orm';
import type { DataSource } from '../market/market.ts';

/** Condition on plans `p`: those of the owner, of one source, or without it of live data. */
export function chosenPlans(owner: string, source: DataSource | undefined): SQL {
  const of = source === undefined ? sql`not p.stale` : sql`p.data_source = ${source}`;
  return sql`p.owner = ${owner} and ${of}`;
}

/**
 * Condition on plans `p`: open although its longest life, `2 × time_limit_bars - 1` bars, must be over: no later run has
 * followed it. Two days a daily bar, and eight a weekly one, leave room for weekends and holidays.
 */
export const OVERDUE: SQL = sql`(p.state = 'open'
  and p.given_on < (clock_timestamp() at time zone 'UTC')::date 
    - case p.interval when '1wk' then 8 else 2 end * (2 * p.time_limit_bars - 1))`;
