import type { TradingCosts } from '../evidence/trades.ts';
import { at } from '../indicators/bars.ts';
import type { DailyBars } from '../market/market.ts';
import { type StrategyId, strategyOf } from '../rating/strategies.ts';
import { baseRate, type OrderAt, ordersOf } from './base.ts';
import { followOrder, type Order, type OrderOutcome } from './order.ts';
import type { PlanState } from './plan-states.ts';

/** Raised when plans are followed by other rules; a plan has the version that settled it. */
export const RULES_VERSION = 1;

/**
 * Bars whose close of the plan's day differs by more than this share from the plan's have been restated: a unit or
 * adjustment changed, or a split is not told. They settle nothing.
 */
const RESTATED = 0.2;

/** A stored plan that is open, or whose base rate is not known yet. */
export interface PendingPlan extends TradingCosts {
  strategy: StrategyId;
  /** Day of the last bar that the plan was made of, `YYYY-MM-DD`. */
  givenOn: string;
  currency: string;
  /** Prices as given: splits since then are not in them. */
  close: number;
  entry: number;
  stop: number;
  target: number;
  timeLimitBars: number;
}

/** What later bars say of a plan. Prices are in the bars' terms, `splitRatio` new shares for one of the plan's. */
export interface FollowedPlan {
  strategy: StrategyId;
  givenOn: string;
  splitRatio: number;
  followedTo: string;
  enteredOn: string | null;
  enteredPrice: number | null;
  state: PlanState;
  settledOn: string | null;
  settledPrice: number | null;
  /** Net of costs, in units of entry less stop; null unless entered and ended. */
  result: number | null;
  base: { to: string; n: number; wins: number; total: number } | null;
}

/** The bar of the plan's day, or the last before it; -1 if the bars do not hold the plan's past or were restated. */
function decidedAt(bars: DailyBars, plan: PendingPlan, splitRatio: number): number {
  const bar = bars.dates.findLastIndex((date) => date <= plan.givenOn);
  if (bar === -1 || bars.currency !== plan.currency) return -1;
  const moved = Math.abs((at(bars.close, bar) * splitRatio) / plan.close - 1);
  return moved <= RESTATED ? bar : -1;
}

function splitRatioSince({ splits }: DailyBars, day: string): number {
  return splits.reduce((product, { date, ratio }) => (date > day ? product * ratio : product), 1);
}

const orderOf = (plan: PendingPlan, splitRatio: number): Order => ({
  entry: plan.entry / splitRatio,
  stop: plan.stop / splitRatio,
  target: plan.target / splitRatio,
  maxBars: plan.timeLimitBars,
});

/** Day and price of the end; a plan that was never entered has no price. */
function settlement(outcome: OrderOutcome, dates: readonly string[]) {
  const day = (bar: number) => dates[bar] ?? null;
  if (outcome.state === 'open') return { settledOn: null, settledPrice: null, result: null };
  if (outcome.state === 'not_entered') {
    return { settledOn: day(outcome.bar), settledPrice: null, result: null };
  }
  return { settledOn: day(outcome.exit.bar), settledPrice: outcome.exit.price, result: outcome.result };
}

type OrdersBy = (strategy: StrategyId) => OrderAt;

/** Each strategy's indicators are computed once, and only if a plan asks for them. */
function ordersBy(bars: DailyBars): OrdersBy {
  const known = new Map<StrategyId, OrderAt>();
  return (strategy) => {
    const orderAt = known.get(strategy) ?? ordersOf(bars, strategyOf(strategy));
    known.set(strategy, orderAt);
    return orderAt;
  };
}

function baseOf(bars: DailyBars, plan: PendingPlan, decided: number, orders: OrdersBy): FollowedPlan['base'] {
  const window = { from: decided, length: plan.timeLimitBars };
  const found = baseRate(bars, window, orders(plan.strategy), plan);
  return found && { ...found, to: bars.dates[found.to] ?? '' };
}

function followPlan(bars: DailyBars, plan: PendingPlan, orders: OrdersBy): FollowedPlan[] {
  const splitRatio = splitRatioSince(bars, plan.givenOn);
  const decided = decidedAt(bars, plan, splitRatio);
  const followedTo = bars.dates.at(-1);
  if (decided === -1 || followedTo === undefined || followedTo <= plan.givenOn) return [];
  const outcome = followOrder(bars, decided, orderOf(plan, splitRatio), plan);
  const { state, entered } = outcome;
  const followed: FollowedPlan = {
    strategy: plan.strategy,
    givenOn: plan.givenOn,
    splitRatio,
    followedTo,
    enteredOn: entered && (bars.dates[entered.bar] ?? null),
    enteredPrice: entered?.price ?? null,
    state,
    ...settlement(outcome, bars.dates),
    base: state === 'open' ? null : baseOf(bars, plan, decided, orders),
  };
  return [followed];
}

/**
 * Follows plans of one ticker by its bars, all of them finished. Pure: the same bars give the same outcome. A plan
 * whose day the bars do not reach back to, or do not go beyond, is left out.
 */
export function followPlans(bars: DailyBars, plans: readonly PendingPlan[]): FollowedPlan[] {
  const orders = ordersBy(bars);
  return plans.flatMap((plan) => followPlan(bars, plan, orders));
}
