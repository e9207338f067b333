import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import type { Interval } from '../bars/intervals.ts';
import { lookedUp } from './history.ts';
import type { ResultKey } from './tickers.ts';

export interface SymbolChoice {
  owner: string;
  symbol: string;
  interval: Interval;
  /** Only the result of this job, whatever its interval. */
  jobId: string | undefined;
}

const keysSchema = z.array(z.object({ job_id: z.string(), ticker: z.string() }));

/**
 * The result that stands for a symbol, as in the list of the latest: its own ticker before others of that bare symbol,
 * live before sample or simulated, then the later day. Null if there is none.
 * @throws Refusal `invalid_input` for what is no symbol
 */
export async function keyOfSymbol(db: Database, choice: SymbolChoice): Promise<ResultKey | null> {
  const symbol = lookedUp(choice.symbol);
  const of =
    choice.jobId === undefined ? sql`r.interval = ${choice.interval}` : sql`r.job_id = ${choice.jobId}`;
  const { rows } = await db.execute(sql`select r.job_id, r.ticker from stock_results r
    where r.owner = ${choice.owner} and (r.ticker = ${symbol} or r.symbol = ${symbol}) and ${of}
    order by r.ticker = ${symbol} desc, r.stale, r.as_of desc nulls last, r.completed_at desc nulls last, r.job_id desc
    limit 1`);
  const [key] = keysSchema.parse(rows);
  return key ? { jobId: key.job_id, ticker: key.ticker } : null;
}
