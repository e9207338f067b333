import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { PermanentError } from '../../../lib/core/errors.ts';
import type { Database } from '../../../lib/db/client.ts';
import type { DailyBars, MarketDay, MarketSource } from '../../../lib/stocks/market/market.ts';
import { createdJob, jobsContext } from '../../support/jobs.ts';
import { walk } from '../evidence/bars.ts';
import { runStocks } from '../http/seed.ts';
import { dailyBarsOf, marketData } from './bars.ts';

const LENGTH = 340;

/** Walks of which the first bars are known at first, and more with every day. */
export const WALKS: Readonly<Record<string, DailyBars>> = {
  AAA: { ...dailyBarsOf(walk(3, LENGTH)), ticker: 'AAA' },
  BBB: { ...dailyBarsOf(walk(5, LENGTH)), ticker: 'BBB', currency: 'INR' },
  CCC: { ...dailyBarsOf(walk(12, LENGTH)), ticker: 'CCC' },
};

/** The market after so many bars. */
function marketAfter(bars: number, day: MarketDay | null = null): MarketSource {
  return {
    provider: 'yahoo',
    dailyBars: async ({ ticker }) => {
      const all = WALKS[ticker];
      if (!all) throw new PermanentError('unknown_symbol', `There is no ${ticker}.`);
      const columns = ['open', 'high', 'low', 'close', 'volume', 'dividends'] as const;
      const cut = Object.fromEntries(columns.map((name) => [name, all[name].slice(0, bars)]));
      return { ...marketData({ ...all, ...cut, dates: all.dates.slice(0, bars) }), day };
    },
  };
}

interface Run {
  bars: number;
  strategy?: string;
  symbols?: string[];
  owner?: string;
  /** Further options of the request. */
  options?: object;
  /** The exchange's day, if the last bar is of one under way. */
  day?: MarketDay;
}

/** A job of this day, carried to its end. @returns its id. */
export async function runOn(
  { url, db }: { url: string; db: Database },
  { bars, strategy = 'balanced', symbols = Object.keys(WALKS), owner = 'ann', ...more }: Run,
): Promise<string> {
  const input = {
    ...{ symbols, capital: 10_000, strategies: [strategy], history_years: 2, fee_percent: 0.1 },
    ...more.options,
  };
  const steps = symbols.map((key) => ({ stage: 0, key }));
  const { id } = await createdJob(jobsContext(url), 0, { input, steps, owner });
  await runStocks(db, id, { market: marketAfter(bars, more.day) });
  return id;
}

const planRow = z.object({
  owner: z.string(),
  ticker: z.string(),
  strategy: z.enum(['balanced', 'mean_reversion', 'weekly_target']),
  given_on: z.string(),
  job_id: z.string(),
  verdict: z.string(),
  score: z.number(),
  entry: z.number(),
  stop: z.number(),
  target: z.number(),
  time_limit_bars: z.number(),
  separate: z.boolean(),
  state: z.string(),
  settled_on: z.string().nullable(),
  settled_price: z.number().nullable(),
  result_r: z.number().nullable(),
  base_to: z.string().nullable(),
  base_n: z.number().nullable(),
  base_wins: z.number().nullable(),
  base_total_r: z.number().nullable(),
});
export type PlanRow = z.infer<typeof planRow>;

export async function planRows(db: Database): Promise<PlanRow[]> {
  const { rows } =
    await db.execute(sql`select p.*, p.given_on::text as given_on, p.settled_on::text as settled_on,
    p.base_to::text as base_to from stock_plans p order by p.given_on, p.ticker, p.strategy, p.owner`);
  return z.array(planRow).parse(rows);
}
