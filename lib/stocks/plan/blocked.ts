import type { Jump } from '../market/quality.ts';
import { MINIMUM_BARS } from '../rating/rate.ts';
import type { NoPlanReason } from './plan.ts';

/** Bars that a plan's levels read: ATR 14, SMA 20, the lowest low of 20. */
const PLAN_BARS = 20;

export interface BlockBasis {
  /** Dates of the rated bars, oldest first. */
  dates: readonly string[];
  jumps: readonly Jump[];
  listingStaleSince: string | null;
}

/**
 * Why no plan may be made, whatever the verdict. A move that may be a missed split makes every price before it doubtful
 * while the verdict reads any (250 bars); a move of the market itself distorts range and supports for 20 bars.
 */
export function planBlock({ dates, jumps, listingStaleSince }: BlockBasis): NoPlanReason | null {
  if (listingStaleSince !== null) return 'listing_stale';
  const within = (date: string, bars: number) => date > (dates.at(-bars - 1) ?? '');
  const blocks = ({ date, looks_like }: Jump) =>
    within(date, looks_like === 'market_move' ? PLAN_BARS : MINIMUM_BARS);
  return jumps.some(blocks) ? 'unexplained_jump' : null;
}
