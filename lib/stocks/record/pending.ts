import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { jsonText } from '../../core/json.ts';
import type { Database } from '../../db/client.ts';
import type { Interval } from '../bars/intervals.ts';
import { batched } from '../market/batch.ts';
import type { MarketData } from '../market/market.ts';
import { STRATEGY_IDS } from '../rating/strategies.ts';
import type { PendingPlan } from './follow.ts';

/** Steps of a slice ask together; each batch is one round trip. */
const GATHER_MS = 4;
const MOST_AT_ONCE = 25;

interface Asked {
  jobId: string;
  ticker: string;
  interval: Interval;
  data: Pick<MarketData, 'source' | 'stale'>;
}

/** The plans of the job's owner that bars of this ticker and source can follow. */
export type PendingPlans = (asked: Asked) => Promise<PendingPlan[]>;

const rowsSchema = z.array(
  z.object({
    jobId: z.string(),
    ticker: z.string(),
    interval: z.string(),
    strategy: z.enum(STRATEGY_IDS),
    givenOn: z.string(),
    currency: z.string(),
    close: z.number(),
    entry: z.number(),
    stop: z.number(),
    target: z.number(),
    timeLimitBars: z.number(),
    feePercent: z.number(),
    saleFeePercent: z.number(),
    slippagePercent: z.number(),
  }),
);

/** Live plans are followed by any live source, others by the source that they were made of. */
async function readPending(db: Database, asked: readonly Asked[]) {
  const wanted = asked.map(({ jobId, ticker, interval, data }) => ({
    job_id: jobId,
    ...{ ticker, interval },
    ...{ source: data.source, stale: data.stale },
  }));
  const { rows } = await db.execute(sql`select distinct w.job_id as "jobId", p.ticker, p.interval, p.strategy,
      p.given_on::text as "givenOn", p.currency, p.close, p.entry, p.stop, p.target,
      p.time_limit_bars as "timeLimitBars", p.fee_percent as "feePercent",
      p.sale_fee_percent as "saleFeePercent", p.slippage_percent as "slippagePercent"
    from jsonb_to_recordset(${jsonText(wanted)}::jsonb) as w(job_id text, ticker text, interval text, source text, stale boolean)
    join jobs j on j.id = w.job_id
    join stock_plans p on p.owner = j.owner and p.ticker = w.ticker and p.interval = w.interval and p.base_n is null
      and p.stale = w.stale and (not p.stale or p.data_source = w.source)
    order by p.ticker, "givenOn", p.strategy`);
  return rowsSchema.parse(rows);
}

/** Reads the plans of steps that ask within a few milliseconds in one round trip. */
export function createPendingPlans(db: Database, clock: Clock): PendingPlans {
  const read = batched({
    clock,
    gatherMs: GATHER_MS,
    atMost: MOST_AT_ONCE,
    run: (asked: Asked[]) => readPending(db, asked),
  });
  return async (asked) => {
    const found = await read(asked);
    return found.filter(
      ({ jobId, ticker, interval }) =>
        jobId === asked.jobId && ticker === asked.ticker && interval === asked.interval,
    );
  };
}
