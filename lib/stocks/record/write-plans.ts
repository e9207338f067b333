import { type SQL, sql } from 'drizzle-orm';
import { jsonText } from '../../core/json.ts';
import type { WriteContext } from '../../engine/analyzer.ts';
import { finishedNow } from '../../engine/finished-now.ts';
import type { StockAnalysis } from '../analyze.ts';
import type { BarsToRate } from '../bars/bars-to-rate.ts';
import type { TradingCosts } from '../evidence/trades.ts';
import type { MarketData } from '../market/market.ts';
import { isOnUnfinished } from './finished-bars.ts';
import { type FollowedPlan, RULES_VERSION } from './follow.ts';

/** What a finished step says of plans: perhaps a new one, and what its bars say of earlier ones. */
export interface PlanRecord {
  ticker: string;
  analysis: StockAnalysis;
  data: MarketData;
  rated: BarsToRate;
  costs: TradingCosts;
  followed: readonly FollowedPlan[];
}

interface KeyedPlan {
  key: string;
  record: PlanRecord;
}

function givenRows({ key, record }: KeyedPlan) {
  const { ticker, analysis, data, rated, costs } = record;
  const { plan } = analysis;
  // A bar that still changes is no day from which a plan could be followed.
  if (plan === null || isOnUnfinished(rated)) return [];
  return [
    {
      step_key: key,
      ticker,
      strategy: analysis.strategy,
      interval: rated.interval,
      given_on: analysis.asOf,
      stale: data.stale,
      data_source: data.source,
      currency: data.bars.currency,
      verdict: analysis.verdict,
      score: analysis.score,
      votes_version: analysis.votesVersion,
      close: analysis.close,
      entry: plan.entry,
      stop: plan.stop,
      target: plan.target,
      time_limit_bars: plan.timeLimitBars,
      shares: plan.shares,
      fee_percent: costs.feePercent,
      sale_fee_percent: costs.saleFeePercent ?? costs.feePercent,
      slippage_percent: costs.slippagePercent,
    },
  ];
}

function followedRows({ key, record }: KeyedPlan) {
  return record.followed.map((plan) => ({
    step_key: key,
    ticker: record.ticker,
    stale: record.data.stale,
    strategy: plan.strategy,
    interval: record.rated.interval,
    given_on: plan.givenOn,
    state: plan.state,
    split_ratio: plan.splitRatio,
    followed_to: plan.followedTo,
    entered_on: plan.enteredOn,
    entered_price: plan.enteredPrice,
    settled_on: plan.settledOn,
    settled_price: plan.settledPrice,
    result_r: plan.result,
    base_to: plan.base?.to ?? null,
    base_n: plan.base?.n ?? null,
    base_wins: plan.base?.wins ?? null,
    base_total_r: plan.base?.total ?? null,
  }));
}

/** The first plan of an owner, ticker, strategy, interval and day stands; whoever gives it again changes nothing. */
function insertGiven(records: KeyedPlan[], context: WriteContext): SQL[] {
  const rows = records.flatMap(givenRows);
  if (rows.length === 0) return [];
  const open = sql`exists (select 1 from stock_plans p where p.owner = j.owner and p.ticker = r.ticker
    and p.strategy = r.strategy and p.interval = r.interval and p.stale = r.stale and p.separate
    and coalesce(p.settled_on, 'infinity') > r.given_on)`;
  return [
    sql`insert into stock_plans (owner, ticker, strategy, interval, given_on, stale, job_id, given_at, data_source, currency,
        verdict, score, votes_version, rules_version, close, entry, stop, target, time_limit_bars, shares,
        fee_percent, sale_fee_percent, slippage_percent, separate)
      select j.owner, r.ticker, r.strategy, r.interval, r.given_on, r.stale, j.id, s.completed_at, r.data_source, r.currency,
        r.verdict, r.score, r.votes_version, ${RULES_VERSION}::smallint, r.close, r.entry, r.stop, r.target,
        r.time_limit_bars, r.shares, r.fee_percent, r.sale_fee_percent, r.slippage_percent, not ${open}
      from jsonb_to_recordset(${jsonText(rows)}::jsonb) as r(step_key text, ticker text, strategy text, interval text,
        given_on date, stale boolean, data_source text, currency text, verdict text, score float8,
        votes_version smallint, close float8, entry float8, stop float8, target float8, time_limit_bars smallint,
        shares float8, fee_percent float8, sale_fee_percent float8, slippage_percent float8)
      join jobs j on j.id = ${context.jobId}
      ${finishedNow(context)}
      order by r.ticker, r.step_key
      on conflict (owner, ticker, strategy, interval, given_on, stale) do nothing`,
  ];
}

/** Locks first, in order, so that two jobs of one owner cannot deadlock. A settled plan, or base, stays as it is. */
function updateFollowed(records: KeyedPlan[], context: WriteContext): SQL[] {
  const rows = records.flatMap(followedRows);
  if (rows.length === 0) return [];
  const followed = sql`jsonb_to_recordset(${jsonText(rows)}::jsonb) as r(step_key text, ticker text, stale boolean,
      strategy text, interval text, given_on date, state text, split_ratio float8, followed_to date, entered_on date,
      entered_price float8, settled_on date, settled_price float8, result_r float8, base_to date, base_n int,
      base_wins int, base_total_r float8)
    join jobs j on j.id = ${context.jobId}
    ${finishedNow(context)}`;
  const mine = sql`p.owner = j.owner and p.ticker = r.ticker and p.strategy = r.strategy
    and p.interval = r.interval and p.given_on = r.given_on and p.stale = r.stale`;
  return [
    sql`select 1 from ${followed} join stock_plans p on ${mine} and p.base_n is null
      order by p.ticker, p.strategy, p.interval, p.given_on for update of p`,
    sql`update stock_plans p set state = r.state, rules_version = ${RULES_VERSION}::smallint,
        split_ratio = r.split_ratio, followed_to = r.followed_to, entered_on = r.entered_on,
        entered_price = r.entered_price, settled_on = r.settled_on, settled_price = r.settled_price,
        settled_at = case when r.settled_on is not null then s.completed_at end, result_r = r.result_r
      from ${followed}
      where ${mine} and p.state = 'open' and coalesce(p.followed_to, p.given_on) <= r.followed_to`,
    sql`update stock_plans p set base_to = r.base_to, base_n = r.base_n, base_wins = r.base_wins,
        base_total_r = r.base_total_r
      from ${followed}
      where ${mine} and p.state <> 'open' and p.base_n is null and r.base_n is not null`,
  ];
}

/** Settles earlier plans before it adds new ones: whether a new one is separate depends on it. */
export function writePlans(records: KeyedPlan[], context: WriteContext): SQL[] {
  return [...updateFollowed(records, context), ...insertGiven(records, context)];
}
