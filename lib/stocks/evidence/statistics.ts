import { at } from '../indicators/bars.ts';
import { NO_TRADE, type Trades } from './trades.ts';

/** Sums over trades, in units of their risk (R). */
export interface TradeStatistics {
  trades: number;
  /** Trades with a net result above 0. */
  wins: number;
  /** Sum of the results. */
  total: number;
  /** Sums of the results above 0, and of those below 0 without their sign. */
  gains: number;
  losses: number;
  /** The deepest fall of the running total below its highest point, at least 0. */
  maxDrawdown: number;
  /** Sum of the bars from entry to exit, both counted. */
  bars: number;
}

const none = (): TradeStatistics => ({
  trades: 0,
  wins: 0,
  total: 0,
  gains: 0,
  losses: 0,
  maxDrawdown: 0,
  bars: 0,
});

/** Adds a trade and returns the highest running total so far. */
function add(sum: TradeStatistics, result: number, bars: number, peak: number): number {
  sum.trades++;
  sum.bars += bars;
  sum.total += result;
  if (result > 0) {
    sum.wins++;
    sum.gains += result;
  } else {
    sum.losses -= result;
  }
  sum.maxDrawdown = Math.max(sum.maxDrawdown, peak - sum.total);
  return Math.max(peak, sum.total);
}

/** Statistics of all finished trades marked in `chosen`, each on its own; `unfinished` counts the open ones. */
export function allTrades(trades: Trades, chosen: Uint8Array): TradeStatistics & { unfinished: number } {
  const sum = none();
  const bars = trades.exit.length;
  let unfinished = 0;
  let peak = 0;
  for (let t = 0; t < bars; t++) {
    const exit = trades.exit[t] ?? NO_TRADE;
    if (chosen[t] !== 1 || exit === NO_TRADE) continue;
    if (exit === bars) unfinished++;
    else peak = add(sum, at(trades.result, t), exit - t, peak);
  }
  return { ...sum, unfinished };
}

/**
 * Statistics of the chosen trades with one position at a time: the next trade is decided at or after the bar of the
 * last exit. A trade still open at the end holds the position and is not counted.
 */
export function separateTrades(trades: Trades, chosen: Uint8Array): TradeStatistics {
  const sum = none();
  const bars = trades.exit.length;
  let peak = 0;
  let t = 0;
  while (t < bars) {
    const exit = trades.exit[t] ?? NO_TRADE;
    if (chosen[t] !== 1 || exit === NO_TRADE) {
      t++;
    } else if (exit === bars) {
      break;
    } else {
      peak = add(sum, at(trades.result, t), exit - t, peak);
      t = exit;
    }
  }
  return sum;
}
