import { type Size, type SizeOptions, sizeOf } from '../money/size.ts';
import { isBuy, type Verdict } from '../rating/rate.ts';
import type { Strategy } from '../rating/strategies.ts';
import { ENTRY_REASONS, type EntryCode } from './entry.ts';
import { type LevelBasis, levelsOf } from './levels.ts';

/**
 * Defaults for a request: the published rating, percentages of capital, of a usual day's volume, and an ordinary
 * account's costs for a liquid stock where the market's are not known.
 */
export const PLAN_DEFAULTS = {
  strategy: 'balanced',
  riskPercent: 2,
  positionCapPercent: 20,
  feePercent: 0.1,
  slippagePercent: 0.05,
  volumeLimitPercent: 5,
} as const;

export interface PlanOptions extends SizeOptions {
  /** Commission and taxes per side, in percent of the price, at least 0. */
  feePercent: number;
  /** Those of the sale, where they differ. */
  saleFeePercent?: number;
  /** How much worse than planned each side fills, in percent of the price, at least 0. */
  slippagePercent: number;
  /** The step that the exchange's prices move in near a price; absent if it is not known. */
  tickAt?: (price: number) => number;
}

/** One stock at its last bar. */
export interface PlanBasis extends LevelBasis {
  verdict: Verdict;
}

export interface TradePlan extends Size {
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
  /** Of one share, costs included: its price, and its loss at the stop. */
  perShare: { paid: number; lost: number };
}

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
function costsOf(entry: number, options: PlanOptions) {
  const { feePercent, saleFeePercent = feePercent } = options;
  const slippage = options.slippagePercent / 100;
  return {
    paid: entry * (1 + slippage) * (1 + feePercent / 100),
    kept: (1 - slippage) * (1 - saleFeePercent / 100),
  };
}

/**
 * A long trade by the strategy's exit rules, with fees and slippage `s` on both sides. A share costs
 * `paid = entry × (1 + s) × (1 + fee)` and returns `stop × (1 - s) × (1 - sale fee)` at the stop; how many there are
 * is said by `sizeOf`.
 */
export function planTrade(basis: PlanBasis, strategy: Strategy, options: PlanOptions): PlanOutcome {
  if (!isBuy(basis.verdict)) return none('verdict_not_buy');
  if (Number.isNaN(basis.atr)) return none('inputs_missing');
  const levels = levelsOf(basis, strategy, options.tickAt);
  if (typeof levels === 'string') return none(levels);
  const { entry, entryCode: code, stop, target } = levels;
  const { paid, kept } = costsOf(entry, options);
  const breakEven = paid / kept;
  if (!(kept > 0 && breakEven < target)) return none('costs_exceed_reward');
  const { riskReward, maxBars } = strategy.exit;
  const perShare = { paid, lost: paid - stop * kept };
  const plan: TradePlan = {
    ...{ entry, stop, target, riskReward, breakEven, timeLimitBars: maxBars },
    entryReason: { code, text: ENTRY_REASONS[code] },
    perShare,
    ...sizeOf(options, perShare),
  };
  return { plan, noPlanReason: null };
}
