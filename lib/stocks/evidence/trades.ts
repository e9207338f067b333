import { at } from '../indicators/bars.ts';
import type { ExitRules } from '../rating/strategies.ts';

/** Costs per side, in percent of the price. */
export interface TradingCosts {
  feePercent: number;
  /** That of the sale, where it differs. */
  saleFeePercent?: number;
  slippagePercent: number;
}

/** Columns of one length, oldest bar first, in split-adjusted prices. */
export interface TradeRequest {
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  /** Cash per share on the ex-date, split-adjusted; 0 on all other days. */
  dividends: Float64Array;
  /** ATR 14, NaN before its first value. */
  atr: Float64Array;
  /** First bar with a verdict. */
  firstBar: number;
  exit: ExitRules;
  costs: TradingCosts;
}

/** Value of `exit` without a trade: ATR is not above 0, or the stop would not be. */
export const NO_TRADE = -1;

/** The trade decided at each bar's close. */
export interface Trades {
  /** Net result in units of risk (`entry - stop`); NaN for no trade or an unfinished one. */
  result: Float64Array;
  /** Bar of the exit; `NO_TRADE`; or the number of bars if still open. */
  exit: Int32Array;
}

/**
 * The exit price if the trade ends during bar `i`, else NaN. If a bar touches both stop and target, the stop counts,
 * because daily bars do not tell which came first.
 */
function exitPrice({ open, high, low }: TradeRequest, i: number, stop: number, target: number): number {
  const first = at(open, i);
  if (first <= stop || first >= target) return first;
  if (at(low, i) <= stop) return stop;
  return at(high, i) >= target ? target : Number.NaN;
}

/** Simulates the trade decided at the close of `t` and entered at `entry` (slippage included) to its end. */
function runTrade(request: TradeRequest, t: number, entry: number, out: Trades): void {
  const { exit, costs, dividends, close } = request;
  const risk = exit.stopAtrs * at(request.atr, t);
  const stop = entry - risk;
  const target = entry + exit.riskReward * risk;
  const timeLimit = t + exit.maxBars;
  const end = Math.min(timeLimit, close.length - 1);
  const fee = costs.feePercent / 100;
  const saleFee = (costs.saleFeePercent ?? costs.feePercent) / 100;
  let income = 0;
  for (let i = t + 1; i <= end; i++) {
    if (i > t + 1) income += at(dividends, i);
    let price = exitPrice(request, i, stop, target);
    if (Number.isNaN(price) && i === timeLimit) price = at(close, i);
    if (Number.isNaN(price)) continue;
    const received = price * (1 - costs.slippagePercent / 100);
    out.exit[t] = i;
    out.result[t] = (received * (1 - saleFee) - entry * (1 + fee) + income) / risk;
    return;
  }
}

/**
 * Simulates, for each bar from `firstBar`, a long trade bought at its close, independently of the others. Pure. A
 * trade reads ATR at its decision and the bars from the next one to its exit.
 */
export function tradeEveryDay(request: TradeRequest): Trades {
  const { open, atr, exit, costs } = request;
  const bars = open.length;
  const out = { result: new Float64Array(bars).fill(Number.NaN), exit: new Int32Array(bars).fill(NO_TRADE) };
  for (let t = request.firstBar; t < bars; t++) {
    const risk = exit.stopAtrs * at(atr, t);
    if (!(risk > 0)) continue;
    const entry = at(open, t + 1) * (1 + costs.slippagePercent / 100);
    if (entry <= risk) continue;
    out.exit[t] = bars;
    runTrade(request, t, entry, out);
  }
  return out;
}
