import { isBuy, type Verdict } from '../rating/rate.ts';
import type { Strategy } from '../rating/strategies.ts';
import { ENTRY_REASONS, type EntryCode, entryAt, type Supports } from './entry.ts';

/**
 * Applied wherever a request is silent: the published rating, percentages of the capital, and costs that an
 * ordinary account pays for a liquid stock.
 */
export const PLAN_DEFAULTS = {
  strategy: 'balanced',
  riskPercent: 2,
  positionCapPercent: 20,
  feePercent: 0.1,
  slippagePercent: 0.05,
} as const;

export interface PlanOptions {
  /** In the currency of the prices, above 0. */
  capital: number;
  /** The most of the capital that may be lost at the stop, costs included, in percent, above 0. */
  riskPercent: number;
  /** The most of the capital that may be put into the position, costs included, in percent, above 0. */
  positionCapPercent: number;
  /** Commission and taxes on each side, in percent of the price, at least 0. */
  feePercent: number;
  /** How much worse than planned each side is filled, in percent of the price, at least 0. */
  slippagePercent: number;
}

/** One stock at its last bar, in price units. */
export interface PlanBasis {
  verdict: Verdict;
  /** Above 0. */
  close: number;
  /** ATR 14. */
  atr: number;
  supports: Supports;
}

export interface TradePlan {
  /** The last close or a support below it, before slippage. */
  entry: number;
  entryReason: { code: EntryCode; text: string };
  /** Entry less the strategy's `stopAtrs` ATR. */
  stop: number;
  /** Entry plus `riskReward` times the distance to the stop. */
  target: number;
  riskReward: number;
  /** The price at which a sale gives back what the purchase cost, fees and slippage of both included. */
  breakEven: number;
  /** Bars after which the trade is closed wherever it stands. */
  timeLimitBars: number;
  /** Whole shares within both limits; 0 when the capital cannot carry one. */
  shares: number;
  /** The limit that set `shares`. */
  limitedBy: 'risk' | 'position_cap';
}

/**
 * Why there is no plan: no buy, prices that do not move, a stop that would not be above 0, or costs that eat
 * the whole way to the target.
 */
export type NoPlanReason = 'verdict_not_buy' | 'no_volatility' | 'stop_not_positive' | 'costs_exceed_reward';

export type PlanOutcome =
  | { plan: TradePlan; noPlanReason: null }
  | { plan: null; noPlanReason: NoPlanReason };

const none = (noPlanReason: NoPlanReason): PlanOutcome => ({ plan: null, noPlanReason });

/** What a share costs, and the part of a sale's price that is received. */
function costsOf(entry: number, { feePercent, slippagePercent }: PlanOptions) {
  const fee = feePercent / 100;
  const slippage = slippagePercent / 100;
  return { paid: entry * (1 + slippage) * (1 + fee), kept: (1 - slippage) * (1 - fee) };
}

function sharesWithin(
  options: PlanOptions,
  risk: number,
  paid: number,
): Pick<TradePlan, 'shares' | 'limitedBy'> {
  const byRisk = Math.floor((options.capital * options.riskPercent) / 100 / risk);
  const byCap = Math.floor((options.capital * options.positionCapPercent) / 100 / paid);
  return { shares: Math.min(byRisk, byCap), limitedBy: byRisk <= byCap ? 'risk' : 'position_cap' };
}

/**
 * A long trade on a buy by a strategy's rules, with as many shares as both limits allow once fees and slippage
 * `f`, `s` are counted on both sides: a share costs `paid = entry × (1 + s) × (1 + f)` and brings
 * `stop × (1 - s) × (1 - f)` at the stop; `min(⌊capital × risk% / loss⌋, ⌊capital × cap% / paid⌋)`.
 */
export function planTrade(basis: PlanBasis, strategy: Strategy, options: PlanOptions): PlanOutcome {
  if (!isBuy(basis.verdict)) return none('verdict_not_buy');
  const { stopAtrs, riskReward, maxBars } = strategy.exit;
  const { price: entry, code } = entryAt(strategy.entry, basis.close, basis.atr, basis.supports);
  const stop = entry - stopAtrs * basis.atr;
  const distance = entry - stop;
  if (!(distance > 0)) return none('no_volatility');
  if (stop <= 0) return none('stop_not_positive');
  const target = entry + riskReward * distance;
  const { paid, kept } = costsOf(entry, options);
  const breakEven = paid / kept;
  if (!(kept > 0 && breakEven < target)) return none('costs_exceed_reward');
  const plan: TradePlan = {
    ...{ entry, stop, target, riskReward, breakEven, timeLimitBars: maxBars },
    entryReason: { code, text: ENTRY_REASONS[code] },
    ...sharesWithin(options, paid - stop * kept, paid),
  };
  return { plan, noPlanReason: null };
}
