import { exitBar, netGain, priceWithin, type TradedBars, type TradingCosts } from '../evidence/trades.ts';
import { at } from '../indicators/bars.ts';
import type { PlanState } from './plan-states.ts';

/** A plan as an order to buy at `entry` or lower, in the prices of the bars that it is followed in. */
export interface Order {
  entry: number;
  stop: number;
  target: number;
  /** Bars that the order stands, and that a position is held at most, the bar of the entry included. */
  maxBars: number;
}

export interface Fill {
  bar: number;
  /** Before slippage and fees. */
  price: number;
}

/** What has become of an order; `result` is net of costs, in units of `entry - stop`. */
export type OrderOutcome =
  | { state: 'open'; entered: Fill | null }
  | { state: 'not_entered'; entered: null; bar: number }
  | { state: 'hit' | 'stopped' | 'timed_out'; entered: Fill; exit: Fill; result: number };

interface Entry extends Fill {
  /** Below the open: the bar's open and high may have come before the entry. */
  during: boolean;
}

function entryOf({ open, low, close }: TradedBars, decided: number, order: Order): Entry | null {
  const last = Math.min(decided + order.maxBars, close.length - 1);
  for (let bar = decided + 1; bar <= last; bar++) {
    if (at(open, bar) <= order.entry) return { bar, price: at(open, bar), during: false };
    if (at(low, bar) <= order.entry) return { bar, price: order.entry, during: true };
  }
  return null;
}

function exitOf(bars: TradedBars, { bar, during }: Entry, { stop, target, maxBars }: Order): Fill | null {
  if (during && at(bars.low, bar) <= stop) return { bar, price: stop };
  const first = during ? bar + 1 : bar;
  const exit = exitBar(bars, first, bar + maxBars - 1, stop, target);
  if (exit === bars.close.length) return null;
  const reached = exit < first ? Number.NaN : priceWithin(bars, exit, stop, target);
  return { bar: exit, price: Number.isNaN(reached) ? at(bars.close, exit) : reached };
}

function endOf(price: number, { stop, target }: Order): Exclude<PlanState, 'open' | 'not_entered'> {
  if (price <= stop) return 'stopped';
  return price >= target ? 'hit' : 'timed_out';
}

/**
 * Follows an order decided at the close of bar `decided` through the later bars. Pure. It is filled at the open of
 * the first bar that opens at or below `entry`, or at `entry` on the first whose low reaches it; then it ends as the
 * walk-forward's trades do (`priceWithin`). On a bar that reaches `entry` below its open, only the stop counts.
 */
export function followOrder(
  bars: TradedBars,
  decided: number,
  order: Order,
  costs: TradingCosts,
): OrderOutcome {
  const entry = entryOf(bars, decided, order);
  if (entry === null) {
    const bar = decided + order.maxBars;
    return bar < bars.close.length
      ? { state: 'not_entered', entered: null, bar }
      : { state: 'open', entered: null };
  }
  const entered = { bar: entry.bar, price: entry.price };
  const exit = exitOf(bars, entry, order);
  if (exit === null) return { state: 'open', entered };
  const paid = entry.price * (1 + costs.slippagePercent / 100);
  const held = { entry: paid, exit: exit.price, from: entry.bar, to: exit.bar };
  const result = netGain(bars, held, costs) / (order.entry - order.stop);
  return { state: endOf(exit.price, order), entered, exit, result };
}
