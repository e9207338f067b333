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
export interface TradedBars {
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  /** Cash per share on the ex-date, split-adjusted; 0 on all other days. */
  dividends: Float64Array;
}

export interface TradeRequest extends TradedBars {
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
 * The exit price if stop or target end the trade during bar `i`, else NaN. If a bar touches both, the stop counts,
 * because daily bars do not tell which came first.
 */
export function priceWithin(
  { open, high, low }: TradedBars,
  i: number,
  stop: number,
  target: number,
): number {
  const first = at(open, i);
  if (first <= stop || first >= target) return first;
  if (at(low, i) <= stop) return stop;
  return at(high, i) >= target ? target : Number.NaN;
}

/** The bar, from `from` to `timeLimit`, during which the trade ends; the number of bars if they end before it. */
export function exitBar(
  bars: TradedBars,
  from: number,
  timeLimit: number,
  stop: number,
  target: number,
): number {
  const { length } = bars.close;
  const end = Math.min(timeLimit, length - 1);
  for (let i = from; i <= end; i++) {
    if (!Number.isNaN(priceWithin(bars, i, stop, target))) return i;
  }
  return Math.min(timeLimit, length);
}

/** A share bought during bar `from` and sold during bar `to`. */
export interface HeldShare {
  /** Paid before fees, with slippage. */
  entry: number;
  /** Before slippage and fees. */
  exit: number;
  from: number;
  to: number;
}

/** What a share brings after costs, with the dividends whose ex-date is after the day of entry, up to that of exit. */
export function netGain({ dividends }: TradedBars, held: HeldShare, costs: TradingCosts): number {
  const fee = costs.feePercent / 100;
  const saleFee = (costs.saleFeePercent ?? costs.feePercent) / 100;
  const received = held.exit * (1 - costs.slippagePercent / 100);
  let income = 0;
  for (let i = held.from + 1; i <= held.to; i++) income += at(dividends, i);
  return received * (1 - saleFee) - held.entry * (1 + fee) + income;
}

/** Simulates the trade decided at the close of `t` and entered at `entry` (slippage included) to its end. */
function runTrade(request: TradeRequest, t: number, entry: number, out: Trades): void {
  const { exit, costs, close } = request;
  const risk = exit.stopAtrs * at(request.atr, t);
  const stop = entry - risk;
  const target = entry + exit.riskReward * risk;
  const to = exitBar(request, t + 1, t + exit.maxBars, stop, target);
  if (to === close.length) return;
  const reached = priceWithin(request, to, stop, target);
  const price = Number.isNaN(reached) ? at(close, to) : reached;
  out.exit[t] = to;
  out.result[t] = netGain(request, { entry, exit: price, from: t + 1, to }, costs) / risk;
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
