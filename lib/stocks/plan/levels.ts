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

/** Prices of a long trade by the strategy's rules; or why there is none. */
export function levelsOf(
  { close, atr, supports }: LevelBasis,
  strategy: Strategy,
): Levels | 'no_volatility' | 'stop_not_positive' {
  const { price: entry, code } = entryAt(strategy.entry, close, atr, supports);
  const stop = entry - strategy.exit.stopAtrs * atr;
  const distance = entry - stop;
  if (!(distance > 0)) return 'no_volatility';
  if (stop <= 0) return 'stop_not_positive';
  return { entry, entryCode: code, stop, target: entry + strategy.exit.riskReward * distance };
}
