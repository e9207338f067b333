import { THRESHOLDS } from './thresholds.ts';
import type { VoteId } from './votes.ts';

export type Decision = -1 | 0 | 1;

/** A vote's rule; takes its numbers in the order of `reads`, all existing. */
export type Rule = (a: number, b: number, c: number, d: number, e: number, f: number) => Decision;

const decide = (buy: boolean, sell: boolean): Decision => (buy ? 1 : sell ? -1 : 0);

const above = (now: number, level: number) => decide(now > level, now < level);

interface Extremes {
  oversold: number;
  overbought: number;
}

/** Buy when oversold and rising, sell when overbought and falling. */
const turnsFrom =
  ({ oversold, overbought }: Extremes) =>
  (now: number, before: number) =>
    decide(now < oversold && now > before, now > overbought && now < before);

/** Buy when both lines are oversold and %K leads, sell when both are overbought and it trails. */
const crosses = ({ oversold, overbought }: Extremes, k: number, d: number) =>
  decide(k < oversold && d < oversold && k > d, k > overbought && d > overbought && k < d);

const ichimoku = (close: number, conversion: number, base: number, spanA: number, spanB: number) =>
  decide(
    spanA > spanB && base > spanA && conversion > base && close > conversion,
    spanA < spanB && base < spanA && conversion < base && close < conversion,
  );

const { trending } = THRESHOLDS.adx14;

/**
 * Both sides need ADX rising, as in version 3 of TradingView's Pine library
 * (tradingview.com/script/jDWyb5PG-TechnicalRating, 2024-11-29). Its help page asks for a falling ADX to sell.
 */
const adx = (now: number, before: number, plus: number, minus: number) =>
  now > trending && now > before ? above(plus, minus) : 0;

/** The help page's rule, by which version 2 of the list voted. */
export const adxOfHelpPage: Rule = (now, before, plus, minus) =>
  decide(now > trending && plus > minus && now > before, now > trending && plus < minus && now < before);

function awesome(now: number, before: number, twoBefore: number): Decision {
  const { zero } = THRESHOLDS.awesome;
  const turnsUp = now > before && before < twoBefore;
  const turnsDown = now < before && before > twoBefore;
  return decide(now > zero && (before <= zero || turnsUp), now < zero && (before >= zero || turnsDown));
}

function stochasticRsi(close: number, ema50: number, k: number, d: number): Decision {
  const side = crosses(THRESHOLDS.stochastic_rsi, k, d);
  return decide(close < ema50 && side > 0, close > ema50 && side < 0);
}

const bullBearPower: Rule = (close, ema50, bear, bearBefore, bull, bullBefore) => {
  const { zero } = THRESHOLDS.bull_bear_power13;
  return decide(
    close > ema50 && bear < zero && bear > bearBefore,
    close < ema50 && bull > zero && bull < bullBefore,
  );
};

const outside =
  ({ sell_below, buy_above }: { sell_below: number; buy_above: number }) =>
  (value: number) =>
    decide(value > buy_above, value < sell_below);

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
  rsi14: turnsFrom(THRESHOLDS.rsi14),
  stochastic: (k, d) => crosses(THRESHOLDS.stochastic, k, d),
  cci20: turnsFrom(THRESHOLDS.cci20),
  adx14: adx,
  awesome,
  momentum10: above,
  macd: above,
  stochastic_rsi: stochasticRsi,
  williams_r14: turnsFrom(THRESHOLDS.williams_r14),
  bull_bear_power13: bullBearPower,
  ultimate: outside(THRESHOLDS.ultimate),
  psar: above,
  bollinger20: (close, lower, upper) => decide(close < lower, close > upper),
  donchian20: (close, low, high) => decide(close > high, close < low),
  obv: above,
  cmf20: outside(THRESHOLDS.cmf20),
};
