import type { Verdict } from './rating/rate.ts';

/** Applied wherever a request is silent. Percentages of the capital; `riskReward` is target over stop distance. */
export const PLAN_DEFAULTS = { riskPercent: 2, positionCapPercent: 20, riskReward: 1.5 } as const;

/** The stop stands this many average true ranges below the entry. */
const STOP_ATRS = 2;

export interface PlanOptions {
  /** In the currency of the prices, above 0. */
  capital: number;
  /** The most of the capital that may be lost at the stop, in percent, above 0. */
  riskPercent: number;
  /** The most of the capital that may be put into the position, in percent, above 0. */
  positionCapPercent: number;
}

export interface TradePlan {
  /** The last close. */
  entry: number;
  /** Entry less 2 ATR. */
  stop: number;
  /** Entry plus `riskReward` times the distance to the stop. */
  target: number;
  riskReward: number;
  /** Whole shares within both limits; 0 when the capital cannot carry one. */
  shares: number;
  /** The limit that set `shares`. */
  limitedBy: 'risk' | 'position_cap';
}

/** Why there is no plan: no buy, prices that do not move, or a stop that would not be above 0. */
export type NoPlanReason = 'verdict_not_buy' | 'no_volatility' | 'stop_not_positive';

export type PlanOutcome =
  | { plan: TradePlan; noPlanReason: null }
  | { plan: null; noPlanReason: NoPlanReason };

const none = (noPlanReason: NoPlanReason): PlanOutcome => ({ plan: null, noPlanReason });

/**
 * A long trade on a buy: stop 2 ATR below the last close, target at the default risk-reward, and as many
 * shares as both limits allow: `min(⌊capital × risk% / (entry - stop)⌋, ⌊capital × cap% / entry⌋)`.
 * @param close the last close, above 0. @param atr ATR 14 at that bar, in price units.
 */
export function planTrade(verdict: Verdict, close: number, atr: number, options: PlanOptions): PlanOutcome {
  if (verdict !== 'Buy' && verdict !== 'Strong Buy') return none('verdict_not_buy');
  const entry = close;
  const stop = entry - STOP_ATRS * atr;
  const risk = entry - stop;
  if (!(risk > 0)) return none('no_volatility');
  if (stop <= 0) return none('stop_not_positive');
  const { riskReward } = PLAN_DEFAULTS;
  const byRisk = Math.floor((options.capital * options.riskPercent) / 100 / risk);
  const byCap = Math.floor((options.capital * options.positionCapPercent) / 100 / entry);
  const plan: TradePlan = {
    entry,
    stop,
    target: entry + riskReward * risk,
    riskReward,
    shares: Math.min(byRisk, byCap),
    limitedBy: byRisk <= byCap ? 'risk' : 'position_cap',
  };
  return { plan, noPlanReason: null };
}
