import type { VoteId } from './votes.ts';

export type Decision = -1 | 0 | 1;

/** A vote's rule; takes its numbers in the order of `reads`, all existing. */
export type Rule = (a: number, b: number, c: number, d: number, e: number, f: number) => Decision;

const decide = (buy: boolean, sell: boolean): Decision => (buy ? 1 : sell ? -1 : 0);

const above = (now: number, level: number) => decide(now > level, now < level);

/** Buy below `low` and rising, sell above `high` and falling. */
const turnsFrom = (low: number, high: number) => (now: number, before: number) =>
  decide(now < low && now > before, now > high && now < before);

const ichimoku = (close: number, conversion: number, base: number, cloudA: number, cloudB: number) =>
  decide(
    cloudA > cloudB && base > cloudA && conversion > base && close > conversion,
    cloudA < cloudB && base < cloudA && conversion < base && close < conversion,
  );

/** A sell needs ADX falling, as in TradingView's help page; its Pine library requires rising there too. */
const adx = (now: number, before: number, plus: number, minus: number) =>
  decide(now > 20 && plus > minus && now > before, now > 20 && plus < minus && now < before);

function awesome(now: number, before: number, twoBefore: number): Decision {
  const turnsUp = now > before && before < twoBefore;
  const turnsDown = now < before && before > twoBefore;
  return decide(now > 0 && (before <= 0 || turnsUp), now < 0 && (before >= 0 || turnsDown));
}

const stochasticRsi = (close: number, ema50: number, k: number, d: number) =>
  decide(close < ema50 && k < 20 && d < 20 && k > d, close > ema50 && k > 80 && d > 80 && k < d);

const bullBearPower: Rule = (close, ema50, bear, bearBefore, bull, bullBefore) =>
  decide(close > ema50 && bear < 0 && bear > bearBefore, close < ema50 && bull > 0 && bull < bullBefore);

/** Each vote's rule. */
export const RULES: Readonly<Record<VoteId, Rule>> = {
  sma10: above,
  sma20: above,
  sma30: above,
  sma50: above,
  sma100: above,
  sma200: above,
  ema10: above,
  ema20: above,
  ema30: above,
  ema50: above,
  ema100: above,
  ema200: above,
  hull_ma9: above,
  vwma20: above,
  ichimoku,
  rsi14: turnsFrom(30, 70),
  stochastic: (k, d) => decide(k < 20 && d < 20 && k > d, k > 80 && d > 80 && k < d),
  cci20: turnsFrom(-100, 100),
  adx14: adx,
  awesome,
  momentum10: above,
  macd: above,
  stochastic_rsi: stochasticRsi,
  williams_r14: turnsFrom(-80, -20),
  bull_bear_power13: bullBearPower,
  ultimate: (value) => decide(value > 70, value < 30),
  psar: above,
  bollinger20: (close, lower, upper) => decide(close < lower, close > upper),
  donchian20: (close, low, high) => decide(close > high, close < low),
  obv: above,
  cmf20: (flow) => decide(flow > 0.05, flow < -0.05),
};
