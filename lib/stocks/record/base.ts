import type { TradedBars, TradingCosts } from '../evidence/trades.ts';
import { at } from '../indicators/bars.ts';
import { ema, sma } from '../indicators/moving-averages.ts';
import { donchian } from '../indicators/trend.ts';
import { atr } from '../indicators/volatility.ts';
import { levelsOf } from '../plan/levels.ts';
import type { Strategy } from '../rating/strategies.ts';
import { followOrder, type Order } from './order.ts';

/** The strategy's orders on every day of a plan's window, whatever the verdict. */
export interface BaseRate {
  /** Bar of the window's last day. */
  to: number;
  /** Orders that were entered and have ended. */
  n: number;
  /** Of these, with a net result above 0. */
  wins: number;
  /** Sum of their results, in units of risk. */
  total: number;
}

/** Prices of the order that the strategy would have decided at the close of a bar; null if there is none. */
export type OrderAt = (bar: number) => Omit<Order, 'maxBars'> | null;

/** Reads bars up to the asked one alone. */
export function ordersOf(bars: TradedBars, strategy: Strategy): OrderAt {
  const atr14 = atr(bars, 14);
  const sma20 = sma(bars.close, 20);
  const ema50 = ema(bars.close, 50);
  const { low: low20 } = donchian(bars, 20);
  return (bar) => {
    const supports = { sma20: at(sma20, bar), ema50: at(ema50, bar), low20: at(low20, bar) };
    const levels = levelsOf({ close: at(bars.close, bar), atr: at(atr14, bar), supports }, strategy);
    if (typeof levels === 'string') return null;
    const { entry, stop, target } = levels;
    return { entry, stop, target };
  };
}

interface Window {
  /** Bar of the window's first day, that of the plan. */
  from: number;
  /** Length in bars, and the time limit of its orders. */
  length: number;
}

/**
 * Follows the order of each day of the window. The window begins with the plan: days before it would be chosen with
 * a rise or fall already known. Null while any of the orders is open, or the bars end within the window.
 */
export function baseRate(
  bars: TradedBars,
  { from, length }: Window,
  orderAt: OrderAt,
  costs: TradingCosts,
): BaseRate | null {
  const to = from + length - 1;
  if (to >= bars.close.length) return null;
  const base = { to, n: 0, wins: 0, total: 0 };
  for (let bar = to; bar >= from; bar--) {
    const order = orderAt(bar);
    const outcome = order && followOrder(bars, bar, { ...order, maxBars: length }, costs);
    if (outcome?.state === 'open') return null;
    if (outcome === null || outcome.state === 'not_entered') continue;
    base.n++;
    base.total += outcome.result;
    if (outcome.result > 0) base.wins++;
  }
  return base;
}
