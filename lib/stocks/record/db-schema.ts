import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { instant } from '../../db/instant.ts';
import { oneOf } from '../../db/one-of.ts';
import { DATA_SOURCES } from '../market/data-sources.ts';
import { STRATEGY_IDS } from '../rating/strategies.ts';
import { VERDICTS } from '../rating/verdicts.ts';
import { PLAN_STATES } from './plan-states.ts';

const day = (name: string) => date(name, { mode: 'string' });

/** Every plan given, and what became of it. Outlives its job, so that deleting a job cannot mend the record. */
export const stockPlans = pgTable(
  'stock_plans',
  {
    owner: text('owner').notNull(),
    ticker: text('ticker').notNull(),
    strategy: text('strategy').notNull(),
    /** Length of its bars: `1d` or `1wk`. */
    interval: text('interval').notNull(),
    /** Day of the last bar that the plan was made of. */
    givenOn: day('given_on').notNull(),
    /** True for sample and simulated data. */
    stale: boolean('stale').notNull(),
    /** The job that gave it first; it may be gone. */
    jobId: text('job_id').notNull(),
    givenAt: instant('given_at').notNull(),
    dataSource: text('data_source').notNull(),
    currency: text('currency').notNull(),
    verdict: text('verdict').notNull(),
    score: doublePrecision('score').notNull(),
    votesVersion: smallint('votes_version').notNull(),
    /** Version of the rules that follow plans; of those that settled it once it is settled. */
    rulesVersion: smallint('rules_version').notNull(),
    /** Prices, and shares, as given: before any later split. */
    close: doublePrecision('close').notNull(),
    entry: doublePrecision('entry').notNull(),
    stop: doublePrecision('stop').notNull(),
    target: doublePrecision('target').notNull(),
    timeLimitBars: smallint('time_limit_bars').notNull(),
    /** Null if the plan was not sized; fractions for coins. */
    shares: doublePrecision('shares'),
    feePercent: doublePrecision('fee_percent').notNull(),
    saleFeePercent: doublePrecision('sale_fee_percent').notNull(),
    slippagePercent: doublePrecision('slippage_percent').notNull(),
    /** Whether no earlier separate plan of this ticker, strategy and interval was open on `given_on`. */
    separate: boolean('separate').notNull(),
    state: text('state').notNull().default('open'),
    /** Shares that one share of `given_on` has become; the prices below are in their terms. */
    splitRatio: doublePrecision('split_ratio').notNull().default(1),
    /** The last bar that it was followed to. */
    followedTo: day('followed_to'),
    enteredOn: day('entered_on'),
    enteredPrice: doublePrecision('entered_price'),
    settledOn: day('settled_on'),
    settledAt: instant('settled_at'),
    /** Before slippage and fees; null for a plan that was not entered. */
    settledPrice: doublePrecision('settled_price'),
    /** Net of costs, in units of entry less stop; null unless entered and ended. */
    resultR: doublePrecision('result_r'),
    /** The strategy's orders on every day from `given_on` to `base_to`, once all of them have ended. */
    baseTo: day('base_to'),
    baseN: integer('base_n'),
    baseWins: integer('base_wins'),
    baseTotalR: doublePrecision('base_total_r'),
  },
  (t) => [
    primaryKey({ columns: [t.owner, t.ticker, t.strategy, t.interval, t.givenOn, t.stale] }),
    check('stock_plans_verdict_known', oneOf(t.verdict, VERDICTS)),
    check('stock_plans_strategy_known', oneOf(t.strategy, STRATEGY_IDS)),
    check('stock_plans_data_source_known', oneOf(t.dataSource, DATA_SOURCES)),
    check('stock_plans_state_known', oneOf(t.state, PLAN_STATES)),
    check(
      'stock_plans_settled_whole',
      sql`(${t.state} = 'open') = (${t.settledOn} is null) and (${t.state} = 'open') = (${t.settledAt} is null)
        and (${t.state} in ('open', 'not_entered')) = (${t.resultR} is null)`,
    ),
    index('stock_plans_pending').on(t.owner, t.ticker).where(sql`${t.baseN} is null`),
    index('stock_plans_open').on(t.owner, t.givenOn.desc()).where(sql`${t.state} = 'open'`),
  ],
);
