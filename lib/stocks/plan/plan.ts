import { isBuy, type Verdict } from '../rating/rate.ts';
import type { Strategy } from '../rating/strategies.ts';
import { ENTRY_REASONS, type EntryCode } from './entry.ts';
import { type LevelBasis, levelsOf } from './levels.ts';

/**
 * Defaults for a request: the published rating, percentages of capital, and an ordinary account's costs for a liquid
 * stock.
 */
export const PLAN_DEFAULTS = {
  strategy: 'balanced',
  riskPercent: 2,
  positionCapPercent: 20,
  feePercent: 0.1,
  slippagePercent: 0.05,
} as const;

export interface PlanOptions {
  /** In the prices' currency, above 0. */
  capital: number;
  /** Maximum loss at the stop, costs included, in percent of capital, above 0. */
  riskPercent: number;
  /** Maximum position, costs included, in percent of capital, above 0. */
  positionCapPercent: number;
  /** Commission and taxes per side, in percent of the price, at least 0. */
  feePercent: number;
  /** How much worse than planned each side fills, in percent of the price, at least 0. */
  slippagePercent: number;
}

/** One stock at its last bar. */
export interface PlanBasis extends LevelBasis {
  verdict: Verdict;
}

export interface TradePlan {
  /** The last close or a support below it, before slippage. */
  entry: number;
  entryReason: { code: EntryCode; text: string };
  /** Entry minus `stopAtrs` × ATR. */
  stop: number;
  /** Entry plus `riskReward` × the distance to the stop. */
  target: number;
  riskReward: number;
  /** Sale price that recovers the purchase, fees and slippage of both sides included. */
  breakEven: number;
  /** The trade is closed after this many bars. */
  timeLimitBars: number;
  /** Whole shares within both limits; 0 if the capital does not cover one. */
  shares: number;
  /** The limit that set `shares`. */
  limitedBy: 'risk' | 'position_cap';
}

/**
/**
 * Why there is no plan: a listing without recent bars, prices that jumped, no buy, a history too short for ATR, no price
 * movement, a stop not above 0, or costs that exceed the way to the target.
 */
export type NoPlanReason =
  | 'listing_stale'
  | 'unexplained_jump'
  | 'verdict_not_buy'
  | 'inputs_missing'
  | 'no_volatility'
  | 'stop_not_positive'
  | 'costs_exceed_reward';

export type PlanOutcome =
  | { plan: TradePlan; noPlanReason: null }
  | { plan: null; noPlanReason: NoPlanReason };

const none = (noPlanReason: NoPlanReason): PlanOutcome => ({ plan: null, noPlanReason });

/** Cost of one share, and the fraction of a sale's price that is received. */
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
 * A long trade by the strategy's exit rules, sized by both limits with fees `f` and slippage `s` on both sides. A
 * share costs `paid = entry × (1 + s) × (1 + f)` and returns `stop × (1 - s) × (1 - f)` at the stop; shares are
 * `min(⌊capital × risk% / loss⌋, ⌊capital × cap% / paid⌋)`.
 */
export function planTrade(basis: PlanBasis, strategy: Strategy, options: PlanOptions): PlanOutcome {
  if (!isBuy(basis.verdict)) return none('verdict_not_buy');
  const { riskReward, maxBars } = strategy.exit;
  if (Number.isNaN(basis.atr)) return none('inputs_missing');
  const levels = levelsOf(basis, strategy);
  if (typeof levels === 'string') return none(levels);
  const { entry, entryCode: code, stop, target } = levels;
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
