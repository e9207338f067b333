import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import type { Interval } from '../bars/intervals.ts';
import { PLAN_STATES } from './plan-states.ts';

const MOST_PLANS = 100;

/** A plan as it was given, and what became of it. Prices are in the terms of its own day, before any later split. */
export const planSchema = z.object({
  strategy: z.string(),
  given_on: z.string(),
  verdict: z.string(),
  score: z.number(),
  entry: z.number(),
  stop: z.number(),
  target: z.number(),
  data_source: z.string(),
  state: z.enum(PLAN_STATES),
  entered_on: z.string().nullable(),
  settled_on: z.string().nullable(),
  result_r: z.number().nullable().describe('Net of costs, in units of entry less stop.'),
});

export type GivenPlan = z.infer<typeof planSchema>;

/** The last plans of a ticker, newest first, at most a hundred. */
export async function plansOf(
  db: Database,
  { owner, ticker, interval }: { owner: string; ticker: string; interval: Interval },
): Promise<GivenPlan[]> {
  const { rows } =
    await db.execute(sql`select strategy, given_on::text as given_on, verdict, score, entry, stop, target,
      data_source, state, entered_on::text as entered_on, settled_on::text as settled_on, result_r
    from stock_plans where owner = ${owner} and ticker = ${ticker} and interval = ${interval}
    order by given_on desc, stale, strategy limit ${MOST_PLANS}::int`);
  return z.array(planSchema).parse(rows);
}
