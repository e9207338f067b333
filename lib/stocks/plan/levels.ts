import { onTick } from '../money/ticks.ts';
import type { Strategy } from '../rating/strategies.ts';
import { type EntryCode, entryAt, type Supports } from './entry.ts';

/** One stock at the close of a bar, in price units. */
export interface LevelBasis {
  /** Above 0. */
  close: number;
  /** ATR 14; NaN if the history is too short for it. */
  atr: number;
  supports: Supports;
}

export interface Levels {
  entry: number;
  entryCode: EntryCode;
  /** Entry minus `stopAtrs` × ATR. */
  stop: number;
  /** Entry plus `riskReward` × the distance to the stop. */
  target: number;
}

/**
 * Prices of a long trade by the strategy's rules; or why there is none.
 * @param tickAt the step that the exchange's prices move in near a price: the stop is on the step below, the target on
 *   the step above.
 */
export function levelsOf(
  { close, atr, supports }: LevelBasis,
  { entry: style, exit }: Strategy,
  tickAt?: (price: number) => number,
): Levels | 'no_volatility' | 'stop_not_positive' {
  const { price, code } = entryAt(style, close, atr, supports);
  const tick = tickAt?.(price);
  const rounded = (exact: number, way: 'nearest' | 'down' | 'up') =>
    tick === undefined ? exact : onTick(exact, tick, way);
  const entry = rounded(price, 'nearest');
  const exact = entry - exit.stopAtrs * atr;
  const target = rounded(entry + exit.riskReward * (entry - exact), 'up');
  const stop = rounded(exact, 'down');
  if (!(stop < entry)) return 'no_volatility';
  if (stop <= 0) return 'stop_not_positive';
  return { entry, entryCode: code, stop, target };
}
