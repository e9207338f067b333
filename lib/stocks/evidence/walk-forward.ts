import type { Interval } from '../bars/intervals.ts';
import type { Evidence } from './evidence-schema.ts';
import { normalQuantile } from './normal.ts';
import { leadLowerBound, type Proportion, wilsonInterval } from './proportions.ts';
import { sentenceOf } from './sentence.ts';
import { allTrades, separateTrades, type TradeStatistics } from './statistics.ts';
import { type TradeRequest, type Trades, tradeEveryDay } from './trades.ts';

export interface WalkForwardRequest extends TradeRequest {
  /** One `YYYY-MM-DD` per bar. */
  dates: readonly string[];
  /** 1 if the verdict at that bar's close was Buy or Strong Buy, using no later bars. */
  buys: Uint8Array;
  /** Strategies × symbols tried in the job, at least 1. */
  comparisons: number;
  /** Length of a bar; default `1d`. */
  interval?: Interval;
}

const FEWEST_TRADES = 30;
export const ERROR_RATE = 0.05;
export const Z_95 = -normalQuantile(ERROR_RATE / 2);

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** Quotient rounded to 4 decimals; null for a denominator of 0. */
const ratio = (part: number, of: number) => (of > 0 ? rounded(part / of) : null);

/**
 * The base rate covers all days, but is weighted only as the number of non-overlapping trades that fit. It shares
 * days with the buys, which makes the true error rate lower than the nominal one.
 */
export function findingOf(own: Proportion, base: Proportion, z: number): Evidence['finding'] {
  if (own.n < FEWEST_TRADES) return 'too_few';
  return leadLowerBound(own, base, z) > 0 ? 'better' : 'no_edge';
}

function winRates(own: Proportion, z: number) {
  if (own.n === 0) return { win_rate: null, win_rate_low: null, win_rate_high: null, corrected_low: null };
  const { low, high } = wilsonInterval(own, Z_95);
  return {
    win_rate: rounded(own.share),
    win_rate_low: rounded(low),
    win_rate_high: rounded(high),
    corrected_low: rounded(wilsonInterval(own, z).low),
  };
}

function outcomes({ trades, total, gains, losses, maxDrawdown, bars }: TradeStatistics) {
  return {
    expectancy_r: ratio(total, trades),
    profit_factor: ratio(gains, losses),
    max_drawdown_r: trades > 0 ? rounded(maxDrawdown) : null,
    average_bars: ratio(bars, trades),
  };
}

function basisOf({ dates, firstBar, costs, exit, interval = '1d' }: WalkForwardRequest): Evidence['basis'] {
  const to = dates.at(-1) ?? '';
  const { feePercent, saleFeePercent = feePercent } = costs;
  return {
    from: dates[firstBar] ?? to,
    to,
    prices: 'adjusted for splits, not for dividends; dividends added as cash',
    fee_percent: feePercent,
    ...(saleFeePercent === feePercent ? {} : { sale_fee_percent: saleFeePercent }),
    slippage_percent: costs.slippagePercent,
    stop_atrs: exit.stopAtrs,
    risk_reward: exit.riskReward,
    max_bars: exit.maxBars,
    interval,
  };
}

/**
 * Back-tests one strategy's buys on one symbol, against the same trade opened on every day.
 * Pure; O(bars × maxBars). The rules:
 *
 * - A verdict at the close of bar `t` buys at the open of `t + 1`, slippage against it. Stop: entry less
 *   `stopAtrs` × ATR 14 of bar `t`. Target: entry plus `riskReward` × (entry - stop).
 * - On each bar from `t + 1` on, in this order: an open at or below the stop, or at or above the target, ends
 *   the trade at that open; a low at the stop ends it there; a high at the target ends it there; the bar
 *   numbered `maxBars` ends it at its close. Slippage is taken from every exit, fees from both sides.
 * - Dividends with an ex-date after the day of entry, up to the day of exit, are added.
 * - The result in R is the net result a share over (entry - stop); a trade won when it is above 0.
 * - A trade that has not ended with the data is counted in `open_at_end` only. Slow trades win more often, so
 *   this lowers win rates, the base's too (by at most 1 point on random walks of 500 bars). No trade is
 *   possible without an ATR above 0 or with a stop that is not above 0.
 *
 * `n` takes each verdict by itself. All other figures are of the trades taken one after another, whose windows
 * do not overlap; `base` gives its win rate and expectancy over all its days.
 *
 * `better` needs 30 separate trades and a win rate whose lead over the base has a lower bound above 0:
 * Newcombe's interval of a difference, at the one-sided confidence 1 - 0.05 / `comparisons` (Bonferroni). As
 * the bound holds the uncertainty of both rates, `corrected_low` then lies above the base's win rate too.
 */
export function walkForward(request: WalkForwardRequest): Evidence {
  return judgeTrades(request, tradeEveryDay(request));
}

/** `walkForward` for trades that are already simulated, by `tradeEveryDay` of the same request. */
export function judgeTrades(request: WalkForwardRequest, trades: Trades): Evidence {
  const { buys, comparisons } = request;
  const everyDay = new Uint8Array(buys.length).fill(1);
  const verdicts = allTrades(trades, buys);
  const days = allTrades(trades, everyDay);
  const separate = separateTrades(trades, buys);
  const separateDays = separateTrades(trades, everyDay);
  const own = { share: separate.wins / separate.trades, n: separate.trades };
  const base = { share: days.wins / days.trades, n: separateDays.trades };
  const z = -normalQuantile(ERROR_RATE / comparisons);
  const evidence = {
    finding: findingOf(own, base, z),
    n: verdicts.trades,
    effective_n: separate.trades,
    open_at_end: verdicts.unfinished,
    ...winRates(own, z),
    comparisons,
    ...outcomes(separate),
    base: {
      n: days.trades,
      effective_n: separateDays.trades,
      win_rate: ratio(days.wins, days.trades),
      expectancy_r: ratio(days.total, days.trades),
    },
    basis: basisOf(request),
  };
  return { sentence: sentenceOf(evidence), ...evidence };
}
